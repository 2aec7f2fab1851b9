/** A value table or a lifecycle: its name and its first lines. */
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { Icon } from '../ui/icon'
import { s } from '../ui/strings'
import { type FlowNode, handleOf } from './flow-model'
import { measures } from './measures'

export const ListNode = memo(({ data }: NodeProps<FlowNode>) => {
  const { node } = data
  const lines = node.lines.length > measures.listLines + 1 ? node.lines.slice(0, measures.listLines) : node.lines
  return (
    <div className={`list-node${data.chosen ? ' is-chosen' : ''}${data.stale ? ' is-stale' : ''}`}>
      <Handle type="target" position={Position.Left} id={handleOf(undefined)} isConnectable={false} />
      <Handle type="source" position={Position.Right} id={handleOf(undefined)} isConnectable={false} />
      <button
        type="button"
        className="list-button nopan"
        data-graph-item={node.id}
        tabIndex={-1}
        title={node.description}
        aria-pressed={data.chosen}
      >
        <span className="list-head">
          <span className="rule-label">{node.label}</span>
          {node.detail !== undefined && <span className="rule-detail">{node.detail}</span>}
          {data.problems > 0 && (
            <span className="node-problems">
              <Icon name="warning" size={12} /> <span className="for-readers">{s.graph.problems(data.problems)}</span>
            </span>
          )}
        </span>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a table may hold the same line twice, and lines have no other name
          <span key={index} className="list-line" title={line}>
            {line}
          </span>
        ))}
        {lines.length < node.lines.length && <span className="list-line muted">{s.graph.moreLines(node.lines.length - lines.length)}</span>}
      </button>
    </div>
  )
})
ListNode.displayName = 'ListNode'
