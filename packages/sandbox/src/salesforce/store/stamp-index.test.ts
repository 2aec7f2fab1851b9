/** What changed since a time is what a look at all rows finds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Schema } from '../schema/schema'
import type { Row } from './row'
import { Table } from './table'

const lead = new Schema().object('Lead')!
const stampOf = (second: number): string => `2026-11-01T12:00:${String(second).padStart(2, '0')}.000+0000`
const second = fc.integer({ min: 0, max: 59 })
const write = fc.record({ row: fc.integer({ min: 0, max: 9 }), at: fc.option(second, { nil: undefined }) })

test('writes, late ones and removals leave the index as good as a look at all rows', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 60 }), fc.array(write, { maxLength: 60 }), second, (before, after, from) => {
      const table = new Table(lead)
      const rows = Array.from({ length: 10 }, (_, index): Row => ({ id: String(index), object: lead, values: {} }))
      const play = ({ row, at }: { row: number; at: number | undefined }) =>
        table.put(rows[row]!, at === undefined ? undefined : { SystemModstamp: stampOf(at) })
      const compare = () => {
        const wanted = [...table.rows()].filter(({ values }) => String(values['SystemModstamp']) >= stampOf(from))
        expect(
          table
            .since(stampOf(from))
            .map(({ id }) => id)
            .sort(),
        ).toEqual(wanted.map(({ id }) => id).sort())
      }
      before.forEach(play)
      compare()
      after.forEach(play)
      compare()
    }),
  )
})
