/** A value that could not cross into a record we created stays owed: what the other system filled in by itself does not replace it. */
import type { CompiledTable } from '@lockstep/dsl'
import { describe, expect, it } from 'vitest'
import type { Base, Link, Wire } from '../model'
import { map, policy } from './testing/policy'
import { contact, lead, link, planOne, short } from './testing/world'

const statuses: CompiledTable = {
  name: 'statuses',
  rows: [{ hubspot: ['open'], salesforce: ['Working'], direction: 'both' }],
  toSalesforce: { kind: 'error' },
  toHubspot: { kind: 'copy' },
}
const mended: CompiledTable = { ...statuses, rows: [...statuses.rows, { hubspot: ['odd'], salesforce: ['Odd'], direction: 'both' }] }
const under = (line: string, tables: readonly CompiledTable[] = [statuses]) =>
  policy({ mappings: [map(line, { conversion: { kind: 'table', table: 'statuses' } })], tables })
const id = 'status-Status'
const owed = { h: null, s: 'New', owed: true } as const

/** The lead was created without a status; `known` is what was read of it before, `now` what is read. */
const made = (h: Wire, now: Wire, base: Base, known?: Wire): Link => {
  const before = lead(known === undefined ? {} : { Status: known })
  return link({
    hubspot: contact({ status: h }),
    salesforce: lead({ Status: now }),
    before: { hubspot: contact({ status: h }), salesforce: before },
    base: { [id]: base },
    included: { hubspot: true, salesforce: true },
  })
}

describe.each(['status <-> Status', 'status -> Status', 'status sf! Status', 'status hs! Status'])('with %s', (line) => {
  it('keeps what a person entered, with its card', () => {
    const result = short(planOne(under(line), made('odd', 'New', 'none')))
    expect([result.intents, result.problems, result.base]).toEqual([[], ['property mapping: no-counterpart'], [{ [id]: owed }]])
  })
  it('goes on keeping it, however often it is planned', () => {
    const result = short(planOne(under(line), made('odd', 'New', owed, 'New')))
    expect([result.intents, result.problems, result.base]).toEqual([[], ['property mapping: no-counterpart'], []])
  })
  it('carries it once the table is mended', () => {
    const result = short(planOne(under(line, [mended]), made('odd', 'New', owed, 'New')))
    expect([result.intents, result.problems, result.base]).toEqual([
      [{ 'update Lead 00Q1': { Status: 'Odd' } }],
      [],
      [{ [id]: { h: 'odd', s: 'Odd' } }],
    ])
  })
  it('carries another value that a person enters instead', () => {
    expect(short(planOne(under(line), made('open', 'New', owed, 'New'))).intents).toEqual([{ 'update Lead 00Q1': { Status: 'Working' } }])
  })
})

describe('a two-way mapping', () => {
  it('meets as usual once a person changes the default', () => {
    const result = short(planOne(under('status <-> Status'), made('odd', 'Closed', owed, 'New')))
    expect([result.intents, result.problems]).toEqual([[{ 'update contact 101': { status: 'Closed' } }], []])
  })
  it('takes the default where the person cleared the value', () => {
    const result = short(planOne(under('status <-> Status'), made(null, 'New', owed, 'New')))
    expect([result.intents, result.problems]).toEqual([[{ 'update contact 101': { status: 'New' } }], []])
  })
})

it('what Salesforce owns flows from the first moment', () => {
  const result = short(planOne(under('status <- Status'), made('odd', 'New', 'none')))
  expect(result.intents).toEqual([{ 'update contact 101': { status: 'New' } }])
})

it('an owner without a counterpart is not replaced by the user who creates the leads', () => {
  const owners: CompiledTable = {
    name: 'owners',
    rows: [],
    toSalesforce: { kind: 'error' },
    toHubspot: { kind: 'error' },
    dynamic: 'owners',
  }
  const owned = policy({ mappings: [map('owner <-> OwnerId', { conversion: { kind: 'table', table: 'owners' } })], tables: [owners] })
  const one = link({
    hubspot: contact({ owner: '7' }),
    salesforce: lead({ OwnerId: '005A' }),
    before: { hubspot: contact({ owner: '7' }), salesforce: lead({}) },
    base: { 'owner-OwnerId': 'none' },
    included: { hubspot: true, salesforce: true },
  })
  const tables = {
    owners: { toSalesforce: new Map<string, string>(), toHubspot: new Map([['005A', '1']]) },
    ownersByEmail: { toSalesforce: new Map(), toHubspot: new Map() },
  }
  const result = short(planOne(owned, one, { tables }))
  expect([result.intents, result.problems]).toEqual([[], ['property mapping: no-owner']])
})
