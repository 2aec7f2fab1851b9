/** A law of refusals that name no field: every good field arrives, every bad one has a card, in as many rounds as halvings. */
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { map } from '../planner/testing/policy'
import { openMemoryStore } from '../store/memory/memory-store'
import { openPeople, type People, peoplePolicy } from './testing/people'

vi.setConfig({ testTimeout: 90_000 })

let open: People | undefined
afterEach(async () => {
  await open?.engine.close()
  open = undefined
})

const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
const made = peoplePolicy({ mappings: [map('email <-> Email'), ...names.map((name) => map(`${name.toLowerCase()} <-> ${name}`))] })
const policy = {
  ...made,
  watches: made.watches.map((watch) => ({
    ...watch,
    hubspot: { ...watch.hubspot, properties: ['email', ...names.map((name) => name.toLowerCase())] },
    salesforce: { Lead: { fields: ['Email', ...names], related: [] }, Contact: { fields: ['Email', ...names], related: [] } },
  })),
}

/** What a person changes: of each of a few records some fields, some of them to a value that the other side refuses. */
const edits = fc.array(
  fc.uniqueArray(fc.record({ name: fc.constantFrom(...names), isBad: fc.boolean() }), { minLength: 1, selector: (e) => e.name }),
  {
    minLength: 1,
    maxLength: 4,
  },
)

test.each(['hubspot', 'salesforce'] as const)('bad fields of records of %s cost themselves alone', async (target) => {
  const source = target === 'hubspot' ? 'salesforce' : 'hubspot'
  await fc.assert(
    fc.asyncProperty(edits, fc.boolean(), async (records, isNew) => {
      open = await openPeople({ policy, database: { kind: 'open', store: openMemoryStore() } })
      const { engine, clock, connectors } = open
      const [from, to] = [open[source], open[target]]
      const object = source === 'hubspot' ? 'contact' : 'Lead'
      const nameIn = (side: string, name: string): string => (side === 'hubspot' ? name.toLowerCase() : name)
      const keyIn = (side: string): string => (side === 'hubspot' ? 'email' : 'Email')
      const valuesOf = (edit: (typeof records)[number]) =>
        Object.fromEntries(edit.map(({ name, isBad }) => [nameIn(source, name), isBad ? 'bad' : `good ${name}`]))
      const blank = Object.fromEntries(names.map((name) => [nameIn(source, name), null]))
      const email = (at: number): string => `p${at}@example.com`
      to.rule = (_object, values) =>
        Object.values(values).includes('bad') ? { code: 'TRIGGER', message: 'no', card: 'automation or validation rule' } : null
      const ids = isNew ? [] : records.map((_, at) => from.create(object, { ...blank, [keyIn(source)]: email(at) }).id)
      await engine.sync()
      clock.pass(300_000)
      await engine.sync()
      clock.pass(300_000)
      const before = connectors[target].sent.length
      for (const [at, edit] of records.entries())
        if (isNew) from.create(object, { ...blank, [keyIn(source)]: email(at), ...valuesOf(edit) })
        else from.update(ids[at] ?? '', valuesOf(edit))
      await engine.sync()
      const rows = to.state(target === 'hubspot' ? 'contact' : 'Lead', keyIn(target), ...names.map((name) => nameIn(target, name)))
      const expected = records.map((edit, at) => ({
        [keyIn(target)]: email(at),
        ...Object.fromEntries(
          names.map((name) => {
            const mine = edit.find((each) => each.name === name)
            return [nameIn(target, name), mine === undefined || mine.isBad ? null : `good ${name}`]
          }),
        ),
      }))
      const byJson = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
      expect(rows).toEqual([...expected].sort(byJson))
      const cards = (await engine.errors()).items.map(({ label, field }) => `${label} ${field}`).sort()
      // Where all that changed was refused alike, one card stands for the record.
      const due = records.flatMap((edit, at) => {
        const bad = edit.filter((each) => each.isBad)
        if (!isNew && bad.length === edit.length && bad.length > 1) return [`${email(at)} undefined`]
        return bad.map(({ name }) => `${email(at)} ${nameIn(target, name)}`)
      })
      expect(cards).toEqual(due.sort())
      if (target === 'salesforce' && !isNew)
        expect(connectors[target].sent.length - before).toBeLessThanOrEqual(1 + Math.ceil(Math.log2(names.length)))
      await open.engine.close()
      open = undefined
    }),
    { numRuns: 25 },
  )
})
