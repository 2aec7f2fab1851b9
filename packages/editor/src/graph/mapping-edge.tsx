/** One mapping: a line between two fields, its heads where data goes, its rule beside the Salesforce end. */
import { EdgeLabelRenderer, type EdgeProps, getBezierPath, Position } from '@xyflow/react'
import { memo } from 'react'
import type { FlowEdge } from './flow-model'

const ruleWords = (data: NonNullable<FlowEdge['data']>): string => data.edge.options

export const MappingEdge = memo(({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<FlowEdge>) => {
  if (data === undefined) return null
  const { edge } = data
  const [path] = getBezierPath({
    sourceX,
    sourceY,
    sourcePosition: Position.Right,
    targetX,
    targetY,
    targetPosition: Position.Left,
    curvature: 0.35,
  })
  const state = `${data.chosen ? ' is-chosen' : ''}${data.stale ? ' is-stale' : ''}`
  const head = data.chosen ? 'chosen' : 'plain'
  const words = ruleWords(data)
  return (
    <>
      <path
        d={path}
        className={`mapping-edge mapping-${edge.direction}${state}`}
        markerStart={edge.direction === 'left' || edge.direction === 'both' ? `url(#head-${head})` : undefined}
        markerEnd={edge.direction === 'right' || edge.direction === 'both' ? `url(#head-${head})` : undefined}
      />
      <path d={path} className="edge-hit" />
      {words !== '' && (
        <EdgeLabelRenderer>
          <span
            className={`mapping-label nopan${state}`}
            title={words}
            data-edge-label={edge.id}
            style={{ transform: `translate(-100%, -50%) translate(${targetX - 16}px, ${targetY}px)` }}
          >
            {words}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
MappingEdge.displayName = 'MappingEdge'
