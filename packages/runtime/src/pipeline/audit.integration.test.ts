/** An index that lags longer than the windows overlap: what polling missed is found by the count audit, over HTTP. */
import { afterEach, expect, test, vi } from 'vitest'
import { openSandboxPeople, type SandboxPeople } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 120_000 })

let open: SandboxPeople | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const start = async (count: number) => {
  const people = await openSandboxPeople()
  open = people
  const ids: string[] = []
  for (let at = 0; at < count; at += 1)
    ids.push(await people.edit('hubspot', 'contacts', { email: `p${at}@example.com`, lastname: `P${String(at).padStart(3, '0')}` }))
  await people.later('5m')
  await people.later('5m')
  await people.control('/world', { indexLag: '4m' })
  /** Edits, and a round that looks before the index shows it: the window is over and done with. */
  const editUnseen = async (edited: readonly string[], lastname: string): Promise<void> => {
    for (const id of edited) await people.edit('hubspot', 'contacts', { lastname }, id)
    await people.later('2m')
    await people.control('/world', { indexLag: '0ms' })
  }
  return { ...people, ids, editUnseen }
}

test('a change that was indexed too late is found when it is ten to twenty minutes old', async () => {
  const people = await start(3)
  await people.editUnseen(people.ids.slice(1, 2), 'Late')
  await people.later('5m')
  const missed = await people.rows('Lead')
  await people.later('5m')
  await people.later('5m')
  await people.later('5m')
  expect([missed, await people.rows('Lead')]).toEqual([
    ['p0@example.com P000', 'p1@example.com P001', 'p2@example.com P002'],
    ['p0@example.com P000', 'p1@example.com Late', 'p2@example.com P002'],
  ])
})

test('among more changes than a page holds, too', async () => {
  const people = await start(205)
  // All but one of the edits are seen in time.
  await people.control('/world', { indexLag: '0ms' })
  for (const id of people.ids.slice(1)) await people.edit('hubspot', 'contacts', { phone: '1' }, id)
  await people.later('1m')
  await people.control('/world', { indexLag: '4m' })
  await people.editUnseen(people.ids.slice(0, 1), 'Late')
  for (let round = 0; round < 5; round += 1) await people.later('5m')
  expect((await people.rows('Lead')).filter((row) => row.endsWith('Late'))).toEqual(['p0@example.com Late'])
})

test('a stretch of each object costs one call when it comes of age', async () => {
  const people = await start(2)
  await people.control('/world', { indexLag: '0ms' })
  const audits: number[] = []
  for (let round = 0; round < 11; round += 1) {
    people.meter.clear()
    await people.later('11m')
    audits.push(people.meter.seen.filter(({ purpose, path }) => purpose === 'audit' && path.endsWith('/search')).length)
  }
  // Contacts and companies: every ten minutes, and after two hours those that are an hour old.
  expect(audits).toEqual([0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4])
})
