/** A line between a rule and the object it belongs to or acts on, led through the lanes beside the rules. */
import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { FlowEdge } from './flow-model'
import { lanes } from './layout'
import { measures } from './measures'

const corner = 8

type Point = readonly [number, number]

/** A path along right-angled points with rounded corners. */
export const roundedPath = (points: readonly Point[]): string => {
  const clean = points.filter((point, index) => index === 0 || point[0] !== points[index - 1]?.[0] || point[1] !== points[index - 1]?.[1])
  return clean
    .map(([x, y], index) => {
      const before = clean[index - 1]
      const after = clean[index + 1]
      if (before === undefined) return `M${x} ${y}`
      if (after === undefined) return `L${x} ${y}`
      const cut = (to: Point): Point => {
        const length = Math.hypot(to[0] - x, to[1] - y)
        const share = Math.min(corner, length / 2) / length
        return [x + (to[0] - x) * share, y + (to[1] - y) * share]
      }
      const [fromX, fromY] = cut(before)
      const [toX, toY] = cut(after)
      return `L${fromX} ${fromY}Q${x} ${y} ${toX} ${toY}`
    })
    .join('')
}

/** From the right end of one box to the left end of another, turning only in lanes and below the rules. */
export const tiePath = (sourceX: number, sourceY: number, targetX: number, targetY: number): string => {
  const lane = targetX <= lanes.aisle && sourceX < lanes.left ? lanes.left : sourceX > lanes.aisle ? lanes.right : null
  if (lane !== null && sourceX <= lane && lane <= targetX)
    return roundedPath([
      [sourceX, sourceY],
      [lane, sourceY],
      [lane, targetY],
      [targetX, targetY],
    ])
  const below = Math.max(sourceY, targetY) - measures.headHeight / 2 - measures.gap
  const first = sourceX < lanes.left ? lanes.left : lanes.aisle
  const last = targetX > lanes.right ? lanes.right : lanes.aisle
  return roundedPath([
    [sourceX, sourceY],
    [first, sourceY],
    [first, below],
    [last, below],
    [last, targetY],
    [targetX, targetY],
  ])
}

export const TieEdge = memo(({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<FlowEdge>) => {
  if (data === undefined) return null
  const { edge } = data
  const head = data.chosen ? 'chosen' : 'quiet'
  const toRight = edge.direction === 'right' || edge.direction === 'both'
  const toLeft = edge.direction === 'left' || edge.direction === 'both'
  return (
    <path
      d={tiePath(sourceX, sourceY, targetX, targetY)}
      className={`tie-edge${data.chosen ? ' is-chosen' : ''}${data.stale ? ' is-stale' : ''}`}
      markerEnd={toRight ? `url(#head-${head})` : undefined}
      markerStart={toLeft ? `url(#head-${head})` : undefined}
    />
  )
})
TieEdge.displayName = 'TieEdge'
