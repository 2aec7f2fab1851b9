/** Required associations end: no record waits for itself by way of the parents that it needs. */
import { report } from '../diagnostics/code'
import { associationCycle } from '../diagnostics/codes/objects'
import type { Span } from '../text/span'
import type { Check } from './check'

type Wait = { readonly from: string; readonly to: string; readonly file: string; readonly span: Span }

/** The waits of one cycle that begins with `first`; none when its parents end. */
const cycleOf = (waits: ReadonlyMap<string, readonly Wait[]>, first: Wait): readonly Wait[] => {
  const queue: (readonly Wait[])[] = [[first]]
  const seen = new Set<string>()
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const to = path.at(-1)?.to
    if (to === first.from) return path
    for (const next of waits.get(to ?? '') ?? []) {
      if (seen.has(next.to)) continue
      seen.add(next.to)
      queue.push([...path, next])
    }
  }
  return []
}

export const requiredAssociationsEnd: Check = {
  name: 'required-associations-end',
  needsCatalog: false,
  run: (bound) => {
    const waits = bound.syncs.flatMap((sync) =>
      sync.associations.flatMap(({ node, required }): readonly Wait[] =>
        required && node.object !== undefined && node.arrow?.value !== '<-'
          ? [{ from: sync.name, to: node.object.value, file: sync.file, span: node.span }]
          : [],
      ),
    )
    // Of several associations between the same two objects, one stands for all.
    const byFrom = new Map<string, Wait[]>()
    const known = new Set<string>()
    for (const wait of waits) {
      const key = `${wait.from} ${wait.to}`
      if (known.has(key)) continue
      known.add(key)
      byFrom.set(wait.from, [...(byFrom.get(wait.from) ?? []), wait])
    }
    const told = new Set<Wait>()
    return [...byFrom.values()].flat().flatMap((wait) => {
      if (told.has(wait)) return []
      const cycle = cycleOf(byFrom, wait)
      if (cycle.length === 0) return []
      for (const one of cycle) told.add(one)
      const words = [...cycle.map((one) => `\`${one.from}\``), `\`${wait.from}\``].join(', ')
      const related = cycle.slice(1).map(({ file, span }) => ({ location: { file, span }, message: 'waits for the next' }))
      return [report(associationCycle, { cycle: words }, { file: wait.file, span: wait.span, related })]
    })
  },
}
