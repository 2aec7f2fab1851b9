/** A record that cannot be planned stops no other one. */
import { afterEach, expect, test } from 'vitest'
import type { Plan } from '../planner/contract'
import { plan } from '../planner/planner'
import { openMemoryStore } from '../store/memory/memory-store'
import { openPeople, type People } from './testing/people'

let people: People | undefined
afterEach(async () => {
  await people?.engine.close()
  people = undefined
})

test('a planner that fails on one record makes a card of it, and plans the others', async () => {
  let isBroken = true
  const failing: Plan = (context, links, now) => {
    if (isBroken && links.some(({ hubspot }) => hubspot?.values['lastname'] === 'boom')) throw new TypeError('nothing can be read of null')
    return plan(context, links, now)
  }
  people = await openPeople({ plan: failing, database: { kind: 'open', store: openMemoryStore() } })
  const { hubspot, salesforce, engine, clock } = people
  for (const name of ['a', 'b', 'boom', 'd', 'e'])
    hubspot.create('contact', { email: `${name}@example.com`, firstname: null, lastname: name, phone: null })
  const report = await engine.sync()
  const names = () => salesforce.state('Lead', 'LastName').map((row) => row['LastName'])
  const { items } = await engine.errors()
  expect([report.outcome, names(), items.map(({ kind, code, message, label }) => ({ kind, code, message, label }))]).toEqual([
    'done',
    ['a', 'b', 'd', 'e'],
    [
      {
        kind: 'other',
        code: 'planner-failed',
        message: 'what is to be written to this record cannot be worked out (nothing can be read of null)',
        label: 'boom@example.com',
      },
    ],
  ])
  isBroken = false
  await engine.retryErrors(items.map(({ id }) => id))
  clock.pass(300_000)
  await engine.sync()
  expect([names(), (await engine.errors()).items]).toEqual([['a', 'b', 'boom', 'd', 'e'], []])
})
