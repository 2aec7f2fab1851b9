/** Runs as an administrator meets them: error cards, holds and approval, saved plans, budgets, and starting from now. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policyText, startWorld, type World } from './world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** Empties both systems and the store. */
const anew = async (settings = ''): Promise<void> => {
  await world.control('POST', '/reset', { empty: true })
  world.forget()
  world.write('policy.sync', policyText(settings))
}

const json = async <Body>(words: readonly string[], code: number): Promise<Body> => {
  const done = await world.lockstep([...words, '--json'])
  expect({ code: done.code, said: done.said }).toEqual({ code, said: '' })
  return JSON.parse(done.out) as Body
}

type Items = { readonly items: readonly { readonly id: string; readonly state: string }[] }

test('a refused record stands on a card with field, value, code and cure, and everyone else goes on', { timeout: 240_000 }, async () => {
  await anew()
  const long = 'Maximiliana'.repeat(6)
  await world.edit('hubspot', 'contact', { email: 'long@example.com', firstname: long, lastname: 'Long' })
  await world.edit('hubspot', 'contact', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' })
  expect(await json(['sync'], 0)).toMatchObject({ outcome: 'done', created: { salesforce: { Lead: 2 } }, errors: 1 })
  expect((await world.people()).salesforce).toEqual(['ada@example.com, Ada, Lovelace', 'long@example.com, -, Long'])
  const { items } = await json<Items>(['errors'], 0)
  expect(items).toMatchObject([
    {
      kind: 'property value',
      code: 'too-long',
      field: 'FirstName',
      value: long,
      message: 'the text has 66 characters, and `FirstName` holds 40',
      cure: 'shorten the value, or make `FirstName` longer in Salesforce',
      line: 'policy.sync:24',
      label: 'long@example.com',
    },
  ])
  const id = items[0]?.id ?? ''
  const csv = await world.lockstep(['errors', 'export'])
  expect(csv.out.split('\r\n').map((row) => row.split(',')[0])).toEqual(['kind', 'property value', ''])
  expect(await world.lockstep(['errors', 'ignore', id])).toEqual({
    code: 1,
    out: '',
    said: 'say why these errors are ignored\nadd `--reason TEXT`\n',
  })
  expect(await json(['errors', 'ignore', id, '--reason', 'a real name'], 0)).toEqual({ version: 1, changed: 1 })
  expect((await json<Items>(['errors'], 0)).items).toEqual([])
  expect((await json<Items>(['errors', '--ignored'], 0)).items).toMatchObject([{ id, state: 'ignored', ignoredBecause: 'a real name' }])
  expect(await json(['errors', 'retry', id], 0)).toEqual({ version: 1, changed: 1 })
  await world.edit('hubspot', 'contact', { firstname: 'Maxi' }, '1')
  expect(await json(['sync'], 0)).toMatchObject({ outcome: 'done', updated: { salesforce: { Lead: 1 } }, errors: 0 })
  expect((await json<Items>(['errors'], 0)).items).toEqual([])
  expect((await world.people()).salesforce).toEqual(['ada@example.com, Ada, Lovelace', 'long@example.com, Maxi, Long'])
})

test('a run beyond a hold writes nothing until it is approved', { timeout: 240_000 }, async () => {
  await anew('hold when creates exceed 2')
  for (const name of ['ada', 'alan', 'grace']) await world.edit('hubspot', 'contact', { email: `${name}@example.com`, lastname: name })
  expect(await json(['plan'], 5)).toMatchObject({ held: [{ count: 3, limit: '2' }] })
  const held = await json<{ run: string }>(['sync'], 5)
  expect(held).toMatchObject({ outcome: 'held', created: { salesforce: {} }, held: [{ count: 3, limit: '2' }] })
  expect((await world.people()).salesforce).toEqual([])
  const waiting = [{ count: 3, limit: '2', run: held.run }]
  expect(await json(['plan'], 5)).toMatchObject({ changes: [], held: waiting })
  expect(await json(['sync'], 0)).toMatchObject({ outcome: 'done', created: { salesforce: {} }, held: waiting })
  expect(await json(['sync', '--approve', held.run], 0)).toMatchObject({ outcome: 'done', created: { salesforce: { Lead: 3 } } })
  expect((await world.people()).salesforce).toEqual(['ada@example.com, -, ada', 'alan@example.com, -, alan', 'grace@example.com, -, grace'])
})

test('a saved plan is done exactly, and refused once something it read has changed', { timeout: 240_000 }, async () => {
  await anew()
  await world.edit('hubspot', 'contact', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' })
  expect((await world.lockstep(['plan', '--out', 'one.plan.json'])).code).toBe(2)
  expect(JSON.parse(readFileSync(join(world.folder, 'one.plan.json'), 'utf8'))).toMatchObject({ version: 1 })
  // Someone who came after the plan has to wait for the next one.
  await world.edit('hubspot', 'contact', { email: 'grace@example.com', firstname: 'Grace', lastname: 'Hopper' })
  expect(await json(['sync', '--plan', 'one.plan.json'], 0)).toMatchObject({ created: { salesforce: { Lead: 1 } } })
  expect((await world.people()).salesforce).toEqual(['ada@example.com, Ada, Lovelace'])
  expect((await world.lockstep(['plan', '--out', 'two.plan.json'])).code).toBe(2)
  await world.edit('hubspot', 'contact', { firstname: 'Amazing Grace' }, '2')
  const before = await world.written()
  expect(await json(['sync', '--plan', 'two.plan.json'], 6)).toMatchObject({ outcome: 'stale' })
  expect(await world.written()).toEqual(before)
  expect(await json(['sync'], 0)).toMatchObject({ created: { salesforce: { Lead: 1 } } })
  expect((await world.people()).salesforce).toEqual(['ada@example.com, Ada, Lovelace', 'grace@example.com, Amazing Grace, Hopper'])
})

test('with --start now only what happens later crosses', { timeout: 120_000 }, async () => {
  await anew()
  await world.edit('hubspot', 'contact', { email: 'old@example.com', lastname: 'Old' })
  expect(await json(['sync', '--start', 'now'], 0)).toMatchObject({ outcome: 'done', created: { salesforce: {} } })
  await world.edit('hubspot', 'contact', { email: 'new@example.com', lastname: 'New' })
  expect(await json(['sync'], 0)).toMatchObject({ outcome: 'done', created: { salesforce: { Lead: 1 } } })
  expect((await world.people()).salesforce).toEqual(['new@example.com, -, New'])
})

test('at the budget a run pauses with exit code 4, and the next one goes on', { timeout: 240_000 }, async () => {
  await anew('salesforce budget 5 calls per day')
  await world.edit('hubspot', 'contact', { email: 'ada@example.com', lastname: 'Lovelace' })
  const paused = await world.lockstep(['sync'])
  expect(paused.code).toBe(4)
  expect((await world.people()).salesforce).toEqual([])
  world.write('policy.sync', policyText('salesforce budget 500 calls per day'))
  expect((await world.lockstep(['sync'])).code).toBe(0)
  expect((await world.people()).salesforce).toEqual(['ada@example.com, -, Lovelace'])
})

test('at the daily limit of Salesforce a run ends with exit code 4, and a later one goes on', { timeout: 240_000 }, async () => {
  await anew()
  await world.edit('hubspot', 'contact', { email: 'ada@example.com', lastname: 'Lovelace' })
  await world.control('POST', '/faults', { system: 'salesforce', match: '/composite', kind: 'limit', times: 1 })
  const full = await world.lockstep(['sync'])
  expect({ code: full.code, lines: full.said.trim().split('\n').length <= 2 }).toEqual({ code: 4, lines: true })
  expect((await world.lockstep(['sync'])).code).toBe(0)
  expect((await world.people()).salesforce).toEqual(['ada@example.com, -, Lovelace'])
})
