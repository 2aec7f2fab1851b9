/** Flow cycles: the ways by which a value could come back to where it started through other lines than the one it came by. */
import type { Flow, FlowNode } from './flow'

/** A search for cycles stops after so many steps in one tangle; what is not decided by then counts as a loop. */
const MOST_STEPS = 200_000

/** Loops told of one tangle: others often go with the first ones. */
const MOST_CYCLES = 20

type Index = ReadonlyMap<FlowNode, readonly Flow[]>

const byStart = (flows: readonly Flow[]): Index => {
  const index = new Map<FlowNode, Flow[]>()
  for (const flow of flows) {
    const known = index.get(flow.from)
    if (known === undefined) index.set(flow.from, [flow])
    else known.push(flow)
  }
  return index
}

/** The strongly connected parts of the graph, by a number for each node (Tarjan's algorithm, without recursion). */
const partsOf = (index: Index): ReadonlyMap<FlowNode, number> => {
  const order = new Map<FlowNode, number>()
  const low = new Map<FlowNode, number>()
  const part = new Map<FlowNode, number>()
  const stack: FlowNode[] = []
  let parts = 0
  for (const root of index.keys()) {
    if (order.has(root)) continue
    const work: { readonly node: FlowNode; next: number }[] = [{ node: root, next: 0 }]
    while (work.length > 0) {
      const top = work[work.length - 1]!
      const { node } = top
      if (top.next === 0) {
        order.set(node, order.size)
        low.set(node, order.get(node)!)
        stack.push(node)
      }
      const flow = index.get(node)?.[top.next]
      top.next++
      if (flow !== undefined) {
        if (!order.has(flow.to)) work.push({ node: flow.to, next: 0 })
        else if (!part.has(flow.to)) low.set(node, Math.min(low.get(node)!, order.get(flow.to)!))
        continue
      }
      work.pop()
      const above = work[work.length - 1]?.node
      if (above !== undefined) low.set(above, Math.min(low.get(above)!, low.get(node)!))
      if (low.get(node) !== order.get(node)) continue
      for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
        part.set(one, parts)
        if (one === node) break
      }
      parts++
    }
  }
  return part
}

const isWayBack = (a: Flow, b: Flow): boolean => a.line === b.line && a.from === b.to && a.to === b.from

/** Whether a value may go on along `next`: a record has one link in a sync, so its Salesforce object stays the same until another record is read. */
const goesOn = (flow: Flow, next: Flow): boolean =>
  !isWayBack(flow, next) && (next.isStep || flow.sync !== next.sync || flow.object === next.object)

/** Parts in which some cycle runs through two lines: those with a one-way flow, or with more pairs of ends than a tree has. */
const tangles = (flows: readonly Flow[]): readonly (readonly Flow[])[] => {
  const parts = partsOf(byStart(flows))
  const inside = new Map<number, Flow[]>()
  for (const flow of flows) {
    const part = parts.get(flow.from)
    if (part === undefined || part !== parts.get(flow.to)) continue
    const known = inside.get(part)
    if (known === undefined) inside.set(part, [flow])
    else known.push(flow)
  }
  return [...inside.values()].filter((all) => {
    const nodes = new Set(all.map((flow) => flow.from))
    const ways = new Map<Flow['line'], Set<string>>()
    for (const { line, from, to } of all) ways.set(line, (ways.get(line) ?? new Set()).add(`${from} ${to}`))
    const back = ({ line, from, to }: Flow) => ways.get(line)?.has(`${to} ${from}`) ?? false
    const twoWay = all.filter(back).length / 2
    return twoWay < all.length / 2 || twoWay >= nodes.size
  })
}

/** Without what only one line touches: no way leads through it from one line to another. Most lines of a long policy go here. */
const amongLines = (flows: readonly Flow[]): readonly Flow[] => {
  const first = new Map<FlowNode, Flow['line']>()
  const shared = new Set<FlowNode>()
  for (const { from, to, line } of flows)
    for (const node of [from, to]) {
      const known = first.get(node)
      if (known === undefined) first.set(node, line)
      else if (known !== line) shared.add(node)
    }
  return flows.filter(({ from, to }) => from === to || (shared.has(from) && shared.has(to)))
}

/**
 * One cycle for each tangle of lines from which `settles` does not free it: the first found, shortest from its start. Without a cycle here,
 * the lines can be put in an order in which each only reads what is settled already, two-way lines counting as one step.
 */
export const cyclesIn = (flows: readonly Flow[], settles: (cycle: readonly Flow[]) => boolean): readonly (readonly Flow[])[] =>
  tangles(amongLines(flows)).flatMap((all) => {
    const index = byStart(all)
    const found: (readonly Flow[])[] = []
    const told = new Set<Flow['line']>()
    let steps = 0
    for (const start of all) {
      if (told.has(start.line)) continue
      if (found.length >= MOST_CYCLES) break
      const cycle = shortest(index, start, settles, () => ++steps > MOST_STEPS)
      if (cycle.length === 0) continue
      for (const flow of cycle) told.add(flow.line)
      found.push(cycle)
    }
    return found
  })

/** The shortest cycle that begins with `start` and does not settle; where the search runs out of steps, the path it was on. */
const shortest = (index: Index, start: Flow, settles: (cycle: readonly Flow[]) => boolean, isTired: () => boolean): readonly Flow[] => {
  const queue: (readonly Flow[])[] = [[start]]
  for (let at = 0; at < queue.length; at++) {
    const path = queue[at]!
    const last = path[path.length - 1]!
    for (const next of index.get(last.to) ?? []) {
      if (isTired()) return path
      if (!goesOn(last, next)) continue
      if (next.to === start.from) {
        const cycle = [...path, next]
        if (goesOn(next, start) && !settles(cycle)) return cycle
        continue
      }
      if (path.some((flow) => flow.from === next.to || flow.to === next.to)) continue
      queue.push([...path, next])
    }
  }
  return []
}
