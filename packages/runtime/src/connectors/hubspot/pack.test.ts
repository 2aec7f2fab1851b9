/** Packing for HubSpot: full batches, one stream per object and action, never more calls than the minimum. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Work } from '../connector'
import { intentOf } from '../testing/intents'
import { minimumCalls } from './minimum'
import { packIntents } from './pack'

const noWork: Work = {
  reads: {},
  groups: 1,
  listGains: 0,
  listLosses: 0,
  listMembersAfterLoss: 0,
  lists: false,
  associationIds: 0,
  historyIds: 0,
  writes: {},
  recheck: false,
}

describe('packing', () => {
  it('writes creates with key and trace id, clears by the empty text, and archives by id', () => {
    const side = 'hubspot' as const
    const calls = packIntents(
      [
        intentOf({
          key: 'a',
          side,
          object: 'contact',
          action: 'create',
          fields: { email: 'ada@example.com' },
          externalKey: '00D:Lead:00Q1:1',
        }),
        intentOf({ key: 'b', side, object: 'contact', action: 'update', id: '7', fields: { phone: null } }),
        intentOf({ key: 'c', side, object: 'contact', action: 'delete', id: '8' }),
      ],
      { contact: 'lockstep_key' },
    )
    expect(calls).toEqual([
      {
        system: 'hubspot',
        kind: 'contact:create',
        method: 'POST',
        path: '/crm/v3/objects/contacts/batch/create',
        body: { inputs: [{ properties: { email: 'ada@example.com', lockstep_key: '00D:Lead:00Q1:1' }, objectWriteTraceId: '0' }] },
        intents: ['a'],
      },
      {
        system: 'hubspot',
        kind: 'contact:update',
        method: 'POST',
        path: '/crm/v3/objects/contacts/batch/update',
        body: { inputs: [{ id: '7', properties: { phone: '' } }] },
        intents: ['b'],
      },
      {
        system: 'hubspot',
        kind: 'contact:delete',
        method: 'POST',
        path: '/crm/v3/objects/contacts/batch/archive',
        body: { inputs: [{ id: '8' }] },
        intents: ['c'],
      },
    ])
  })

  it('names no record twice in one call', () => {
    const twice = ['a', 'b'].map((key) => intentOf({ key, side: 'hubspot', object: 'contact', action: 'update', id: '7' }))
    expect(packIntents(twice, {}).map((call) => call.intents)).toEqual([['a'], ['b']])
  })

  it('loses no intent and costs just the minimum', () => {
    const kinds = fc.constantFrom('contact:create', 'contact:update', 'contact:delete', 'company:update')
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 600 }), (drawn) => {
        const intents = drawn.map((kind, n) => {
          const [object = '', action] = kind.split(':')
          return intentOf({
            key: `k${n}`,
            side: 'hubspot',
            object,
            action: action as 'create',
            ...(action === 'create' ? {} : { id: String(n) }),
          })
        })
        const calls = packIntents(intents, {})
        expect(calls.flatMap((call) => call.intents).sort()).toEqual(intents.map((intent) => intent.key).sort())
        expect(calls.every((call) => call.intents.length <= 100)).toBe(true)
        const writes: Record<string, number> = {}
        for (const kind of drawn) writes[kind] = (writes[kind] ?? 0) + 1
        expect(calls.length).toBe(minimumCalls({ ...noWork, writes }).write)
      }),
      { numRuns: 50 },
    )
  })
})

describe('the minimum', () => {
  it('is what `engine.md` counts for the first sync of the example', () => {
    const work = { ...noWork, reads: { contact: 5_000 }, lists: true, listGains: 3_500, associationIds: 5_000 }
    const writes = { 'contact:create': 2_400, 'contact:update': 1_800 }
    expect(minimumCalls({ ...work, writes })).toEqual({ read: 25 + 5 + 15, write: 42 })
  })

  it('is two calls when nothing changed', () => {
    expect(minimumCalls({ ...noWork, reads: { contact: 0, lists: 0 }, lists: true })).toEqual({ read: 2, write: 0 })
  })

  it('counts groups, losses, histories and the recheck', () => {
    const work = {
      ...noWork,
      reads: { contact: 201 },
      groups: 3,
      lists: true,
      listLosses: 1,
      listMembersAfterLoss: 251,
      historyIds: 51,
      recheck: true,
    }
    expect(minimumCalls(work)).toEqual({ read: 6 + 1 + 2 + 2 + 1, write: 0 })
  })
})
