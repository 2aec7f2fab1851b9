/** The Salesforce connector over HTTP, through the unmodified jsforce, against the sandbox. */
import { afterEach, describe, expect, it } from 'vitest'
import { intentOf } from '../testing/intents'
import { pagesOf, startWorld, watch, write } from '../testing/world'

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})
async function start(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(options)
  close = world.close
  return world
}

const side = 'salesforce' as const
const keys = { Lead: 'Lockstep_Key__c', Contact: 'Lockstep_Key__c' }
const create = (n: number, more: Readonly<Record<string, string | null>> = {}) =>
  intentOf({
    key: `c${n}`,
    side,
    object: 'Lead',
    action: 'create',
    fields: { LastName: `P${n}`, Company: 'Acme', Email: `p${n}@example.com`, HasOptedOutOfEmail: 'true', ...more },
    externalKey: `portal:contact:${n}:1`,
  })
const update = (key: string, id: string, fields: Readonly<Record<string, string | null>>, expectedAt?: number) =>
  intentOf({ key, side, object: 'Lead', action: 'update', id, fields, ...(expectedAt === undefined ? {} : { expectedAt }) })
const lead = (n: number) => ({ LastName: `P${n}`, Company: 'Acme', Email: `p${n}@example.com` })
/** Salesforce stamps whole seconds: waits for the next one. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_000 - (Date.now() % 1_000) + 20))

describe('set-up', () => {
  it('makes the key fields once, visible to the connected user', async () => {
    const { salesforce } = await start()
    const items = ['Lead', 'Contact'].map((object) => ({ object, field: 'Lockstep_Key__c' }))
    const dry = await salesforce.setup([watch], { make: false })
    expect([dry.keys, dry.made, dry.missing.map(({ object, field }) => ({ object, field }))]).toEqual([{}, [], items])
    const first = await salesforce.setup([watch], { make: true })
    expect([first.keys, first.made, first.missing]).toEqual([keys, items, []])
    const again = await salesforce.setup([watch], { make: true })
    expect([again.keys, again.made, again.missing]).toEqual([keys, [], []])
  })
})

describe('writing', () => {
  it('creates a thousand in a call, once: a repeat names the record that is there', async () => {
    const { salesforce, meter } = await start()
    await salesforce.setup([watch], { make: true })
    const intents = Array.from({ length: 1_000 }, (_, n) => create(n))
    const made = await write(salesforce, intents, keys)
    expect(new Set(made.map((outcome) => outcome.kind))).toEqual(new Set(['done']))
    expect([made.length, meter.count('write')]).toEqual([1_000, 1])
    const id = made[0]?.kind === 'done' ? made[0].id : ''
    const [again] = await write(salesforce, [create(0)], keys)
    expect(again).toMatchObject({ kind: 'refused', card: 'duplicate', code: 'DUPLICATE_VALUE', field: 'Lockstep_Key__c' })
    expect(again?.kind === 'refused' ? again.existing?.slice(0, 15) : '').toBe(id.slice(0, 15))
    const found = await salesforce.find([watch], 'Lead', 'Lockstep_Key__c', ['portal:contact:0:1', 'portal:contact:5000:1'])
    expect(found.map((one) => [one.id, one.values['HasOptedOutOfEmail']])).toEqual([[id, 'true']])
  })

  it('tells good and bad rows apart behind an outer 200', async () => {
    const { salesforce } = await start()
    const outcomes = await write(salesforce, [create(1), create(2, { LastName: null }), create(3, { Email: 'not an address' })])
    expect(
      outcomes.map((outcome) => [outcome.kind, 'code' in outcome ? outcome.code : '', 'field' in outcome ? outcome.field : '']),
    ).toEqual([
      ['done', '', ''],
      ['refused', 'REQUIRED_FIELD_MISSING', 'LastName'],
      ['refused', 'INVALID_EMAIL_ADDRESS', 'Email'],
    ])
  })

  it('does not overwrite what was edited after the look', async () => {
    const { salesforce, edit } = await start()
    const a = await edit('salesforce', 'Lead', lead(1))
    const b = await edit('salesforce', 'Lead', lead(2))
    const { snapshots } = await salesforce.read(
      [watch],
      [a, b].map((id) => ({ object: 'Lead', id })),
    )
    await nextSecond()
    await edit('salesforce', 'Lead', { LastName: 'Edited' }, a)
    const at = new Map(snapshots.map((one) => [one.id, one.at]))
    const outcomes = await write(salesforce, [
      update('a', a, { LastName: 'Ours' }, at.get(a)),
      update('b', b, { LastName: 'Ours' }, at.get(b)),
    ])
    expect(outcomes).toEqual([
      { key: 'a', kind: 'stale' },
      { key: 'b', kind: 'done', id: b },
    ])
    const after = await salesforce.read(
      [watch],
      [a, b].map((id) => ({ object: 'Lead', id })),
    )
    expect(new Map(after.snapshots.map((one) => [one.id, one.values['LastName']]))).toEqual(
      new Map([
        [a, 'Edited'],
        [b, 'Ours'],
      ]),
    )
  })

  it('deletes, and says gone for what is deleted or converted', async () => {
    const { salesforce, edit, control } = await start()
    const a = await edit('salesforce', 'Lead', lead(1))
    const b = await edit('salesforce', 'Lead', lead(2))
    const remove = intentOf({ key: 'd', side, object: 'Lead', action: 'delete', id: a })
    expect(await write(salesforce, [remove])).toEqual([{ key: 'd', kind: 'done', id: a }])
    await control('/convert', { lead: b })
    const outcomes = await write(salesforce, [update('a', a, { LastName: 'X' }), update('b', b, { LastName: 'X' })])
    expect(outcomes.map((outcome) => [outcome.key, outcome.kind])).toEqual([
      ['a', 'gone'],
      ['b', 'gone'],
    ])
  })

  it('does not know after a lost reply, tries again after a lock, and stops at the limit', async () => {
    const { salesforce, control, edit } = await start({ timeoutMs: 3_000 })
    await salesforce.setup([watch], { make: true })
    await control('/faults', [{ system: 'salesforce', match: 'composite', kind: 'timeout-after-commit', times: 1 }])
    const [lost] = await write(salesforce, [create(1)], keys)
    expect(lost?.kind).toBe('unknown')
    const found = await salesforce.find([watch], 'Lead', 'Lockstep_Key__c', ['portal:contact:1:1'], { purpose: 'recovery' })
    expect(found.map((one) => one.values['Email'])).toEqual(['p1@example.com'])
    const id = await edit('salesforce', 'Lead', lead(2))
    await control('/faults', [{ system: 'salesforce', match: 'composite', kind: 'lock', times: 1 }])
    const [locked] = await write(salesforce, [update('u', id, { LastName: 'X' })])
    expect(locked).toMatchObject({ kind: 'retry', code: 'UNABLE_TO_LOCK_ROW' })
    await control('/faults', [{ system: 'salesforce', match: 'composite', kind: 'limit', times: 1 }])
    await expect(write(salesforce, [update('u', id, { LastName: 'X' })])).rejects.toMatchObject({ code: 'quota' })
  })
})

describe('reading', () => {
  it('tells live, deleted, merged, converted and invisible records apart', async () => {
    const { salesforce, control, edit } = await start()
    const [live = '', gone = '', winner = '', loser = '', converted = ''] = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => edit('salesforce', 'Lead', lead(n))),
    )
    await control('/delete', { system: 'salesforce', object: 'Lead', id: gone })
    await control('/merge', { system: 'salesforce', object: 'Lead', winner, losers: [loser] })
    await control('/convert', { lead: converted })
    const nobody = '00Q5g000000ZZZZEAA'
    const ids = [live, gone, winner, loser, converted, nobody]
    const read = await salesforce.read(
      [watch],
      ids.map((id) => ({ object: 'Lead', id })),
    )
    const told = read.snapshots.map(({ id, deleted, mergedInto, convertedTo }) => ({
      id,
      deleted,
      mergedInto,
      isConverted: convertedTo !== undefined,
    }))
    expect(new Set(told)).toEqual(
      new Set([
        { id: live, isConverted: false },
        { id: gone, deleted: true, isConverted: false },
        { id: winner, isConverted: false },
        { id: loser, deleted: true, mergedInto: winner, isConverted: false },
        { id: converted, isConverted: true },
      ]),
    )
    expect(read.gone).toEqual([{ id: nobody, how: 'hidden' }])
  })

  it('finds names that would break a query', async () => {
    const { salesforce, edit } = await start()
    const names = ["O'Brien\\", '小林', 'a"b', "' OR Id != '"]
    for (const LastName of names) await edit('salesforce', 'Lead', { ...lead(1), LastName })
    const found = await salesforce.find([watch], 'Lead', 'LastName', names)
    expect(found.map((one) => one.values['LastName']).sort()).toEqual([...names].sort())
  })
})

describe('the catalog', () => {
  it('has fields with types, requirements and options', async () => {
    const { salesforce } = await start()
    const catalog = await salesforce.catalog(['Lead', 'Contact'])
    if ('lists' in catalog) throw new Error('not a Salesforce catalog')
    const [leads] = catalog.objects
    const field = (name: string) => leads?.fields.find((one) => one.name === name)
    const { name, type, nillable, createable, updateable } = field('LastName') ?? {}
    expect({ name, type, nillable, createable, updateable }).toEqual({
      name: 'LastName',
      type: 'string',
      nillable: false,
      createable: true,
      updateable: true,
    })
    expect([field('HasOptedOutOfEmail')?.type, field('OwnerId')?.type, field('Id')?.createable]).toEqual(['boolean', 'reference', false])
    expect(field('Status')?.options?.length).toBeGreaterThan(1)
    expect(catalog.orgId?.startsWith('00D')).toBe(true)
  })
})

describe('capture', () => {
  it('reads the example with the calls of `engine.md`, and then nothing', async () => {
    const { salesforce, meter } = await start({ acme: true })
    const first = await pagesOf(salesforce.inventory([watch], {}))
    expect(meter.count('read')).toBe(3)
    const rows = first.edges.filter((edge) => edge.kind === 'role').length
    expect(rows).toBeGreaterThan(500)
    expect(first.snapshots('Contact').some((one) => one.values['Account.Name'] !== null)).toBe(true)
    meter.clear()
    await pagesOf(salesforce.changes([watch], first.cursors))
    expect(meter.seen.map((one) => [one.purpose, one.path])).toEqual([['read', '/composite']])
  })

  it('resumes an inventory that was cut off', async () => {
    const { salesforce } = await start({ acme: true })
    const whole = await pagesOf(salesforce.inventory([watch], {}))
    const seen = new Set<string>()
    let cursors = {}
    for (let part = 0; part < 20; part += 1) {
      let isEnd = true
      for await (const page of salesforce.inventory([watch], cursors)) {
        for (const one of page.snapshots) seen.add(one.id)
        cursors = { ...cursors, [page.object]: JSON.parse(JSON.stringify(page.cursor)) }
        isEnd = false
        break
      }
      if (isEnd) break
    }
    expect(seen).toEqual(new Set(whole.pages.flatMap((page) => page.snapshots.map((one) => one.id))))
  })

  it('brings edits, deletes, merges, conversions and roles', async () => {
    const { salesforce, edit, control } = await start()
    const ids = await Promise.all([1, 2, 3, 4].map((n) => edit('salesforce', 'Lead', lead(n))))
    const [edited = '', gone = '', winner = '', loser = ''] = ids
    const account = await edit('salesforce', 'Account', { Name: 'Acme' })
    const person = await edit('salesforce', 'Contact', { LastName: 'C', AccountId: account })
    const colleague = await edit('salesforce', 'Contact', { LastName: 'D', AccountId: account })
    const opportunity = await edit('salesforce', 'Opportunity', {
      Name: 'O',
      StageName: 'Prospecting',
      CloseDate: '2027-01-01',
      AccountId: account,
    })
    const role = await edit('salesforce', 'OpportunityContactRole', { OpportunityId: opportunity, ContactId: person })
    const first = await pagesOf(salesforce.inventory([watch], {}))
    expect(first.edges.map(({ kind, from, to }) => ({ kind, from, to }))).toEqual([{ kind: 'role', from: opportunity, to: person }])

    await nextSecond()
    await edit('salesforce', 'Lead', { LastName: 'Edited' }, edited)
    await control('/delete', { system: 'salesforce', object: 'Lead', id: gone })
    await control('/merge', { system: 'salesforce', object: 'Lead', winner, losers: [loser] })
    await edit('salesforce', 'OpportunityContactRole', { ContactId: colleague }, role)
    await nextSecond()
    const second = await pagesOf(salesforce.changes([watch], first.cursors), first.cursors)
    const told = new Map(
      second.snapshots('Lead').map((one) => [one.id, { name: one.values['LastName'], deleted: one.deleted, into: one.mergedInto }]),
    )
    expect(told.get(edited)).toEqual({ name: 'Edited' })
    expect(told.get(gone)?.deleted).toBe(true)
    expect(told.get(loser)).toMatchObject({ deleted: true, into: winner })
    const roles = second.pages.find((page) => page.object === 'OpportunityContactRole')
    expect(roles?.replaces).toEqual([{ kind: 'role', from: opportunity }])
    expect(roles?.edges.map(({ kind, from, to }) => ({ kind, from, to }))).toEqual([{ kind: 'role', from: opportunity, to: colleague }])

    await nextSecond()
    const third = await pagesOf(salesforce.changes([watch], second.cursors), second.cursors)
    expect(third.pages.flatMap((page) => page.snapshots)).toEqual([])
  })

  it('misses nothing that commits late with an old stamp', async () => {
    const { salesforce, edit, control } = await start()
    const id = await edit('salesforce', 'Lead', lead(1))
    const first = await pagesOf(salesforce.inventory([watch], {}))
    await nextSecond()
    await edit('salesforce', 'Lead', { LastName: 'Late' }, id, '20m')
    const seen: (string | null | undefined)[] = []
    let { cursors } = first
    for (let round = 0; round < 4; round += 1) {
      await control('/clock', { advance: '10m' })
      const read = await pagesOf(salesforce.changes([watch], cursors), cursors)
      cursors = read.cursors
      seen.push(...read.snapshots('Lead').map((one) => one.values['LastName']))
    }
    expect(seen.includes('Late')).toBe(true)
  })
})
