/** A rule of a sync: match, prefer, include, on new, on change, on delete, on merge. */
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { Icon } from '../ui/icon'
import { s } from '../ui/strings'
import { type FlowNode, handleOf } from './flow-model'

export const RuleNode = memo(({ data }: NodeProps<FlowNode>) => {
  const { node } = data
  const second = [data.origin, node.detail].filter((part) => part !== undefined).join(' · ')
  const words = [data.origin, node.label, node.detail].filter((part) => part !== undefined).join(' ')
  return (
    <div className={`rule-node rule-${node.kind}${data.chosen ? ' is-chosen' : ''}${data.stale ? ' is-stale' : ''}`}>
      <Handle type="target" position={Position.Left} id={handleOf(undefined)} isConnectable={false} />
      <Handle type="source" position={Position.Right} id={handleOf(undefined)} isConnectable={false} />
      <button
        type="button"
        className="rule-button nopan"
        data-graph-item={node.id}
        tabIndex={-1}
        title={[words, node.description].filter((part) => part !== undefined).join('\n')}
        aria-pressed={data.chosen}
      >
        <span className="rule-label">{node.label}</span>
        {second !== '' && <span className="rule-detail">{second}</span>}
        {data.problems > 0 && (
          <span className="node-problems">
            <Icon name="warning" size={12} /> <span className="for-readers">{s.graph.problems(data.problems)}</span>
          </span>
        )}
      </button>
    </div>
  )
})
RuleNode.displayName = 'RuleNode'
