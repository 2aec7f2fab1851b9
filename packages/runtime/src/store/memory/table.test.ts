/** A transaction in memory that throws leaves nothing behind. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openMemoryStore } from './memory-store'
import { Table, Undo } from './table'

test('taking back restores every row, whatever was set and deleted since', () => {
  const change = fc.record({ key: fc.integer({ min: 0, max: 5 }), row: fc.option(fc.integer()) })
  const apply = (table: Table<number, number>, changes: readonly { key: number; row: number | null }[]): void => {
    for (const { key, row } of changes) row === null ? table.delete(key) : table.set(key, row)
  }
  fc.assert(
    fc.property(fc.array(change), fc.array(change), (before, during) => {
      const undo = new Undo()
      const table = new Table<number, number>(undo)
      apply(table, before)
      const was = new Map(table.entries())
      undo.begin()
      apply(table, during)
      undo.takeBack()
      expect(new Map(table.entries())).toEqual(was)
    }),
    { numRuns: 500 },
  )
})

test('a transaction that throws is undone, one that does not is kept, and they follow one another', async () => {
  const store = openMemoryStore()
  const first = store.transaction((inside) => inside.writeCursor('hubspot', 'contact', { turn: 1 }, 10))
  const second = store.transaction(async (inside) => {
    await inside.writeCursor('hubspot', 'contact', { turn: 2 }, 20)
    await inside.writeCursor('hubspot', 'company', { turn: 2 }, 20)
    throw new Error('stop')
  })
  await first
  await expect(second).rejects.toThrow('stop')
  expect((await store.readCursors('hubspot')).cursors).toEqual({ contact: { turn: 1 } })
})
