/** A HubSpot or Salesforce object: its name and the fields that the policy mentions. */
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { s } from '../ui/strings'
import { type FlowNode, handleOf } from './flow-model'
import { rowsShown } from './layout'
import { measures } from './measures'

const Ends = ({ id, top }: { readonly id: string; readonly top: number }) => (
  <>
    <Handle type="target" position={Position.Left} id={id} style={{ top }} isConnectable={false} />
    <Handle type="source" position={Position.Right} id={id} style={{ top }} isConnectable={false} />
  </>
)

/** Every item of the graph carries `data-graph-item`, which the arrow keys go through. */
export const ObjectNode = memo(({ data }: NodeProps<FlowNode>) => {
  const { node } = data
  const side = node.kind === 'hubspot-object' ? 'hubspot' : 'salesforce'
  const rows = node.rows.slice(0, rowsShown(node, data.expanded))
  return (
    <div className={`object-node side-${side}${data.chosen ? ' is-chosen' : ''}${data.stale ? ' is-stale' : ''}`}>
      <Ends id={handleOf(undefined)} top={measures.headHeight / 2} />
      <button
        type="button"
        className="object-head nopan"
        data-graph-item={node.id}
        tabIndex={-1}
        title={node.description}
        aria-pressed={data.chosen}
      >
        <span className="side-mark" aria-hidden="true" />
        <span className="object-name">{node.label}</span>
        <span className="object-system">{data.stale ? s.graph.staleNode : `${s.common[side]} · ${s.graph.fields(node.rows.length)}`}</span>
      </button>
      {rows.map((row, index) => (
        <div key={row.id} className="object-row-box">
          <Ends id={handleOf(row.id)} top={measures.headHeight + index * measures.rowHeight + measures.rowHeight / 2} />
          <button
            type="button"
            className={`object-row nopan${data.chosenRow === row.id ? ' is-chosen' : ''}`}
            data-graph-item={node.id}
            data-graph-row={row.id}
            tabIndex={-1}
            title={row.label}
            aria-pressed={data.chosenRow === row.id}
          >
            {row.label}
          </button>
        </div>
      ))}
      {node.rows.length > measures.shortRows && (
        <button
          type="button"
          className="object-more nopan"
          tabIndex={-1}
          data-graph-toggle={node.id}
          onClick={() => data.onToggle(node.id)}
        >
          {data.expanded ? s.graph.showLess : s.graph.showAll(node.rows.length)}
        </button>
      )}
    </div>
  )
})
ObjectNode.displayName = 'ObjectNode'
