/** The HubSpot connector over HTTP, through the unmodified client, against the sandbox. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Cursor } from '../connector'
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

const side = 'hubspot' as const
const key = { contact: 'lockstep_key' }
const create = (n: number, more: Readonly<Record<string, string>> = {}) =>
  intentOf({
    key: `c${n}`,
    side,
    object: 'contact',
    action: 'create',
    fields: { email: `p${n}@example.com`, ...more },
    externalKey: `org:Lead:${n}:1`,
  })
const bare = { ...watch, hubspot: { ...watch.hubspot, lists: [], associations: [] } }

describe('set-up', () => {
  it('makes the key once, and only when it may', async () => {
    const { hubspot } = await start()
    const item = { object: 'contact', field: 'lockstep_key' }
    const dry = await hubspot.setup([watch], { make: false })
    expect([dry.keys, dry.made, dry.missing]).toEqual([{}, [], [{ ...item, why: 'the property does not exist yet' }]])
    const first = await hubspot.setup([watch], { make: true })
    expect([first.keys, first.made, first.missing]).toEqual([key, [item], []])
    const again = await hubspot.setup([watch], { make: true })
    expect([again.keys, again.made, again.missing]).toEqual([key, [], []])
  })

  it('says plainly that the token is refused', async () => {
    const { sandbox } = await start()
    const { createHubspotConnector } = await import('./index')
    const { recordingMeter, restlessClock } = await import('../testing/intents')
    const refused = createHubspotConnector({
      accessToken: 'nonsense',
      url: sandbox.hubspot.url,
      meter: recordingMeter(),
      clock: restlessClock(),
    })
    await expect(refused.setup([], { make: false })).rejects.toMatchObject({
      code: 'authentication',
      message: 'HubSpot refuses the access token',
    })
  })
})

describe('writing', () => {
  it('creates once: a repeat names the record that is there', async () => {
    const { hubspot, meter } = await start()
    await hubspot.setup([watch], { make: true })
    const intents = Array.from({ length: 250 }, (_, n) => create(n))
    const made = await write(hubspot, intents, key)
    expect(made.map((outcome) => outcome.kind)).toEqual(intents.map(() => 'done'))
    expect(meter.count('write')).toBe(3)
    const [first] = made
    const id = first?.kind === 'done' ? first.id : ''
    const [again] = await write(hubspot, [create(0)], key)
    expect(again).toMatchObject({ key: 'c0', kind: 'refused', card: 'duplicate', existing: id })
    const byKey = await hubspot.find([watch], 'contact', 'lockstep_key', ['org:Lead:0:1', 'org:Lead:999:1'])
    const byEmail = await hubspot.find([watch], 'contact', 'email', ['P0@Example.com', 'nobody@example.com'])
    expect([byKey.map((one) => one.id), byEmail.map((one) => one.id)]).toEqual([[id], [id]])
    expect(byKey[0]?.values['lockstep_key']).toBe('org:Lead:0:1')
  })

  it('isolates the row that HubSpot refuses', async () => {
    const { hubspot } = await start()
    const [a, b] = (await write(hubspot, [create(1), create(2)])).map((outcome) => (outcome.kind === 'done' ? outcome.id : ''))
    const update = (name: string, id: string | undefined, fields: Record<string, string>) =>
      intentOf({ key: name, side, object: 'contact', action: 'update', id: id ?? '', fields })
    const good = update('good', a, { firstname: 'Ada' })
    const bad = update('bad', b, { email: 'not an address' })
    const together = await write(hubspot, [good, bad])
    expect(together.map((outcome) => [outcome.key, outcome.kind, 'code' in outcome ? outcome.code : ''])).toEqual([
      ['good', 'retry', 'BATCH_REFUSED'],
      ['bad', 'retry', 'BATCH_REFUSED'],
    ])
    const [alone] = await write(hubspot, [bad])
    expect(alone).toMatchObject({ kind: 'refused', card: 'property value', field: 'email' })
    const [done] = await write(hubspot, [good])
    expect(done).toMatchObject({ kind: 'done', id: a, values: { firstname: 'Ada' } })
  })

  it('tells the rows of a create apart', async () => {
    const { hubspot } = await start()
    const outcomes = await write(hubspot, [create(1), create(2, { lifecyclestage: 'no such stage' }), create(3)])
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'refused', 'done'])
    expect(outcomes[1]).toMatchObject({ card: 'property value', field: 'lifecyclestage' })
  })

  it('does not know after a lost reply, and finds by key what was made', async () => {
    const { hubspot, control } = await start({ timeoutMs: 3_000 })
    await hubspot.setup([watch], { make: true })
    await control('/faults', [{ system: 'hubspot', match: 'batch/create', kind: 'timeout-after-commit', times: 1 }])
    const [lost] = await write(hubspot, [create(1)], key)
    expect(lost?.kind).toBe('unknown')
    const found = await hubspot.find([watch], 'contact', 'lockstep_key', ['org:Lead:1:1'], { purpose: 'recovery' })
    expect(found.map((one) => one.values['email'])).toEqual(['p1@example.com'])
    await control('/faults', [{ system: 'hubspot', match: 'batch/create', kind: 'reset', times: 1 }])
    const [broken] = await write(hubspot, [create(2)], key)
    expect(broken?.kind).toBe('unknown')
    expect(await hubspot.find([watch], 'contact', 'lockstep_key', ['org:Lead:2:1'])).toEqual([])
  })
})

describe('reading by id', () => {
  it('tells live, archived, merged and unknown records apart', async () => {
    const { hubspot, control, edit } = await start()
    const [live = '', gone = '', winner = '', loser = ''] = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => edit('hubspot', 'contacts', { email: `${name}@example.com`, firstname: name })),
    )
    await control('/delete', { system: 'hubspot', object: 'contacts', id: gone })
    const merged = (await control('/merge', { system: 'hubspot', object: 'contacts', winner, losers: [loser] })) as { id: string }
    const ids = [live, gone, winner, loser, '999999999']
    const read = await hubspot.read(
      [bare],
      ids.map((id) => ({ object: 'contact', id })),
    )
    const told = read.snapshots.map(({ id, deleted, mergedInto, absorbed }) => ({
      id,
      deleted,
      mergedInto,
      absorbed: absorbed && [...absorbed].sort(),
    }))
    expect(new Set(told)).toEqual(
      new Set([
        { id: live },
        { id: gone, deleted: true },
        { id: merged.id, absorbed: [winner, loser].sort() },
        { id: winner, mergedInto: merged.id },
        { id: loser, mergedInto: merged.id },
      ]),
    )
    expect(read.gone).toEqual([{ id: '999999999', how: 'unknown' }])
  })

  it('tells when properties last changed', async () => {
    const { hubspot, edit, control } = await start()
    const id = await edit('hubspot', 'contacts', { email: 'a@example.com', firstname: 'A' })
    await control('/clock', { advance: '10m' })
    await edit('hubspot', 'contacts', { firstname: 'B' }, id)
    const { snapshots } = await hubspot.read([bare], [{ object: 'contact', id }], { history: ['firstname', 'email'] })
    const times = snapshots[0]?.times ?? {}
    expect(Object.keys(times).sort()).toEqual(['email', 'firstname'])
    expect((times['firstname'] ?? 0) - (times['email'] ?? 0)).toBeGreaterThanOrEqual(600_000)
  })
})

describe('wide policies', () => {
  const names = Array.from({ length: 300 }, (_, n) => `a_property_that_the_portal_does_not_have_${n}`)
  const wide = { ...bare, hubspot: { ...bare.hubspot, properties: [...names, 'email', 'zip'] } }

  it('are inventoried by listing, and their changes are joined from several searches', async () => {
    const { hubspot, edit, meter } = await start()
    const intents = Array.from({ length: 130 }, (_, n) => create(n, { zip: String(n) }))
    await write(hubspot, intents)
    const first = await pagesOf(hubspot.inventory([wide], {}))
    const zips = first.snapshots('contact').map((one) => [one.values['email'], one.values['zip']])
    expect(new Set(zips.map(String))).toEqual(new Set(intents.map((_, n) => `p${n}@example.com,${n}`)))
    meter.clear()
    const id = first.snapshots('contact')[0]?.id ?? ''
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const [contact] = (await pagesOf(hubspot.changes([wide], first.cursors))).snapshots('contact')
    expect(contact === undefined || first.snapshots('contact').some((one) => one.id === contact.id)).toBe(true)
    await edit('hubspot', 'contacts', { zip: 'changed', email: 'changed@example.com' }, id)
    const changed = (await pagesOf(hubspot.changes([wide], first.cursors))).snapshots('contact').find((one) => one.id === id)
    expect(changed?.values).toEqual({ zip: 'changed', email: 'changed@example.com' })
    expect([...(changed?.unread ?? [])].sort()).toEqual([...names].sort())
  })
})

describe('finding', () => {
  it('refuses a property that is not unique, instead of searching', async () => {
    const { hubspot } = await start()
    await expect(hubspot.find([bare], 'contact', 'firstname', ['Ada'])).rejects.toMatchObject({
      code: 'setting',
      message: 'HubSpot cannot find a contact by `firstname`',
    })
  })
})

describe('the catalog', () => {
  it('has properties with their types, pipelines and lists', async () => {
    const { hubspot } = await start({ acme: true })
    const catalog = await hubspot.catalog(['contact', 'deal'])
    if (!('lists' in catalog)) throw new Error('not a HubSpot catalog')
    const email = catalog.objects[0]?.properties.find((property) => property.name === 'email')
    const stage = catalog.objects[0]?.properties.find((property) => property.name === 'lifecyclestage')
    expect(catalog.objects.map(({ name, plural, typeId }) => [name, plural, typeId])).toEqual([
      ['contact', 'contacts', '0-1'],
      ['deal', 'deals', '0-3'],
    ])
    expect([email?.type, stage?.type, stage?.options?.some((option) => option.value === 'customer')]).toEqual([
      'string',
      'enumeration',
      true,
    ])
    expect(catalog.lists.some((list) => list.name === 'Ready for sales')).toBe(true)
    expect(catalog.pipelines?.[0]?.object).toBe('deal')
  })
})

describe('capture', () => {
  it('reads the example with the calls of `engine.md`, and then nothing', async () => {
    const { hubspot, meter } = await start({ acme: true })
    const first = await pagesOf(hubspot.inventory([watch], {}))
    const contacts = first.snapshots('contact')
    const companies = first.snapshots('company')
    expect(new Set(contacts.map((one) => one.id)).size).toBe(contacts.length)
    const members = first.edges.filter((edge) => edge.kind === 'list:Ready for sales').length
    const pages = Math.ceil(contacts.length / 200) + Math.ceil(companies.length / 200)
    expect(meter.count('read')).toBe(pages + Math.ceil(contacts.length / 1_000) + 1 + Math.ceil(members / 250))
    meter.clear()
    const second = await pagesOf(hubspot.changes([watch], first.cursors), first.cursors)
    expect(second.pages.flatMap((page) => page.snapshots)).toEqual([])
    expect(meter.seen.map((one) => one.path)).toEqual([
      '/crm/v3/objects/companies/search',
      '/crm/v3/objects/contacts/search',
      '/crm/v3/lists/search',
    ])
  })

  it('resumes an inventory that was cut off', async () => {
    const { hubspot } = await start({ acme: true })
    const whole = await pagesOf(hubspot.inventory([bare], {}))
    const seen: string[] = []
    let cursors = {}
    for (let part = 0; part < 100; part += 1) {
      let isEnd = true
      for await (const page of hubspot.inventory([bare], cursors)) {
        seen.push(...page.snapshots.map((one) => one.id))
        cursors = { ...cursors, [page.object]: JSON.parse(JSON.stringify(page.cursor)) }
        isEnd = false
        break
      }
      if (isEnd) break
    }
    expect(seen).toEqual(whole.snapshots('contact').map((one) => one.id))
  })

  it('brings edits with their associations and members that joined, and tells members that left', async () => {
    const { hubspot, edit, sandbox } = await start()
    const api = async (method: string, path: string, body?: unknown) => {
      const headers = { Authorization: `Bearer ${sandbox.hubspot.accessToken}`, 'Content-Type': 'application/json' }
      const response = await fetch(`${sandbox.hubspot.url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      expect(response.status).toBeLessThan(300)
      return (await response.json().catch(() => undefined)) as { list?: { listId: string } } | undefined
    }
    const a = await edit('hubspot', 'contacts', { email: 'a@example.com' })
    const b = await edit('hubspot', 'contacts', { email: 'b@example.com' })
    const company = await edit('hubspot', 'companies', { name: 'Acme', type: 'PARTNER' })
    const made = await api('POST', '/crm/v3/lists', { name: 'Ready for sales', objectTypeId: '0-1', processingType: 'MANUAL' })
    const listId = made?.list?.listId ?? ''
    await api('PUT', `/crm/v3/lists/${listId}/memberships/add`, [a])
    const first = await pagesOf(hubspot.inventory([watch], {}))
    expect(first.edges).toEqual([{ kind: 'list:Ready for sales', from: a, to: listId }])

    await api('PUT', `/crm/v4/objects/contacts/${a}/associations/companies/${company}`, [
      { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 },
    ])
    await edit('hubspot', 'contacts', { firstname: 'Ada' }, a)
    await api('PUT', `/crm/v3/lists/${listId}/memberships/add`, [b])
    const second = await pagesOf(hubspot.changes([watch], first.cursors), first.cursors)
    const ada = second.snapshots('contact').find((one) => one.id === a)
    expect(ada?.values).toEqual({ email: 'a@example.com', firstname: 'Ada', lastname: null, lifecyclestage: ada?.values['lifecyclestage'] })
    const links = second.edges.filter((edge) => edge.kind === 'contact>company')
    expect(links).toEqual([{ kind: 'contact>company', from: a, to: company, rank: 0 }])
    expect(second.edges.filter((edge) => edge.kind === 'list:Ready for sales' && edge.from === b)).toEqual([
      { kind: 'list:Ready for sales', from: b, to: listId },
    ])

    await api('PUT', `/crm/v3/lists/${listId}/memberships/remove`, [a])
    const third = await pagesOf(hubspot.changes([watch], second.cursors), second.cursors)
    const lists = third.pages.filter((page) => page.replaces?.some((one) => one.kind === 'list:Ready for sales'))
    expect(lists.map((page) => page.edges)).toEqual([[{ kind: 'list:Ready for sales', from: b, to: listId }]])
  })

  it('misses nothing although the index lags behind, as long as windows overlap', async () => {
    const { hubspot, edit, control } = await start({ overlapMs: 60_000 })
    const first = await pagesOf(hubspot.inventory([bare], {}))
    await control('/world', { indexLag: '30s' })
    const id = await edit('hubspot', 'contacts', { email: 'a@example.com' })
    await control('/clock', { advance: '20s' })
    const second = await pagesOf(hubspot.changes([bare], first.cursors), first.cursors)
    await control('/clock', { advance: '20s' })
    const third = await pagesOf(hubspot.changes([bare], second.cursors), second.cursors)
    expect([second, third].map((round) => round.snapshots('contact').map((one) => one.id))).toEqual([[], [id]])
  })

  it('goes through faults of reads, and through a clock that jumps', async () => {
    const { hubspot, edit, control } = await start({ timeoutMs: 5_000 })
    const first = await pagesOf(hubspot.inventory([bare], {}))
    await control('/clock', { advance: '3h' })
    const id = await edit('hubspot', 'contacts', { email: 'a@example.com' })
    await control('/faults', [
      { system: 'hubspot', match: 'search', kind: 'html', times: 1 },
      { system: 'hubspot', match: 'search', kind: 'truncate', times: 1 },
      { system: 'hubspot', match: 'search', kind: '429', times: 1 },
    ])
    const second = await pagesOf(hubspot.changes([bare], first.cursors))
    expect(second.snapshots('contact').map((one) => one.id)).toEqual([id])
  })
})

describe('sweeps', () => {
  const contact = (n: number) => ({ email: `p${n}@example.com`, lastname: `${n}` })
  async function people(count: number) {
    const world = await start()
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) ids.push(await world.edit('hubspot', 'contacts', contact(n)))
    const remove = (id: string | undefined) => world.control('/delete', { system: 'hubspot', object: 'contacts', id })
    const sweep = async (live: readonly string[], deleted: readonly string[], memory?: Cursor) => {
      const before = world.meter.count('audit')
      const swept = await world.hubspot.sweep([bare], 'contact', { live, deleted }, memory)
      const told = swept.snapshots.map((one) => [one.id, one.deleted === true ? 'deleted' : (one.mergedInto ?? 'live')])
      return { told, gone: swept.gone, memory: swept.memory, calls: world.meter.count('audit') - before }
    }
    return { ...world, ids, remove, sweep }
  }

  it('tells what was archived by listing, and asks for nothing else where the totals agree', async () => {
    const { ids, remove, sweep } = await people(3)
    await remove(ids[1])
    expect(await sweep(ids, [])).toEqual({ told: [[ids[1], 'deleted']], gone: [], memory: { pages: 1 }, calls: 2 })
    expect(await sweep([ids[0] ?? '', ids[2] ?? ''], [ids[1] ?? ''])).toEqual({ told: [], gone: [], memory: { pages: 1 }, calls: 2 })
  })

  it('reads known ids where the archive is larger than they are', async () => {
    const { ids, remove, sweep } = await people(3)
    await remove(ids[1])
    expect(await sweep(ids, [], { pages: 5 })).toEqual({ told: [[ids[1], 'deleted']], gone: [], memory: { pages: 0 }, calls: 2 })
  })

  it('tells erased and merged records, which the archive does not show', async () => {
    const { control, ids, sandbox, sweep } = await people(4)
    await fetch(`${sandbox.hubspot.url}/crm/v3/objects/contacts/gdpr-delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.hubspot.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ objectId: ids[0] }),
    })
    const merged = (await control('/merge', { system: 'hubspot', object: 'contacts', winner: ids[1], losers: [ids[2]] })) as { id: string }
    await control('/clock', { advance: '5m' })
    const { told, gone } = await sweep(ids, [])
    expect([[...told].sort(), gone]).toEqual([
      [
        [ids[1], merged.id],
        [ids[2], merged.id],
        [merged.id, 'live'],
      ].sort(),
      [{ id: ids[0], how: 'unknown' }],
    ])
  })
})
