/** Laws of a list: orders and stamps agree with a plain log. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CrmList } from './crm-list'

const moves = fc.array(fc.record({ id: fc.integer({ min: 1, max: 8 }), joins: fc.boolean(), wait: fc.nat(3) }), { maxLength: 50 })

test('whatever comes and goes, join order, id order, size and stamps agree with a plain log', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const list = new CrmList({ id: '1', name: 'L', objectTypeId: '0-1', processingType: 'MANUAL', createdAt: 0 }, undefined)
      const joined = new Map<number, number>()
      let now = 0
      let lastAdded: number | undefined
      let lastRemoved: number | undefined
      for (const { id, joins, wait } of all) {
        now += wait
        const changes = joins !== joined.has(id)
        expect(joins ? list.join(id, now) : list.leave(id, now)).toBe(changes)
        if (changes && joins) {
          joined.set(id, now)
          lastAdded = now
        } else if (changes) {
          joined.delete(id)
          lastRemoved = now
        }
      }
      const expected = [...joined].sort(([one, at], [other, then]) => at - then || one - other)
      expect(list.inJoinOrder().map(({ recordId, at }) => [recordId, at])).toEqual(expected)
      expect(list.inIdOrder().map(({ recordId }) => recordId)).toEqual([...joined.keys()].sort((one, other) => one - other))
      expect([list.size, list.lastAddedAt, list.lastRemovedAt]).toEqual([joined.size, lastAdded, lastRemoved])
    }),
  )
})

test('a member that comes back keeps the time it first joined', () => {
  const list = new CrmList({ id: '1', name: 'L', objectTypeId: '0-1', processingType: 'MANUAL', createdAt: 0 }, undefined)
  list.join(7, 10)
  list.leave(7, 20)
  list.join(7, 30)
  expect(list.member(7)).toEqual({ recordId: 7, at: 30, firstAt: 10 })
})
