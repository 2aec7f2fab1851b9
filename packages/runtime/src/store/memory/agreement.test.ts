/** The two stores agree: the same people doing the same things end the same, decision by decision. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { openPeople, type People } from '../../pipeline/testing/people'
import type { MemoryCrm } from '../../simulate/memory-crm'
import { openMemoryStore } from './memory-store'

vi.setConfig({ testTimeout: 180_000 })

type Doing = {
  readonly kind: 'create' | 'change' | 'delete' | 'restore' | 'merge' | 'convert' | 'sync' | 'pass' | 'refuse'
  readonly isHubspot: boolean
  readonly who: number
  readonly other: number
  readonly value: string | null
}

const doing = fc.record<Doing>({
  kind: fc.constantFrom('create', 'create', 'change', 'change', 'delete', 'restore', 'merge', 'convert', 'sync', 'sync', 'pass', 'refuse'),
  isHubspot: fc.boolean(),
  who: fc.nat(7),
  other: fc.nat(7),
  value: fc.option(fc.constantFrom('a', 'b', 'c')),
})

/** The record that a number means, or none. */
const pick = (crm: MemoryCrm, objects: readonly string[], number: number, isDeleted = false) => {
  const all = [...crm.records.values()].filter((record) => objects.includes(record.object) && record.deleted === isDeleted)
  return all.filter((record) => record.convertedTo === undefined && record.mergedInto === undefined)[number]
}

const act = async ({ hubspot, salesforce, clock, engine }: People, { kind, isHubspot, who, other, value }: Doing): Promise<void> => {
  const crm = isHubspot ? hubspot : salesforce
  const objects = isHubspot ? ['contact'] : ['Lead', 'Contact']
  const [email, phone] = isHubspot ? ['email', 'phone'] : ['Email', 'Phone']
  clock.pass(61_000)
  const one = pick(crm, objects, who)
  const two = pick(crm, objects, other)
  if (kind === 'sync') await engine.sync()
  else if (kind === 'pass') clock.pass(who * 3_600_000)
  else if (kind === 'refuse')
    crm.rule = (_, values) =>
      values[phone] === 'c' && who > 3 ? { code: 'NO', message: 'no c', field: phone, card: 'property value' } : null
  else if (kind === 'create') {
    const taken = crm.live('contact').some((record) => record.values['email'] === `p${who}@example.com`)
    if (!isHubspot || !taken)
      crm.create(objects[other % objects.length] ?? '', {
        [email]: `p${who}@example.com`,
        [phone]: value,
        ...(isHubspot ? {} : { LastName: 'L' }),
      })
  } else if (kind === 'restore') {
    const gone = pick(crm, objects, who, true)
    if (gone !== undefined && crm.refusal(gone.object, gone.values, gone.id) === null) crm.restore(gone.id)
  } else if (one !== undefined) {
    if (kind === 'change') crm.update(one.id, { [phone]: value })
    if (kind === 'delete') crm.delete(one.id)
    if (kind === 'merge' && two !== undefined && two !== one && two.object === one.object) crm.merge(one.id, two.id)
    if (kind === 'convert' && one.object === 'Lead') crm.convert(one.id, 'Contact')
  }
}

/** All that can be asked of a world, but for numbers and names that a store gives out. */
const told = async (people: People) => {
  const { engine, hubspot, salesforce } = people
  const { rows } = await engine.records({ limit: 1_000 })
  const timelines = []
  for (const row of rows) {
    const { timeline, included, cause } = await engine.why(row.link)
    timelines.push({ included, cause, timeline: timeline.map(({ run: _, ...entry }) => entry) })
  }
  const { items, cards } = await engine.errors()
  return {
    hubspot: hubspot.commits,
    salesforce: salesforce.commits,
    rows: rows.map(({ link: _, ...row }) => row),
    timelines,
    errors: items.map(({ id: _id, link: _link, ...item }) => item),
    cards,
    runs: (await engine.runs()).map(({ id: _, report, ...run }) => ({ ...run, report: report === null ? null : { ...report, run: '' } })),
    usage: await engine.usage(),
  }
}

test('whatever people do, both stores end with the same records, decisions, errors and calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 12, maxLength: 40 }), async (doings) => {
      const inSql = await openPeople()
      const inMemory = await openPeople({ database: { kind: 'open', store: openMemoryStore() } })
      try {
        for (const people of [inSql, inMemory]) {
          for (const each of doings) await act(people, each)
          // Runs that begin at one moment have no order.
          people.clock.pass(61_000)
          await people.engine.sync()
        }
        expect(await told(inMemory)).toEqual(await told(inSql))
      } finally {
        await inSql.engine.close()
        await inMemory.engine.close()
      }
    }),
    { numRuns: Number(process.env['LOCKSTEP_PROPERTY_RUNS'] ?? 6) },
  )
})
