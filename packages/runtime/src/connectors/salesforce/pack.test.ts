/** Packing for Salesforce: collections, guards, headers in each sub-request, and the minimum. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Intent } from '../../model'
import type { Work } from '../connector'
import { intentOf } from '../testing/intents'
import { minimumCalls } from './minimum'
import { type PackOptions, packIntents, writeLimits } from './pack'

const options: PackOptions = {
  version: '64.0',
  clientName: 'lockstep',
  types: { Lead: { HasOptedOutOfEmail: 'boolean', AnnualRevenue: 'currency' } },
  recordTypes: { Account: { Partner: '012000000000001AAA' } },
}
const plain = {
  'Sforce-Call-Options': 'client=lockstep',
  'Sforce-Auto-Assign': 'FALSE',
  'Sforce-Duplicate-Rule-Header': 'allowSave=false',
}
const side = 'salesforce' as const

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

type Body = { readonly compositeRequest: readonly { readonly body?: { readonly records?: readonly { attributes: { type: string } }[] } }[] }

describe('packing', () => {
  it('puts creates, deletes and a few guarded updates into one call', () => {
    const calls = packIntents(
      options,
      [
        intentOf({
          key: 'a',
          side,
          object: 'Lead',
          action: 'create',
          fields: { LastName: 'Lovelace', HasOptedOutOfEmail: 'true', AnnualRevenue: '12.5' },
          externalKey: '42:contact:7:1',
        }),
        intentOf({
          key: 'b',
          side,
          object: 'Lead',
          action: 'update',
          id: '00Q000000000001AAA',
          fields: { Phone: null },
          expectedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
        }),
        intentOf({ key: 'c', side, object: 'Lead', action: 'delete', id: '00Q000000000002AAA' }),
        intentOf({
          key: 'd',
          side,
          object: 'Account',
          action: 'create',
          fields: { Name: 'A' },
          recordType: 'Partner',
          assignmentRules: true,
        }),
      ],
      { Lead: 'Lockstep_Key__c' },
    )
    expect(calls).toEqual([
      {
        system: 'salesforce',
        kind: 'composite',
        method: 'POST',
        path: '/services/data/v64.0/composite',
        body: {
          allOrNone: false,
          collateSubrequests: false,
          compositeRequest: [
            {
              method: 'POST',
              url: '/services/data/v64.0/composite/sobjects',
              httpHeaders: plain,
              body: {
                allOrNone: false,
                records: [
                  {
                    attributes: { type: 'Lead' },
                    LastName: 'Lovelace',
                    HasOptedOutOfEmail: true,
                    AnnualRevenue: 12.5,
                    Lockstep_Key__c: '42:contact:7:1',
                  },
                ],
              },
              referenceId: 'r0',
            },
            {
              method: 'POST',
              url: '/services/data/v64.0/composite/sobjects',
              httpHeaders: { ...plain, 'Sforce-Auto-Assign': 'TRUE' },
              body: { allOrNone: false, records: [{ attributes: { type: 'Account' }, Name: 'A', RecordTypeId: '012000000000001AAA' }] },
              referenceId: 'r1',
            },
            {
              method: 'DELETE',
              url: '/services/data/v64.0/composite/sobjects?ids=00Q000000000002AAA&allOrNone=false',
              httpHeaders: plain,
              referenceId: 'r2',
            },
            {
              method: 'PATCH',
              url: '/services/data/v64.0/sobjects/Lead/00Q000000000001AAA',
              httpHeaders: { ...plain, 'If-Unmodified-Since': 'Fri, 02 Jan 2026 03:04:05 GMT' },
              body: { Phone: null },
              referenceId: 'r3',
            },
          ],
        },
        intents: ['a', 'd', 'c', 'b'],
      },
    ])
  })

  it('keeps the limits, loses no intent and costs just the minimum', () => {
    const kinds = fc.constantFrom('Lead:create', 'Contact:create', 'Lead:update', 'Contact:update', 'Lead:delete')
    const amounts = fc.oneof(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 700 }))
    const many = fc.array(fc.tuple(kinds, amounts), { maxLength: 6 })
    fc.assert(
      fc.property(many, (drawn) => {
        const intents: Intent[] = []
        const writes: Record<string, number> = {}
        for (const [kind, amount] of drawn) {
          const [object = '', action] = kind.split(':')
          writes[kind] = (writes[kind] ?? 0) + amount
          for (let n = 0; n < amount; n += 1) {
            const key = `k${intents.length}`
            intents.push(intentOf({ key, side, object, action: action as 'create', ...(action === 'create' ? {} : { id: `id${key}` }) }))
          }
        }
        const calls = packIntents(options, intents, {})
        expect(calls.flatMap((call) => call.intents).sort()).toEqual(intents.map((intent) => intent.key).sort())
        for (const call of calls) {
          const { compositeRequest } = call.body as Body
          expect(compositeRequest.length).toBeLessThanOrEqual(writeLimits.subs)
          expect(compositeRequest.filter(({ body }) => body?.records !== undefined).length).toBeLessThanOrEqual(writeLimits.collections)
          for (const { body } of compositeRequest) expect(body?.records?.length ?? 0).toBeLessThanOrEqual(writeLimits.rows)
        }
        expect(calls.length).toBe(minimumCalls({ ...noWork, writes }).write)
      }),
      { numRuns: 200 },
    )
  })

  it('starts a new collection after ten runs of types, and for a record named twice', () => {
    const objects = Array.from({ length: 12 }, (_, n) => `Custom${String(n).padStart(2, '0')}__c`)
    const mixed = objects.map((object, n) => intentOf({ key: `k${n}`, side, object, action: 'create' }))
    const runs = (packIntents(options, mixed, {})[0]!.body as Body).compositeRequest.map((sub) => sub.body?.records?.length)
    expect(runs).toEqual([10, 2])
    const twice = ['a', 'b'].map((key) => intentOf({ key, side, object: 'Lead', action: 'update', id: 'same' }))
    expect((packIntents(options, twice, {})[0]!.body as Body).compositeRequest.map((sub) => sub.body?.records?.length)).toEqual([1, 1])
  })

  it('halves collections when asked to', () => {
    const intents = Array.from({ length: 150 }, (_, n) => intentOf({ key: `k${n}`, side, object: 'Lead', action: 'create' }))
    const [call] = packIntents({ ...options, rows: 100 }, intents, {})
    expect((call!.body as Body).compositeRequest.map((sub) => sub.body?.records?.length)).toEqual([100, 50])
  })
})

describe('the minimum', () => {
  it('is what `engine.md` counts for the first sync of the example', () => {
    const reads = { Lead: 3_000, Contact: 2_500, Opportunity: 800, OpportunityContactRole: 800 }
    const writes = { 'Lead:create': 1_500, 'Lead:update': 700, 'Contact:update': 500 }
    expect(minimumCalls({ ...noWork, reads, writes })).toEqual({ read: 3, write: 3 })
  })

  it('is one call when nothing changed', () => {
    expect(minimumCalls({ ...noWork, reads: { Lead: 0, Contact: 0 } })).toEqual({ read: 1, write: 0 })
  })

  it('is ten calls for 10,000 updates', () => {
    expect(minimumCalls({ ...noWork, writes: { 'Lead:update': 10_000 } })).toEqual({ read: 0, write: 10 })
  })
})
