/** Laws of what a list's name means: a living id is kept by its version, and a name that is unclear or gone is never guessed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveList } from './bindings'

const names = ['Ready', 'ready ', 'READY', 'Later']
const arbitrary = fc.record({
  lists: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('1', '2', '3', '4'), name: fc.constantFrom(...names), objectTypeId: fc.constantFrom('0-1', '0-2') }),
    { selector: ({ id }) => id, maxLength: 4 },
  ),
  label: fc.constantFrom('Ready', '2'),
  bound: fc.option(fc.record({ id: fc.constantFrom('1', '2', '3', '4'), version: fc.constantFrom('now', 'before') }), { nil: undefined }),
})

test('the id decides for its version; else an id, the one bearer of the name, the list of the version before; else nothing is meant', () => {
  fc.assert(
    fc.property(arbitrary, ({ lists, label, bound }) => {
      const found = resolveList({ label, types: new Set(['0-1']) }, lists, bound, 'now')
      const kept = lists.find(({ id }) => id === bound?.id)
      const own = lists.filter(({ objectTypeId }) => objectTypeId === '0-1')
      const bearers = own.filter(({ name }) => name.trim().toLowerCase() === label.toLowerCase())
      const byId = own.find(({ id }) => id === label)
      if (kept !== undefined && bound?.version === 'now') expect(found).toEqual({ list: kept })
      else if (byId !== undefined) expect(found).toEqual({ list: byId })
      else if (bearers.length === 1) expect(found).toEqual({ list: bearers[0] })
      else if (kept !== undefined) expect(found).toEqual({ list: kept })
      else expect(found).toEqual(bearers.length === 0 ? 'missing' : { several: bearers })
    }),
    { numRuns: 2_000 },
  )
})
