/** Deletes, restores, merges and conversions, by the ids of `parity.md`. */
import { describe, expect, it } from 'vitest'
import type { Link, Snapshot } from '../model'
import { map, policy } from './testing/policy'
import { at, contact, lead, link, pair, person, planOne, short, written } from './testing/world'

const mappings = [
  map('email <-> Email'),
  map('phone <-> Phone'),
  map('city <-> City', { objects: ['Lead'] }),
  map('title <-> Title', { objects: ['Contact'] }),
]
const base = { 'email-Email': pair('ada@example.com', 'ada@example.com'), 'phone-Phone': pair('1', '1'), 'city-City': pair('Bonn', 'Bonn') }
const ada = contact({ email: 'ada@example.com', phone: '1', city: 'Bonn', title: null })
const adaLead = lead({ Email: 'ada@example.com', Phone: '1', City: 'Bonn' })
const adaPerson = person({ Email: 'ada@example.com', Phone: '1', Title: 'Countess' })
const gone = (snapshot: Snapshot, time = '10:30'): Snapshot => ({ ...snapshot, deleted: true, at: at(time) })
const both = (more: Partial<Link> = {}) =>
  link({ hubspot: ada, salesforce: adaLead, base, included: { hubspot: true, salesforce: true }, ...more })

const deleting = policy({ mappings, lead: { onDelete: 'delete' }, hubspot: { onDelete: 'delete' } })
const since = { deleteRulesSince: { 'Lead on delete': at('00:00'), 'hubspot on delete': at('00:00') } }

describe('a delete', () => {
  it('DEL-01 is carried where the rule says delete', () => {
    const result = planOne(deleting, both({ salesforce: gone(adaLead) }), since)
    expect(result.intents).toEqual([
      {
        key: expect.stringMatching(/^L1:hubspot:contact:delete:0:[0-9a-f]{14}$/),
        link: 'L1',
        side: 'hubspot',
        object: 'contact',
        id: '101',
        action: 'delete',
        fields: {},
        rule: 'Lead on delete',
        reason: 'the Salesforce record was deleted, and the policy carries the delete',
        expectedAt: at('10:00'),
      },
    ])
    expect(result.updates).toEqual([{ link: 'L1', state: 'dead', cause: 'deleted', base: {}, generation: 1 }])
  })
  it('is carried from HubSpot alike', () => {
    expect(short(planOne(deleting, both({ hubspot: gone(ada) }), since))).toMatchObject({
      intents: [{ 'delete Lead 00Q1': {} }],
      state: ['dead: deleted'],
    })
  })
  it.each([
    ['DEL-02 is left where the rule says ignore', policy({ mappings }), 'dead: deleted', 'ignore'],
    ['unlinks where the rule says so', policy({ mappings, lead: { onDelete: 'unlink' } }), 'dead: unlinked', 'unlink'],
    ['DEL-04 is left where the policy says nothing', policy({ mappings, lead: 'absent' }), 'dead: deleted', 'ignore'],
  ] as const)('%s', (_name, rules, state, decision) => {
    expect(short(planOne(rules, both({ salesforce: gone(adaLead) }), since))).toEqual({
      intents: [],
      decisions: [decision],
      problems: [],
      state: [state],
      base: [{}],
      wants: [],
    })
  })
  it.each([
    ['before the rule was deployed', { 'Lead on delete': at('10:31') }],
    ['of a rule that nobody says is deployed', {}],
  ])('DEL-03 %s is not replayed', (_name, deleteRulesSince) => {
    expect(short(planOne(deleting, both({ salesforce: gone(adaLead) }), { deleteRulesSince }))).toMatchObject({
      intents: [],
      decisions: ['ignore'],
      state: ['dead: deleted'],
    })
  })
  it.each([
    ['a newer edit', '10:40', [], ['other: delete-loses']],
    ['an edit of the same second', '10:30', [], ['other: delete-loses']],
    ['an older edit', '10:20', [{ 'delete contact 101': {} }], []],
  ] as const)('against %s on the other side', (_name, time, intents, problems) => {
    const edited = { ...ada, values: { ...ada.values, phone: '2' }, at: at(time) }
    expect(short(planOne(deleting, both({ hubspot: edited, salesforce: gone(adaLead) }), since))).toMatchObject({
      intents,
      problems,
      state: ['dead: deleted'],
    })
  })
  it('does not lose to a later change of something unmapped', () => {
    const touched = { ...ada, values: { ...ada.values, fax: '9' }, at: at('10:40') }
    expect(short(planOne(deleting, both({ hubspot: touched, salesforce: gone(adaLead) }), since)).intents).toEqual([
      { 'delete contact 101': {} },
    ])
  })
  it.each([
    ['a paused link', both({ state: 'paused', salesforce: gone(adaLead), included: { hubspot: false, salesforce: true } })],
    ['a link whose record is hidden', both({ hubspot: { ...ada, hidden: true }, salesforce: gone(adaLead) })],
  ])('INC-10 of %s is never carried, and is reported', (_name, one) => {
    expect(short(planOne(deleting, one, since))).toEqual({
      intents: [],
      decisions: ['ignore'],
      problems: ['other: deleted-while-paused'],
      state: ['dead: deleted while paused'],
      base: [{}],
      wants: [],
    })
  })
  it('of both sides, or of a lone record, only ends the link', () => {
    expect(short(planOne(deleting, both({ hubspot: gone(ada), salesforce: gone(adaLead) }), since))).toMatchObject({
      intents: [],
      problems: [],
      state: ['dead: deleted'],
    })
    expect(short(planOne(deleting, link({ salesforce: gone(adaLead) }), since))).toMatchObject({
      intents: [],
      problems: [],
      state: ['dead: deleted'],
    })
  })
  it('planned again does nothing', () => {
    const dead = both({ state: 'dead', cause: 'deleted', salesforce: gone(adaLead), generation: 1 })
    expect(planOne(deleting, dead, since)).toEqual({ intents: [], decisions: [], updates: [], problems: [], wants: [] })
  })
})

describe('a restore', () => {
  it.each(['deleted', 'deleted while paused', 'unlinked'])('revives a link that died %s, and merges what was edited meanwhile', (cause) => {
    const edited = { ...ada, values: { ...ada.values, phone: '2' } }
    expect(short(planOne(deleting, both({ state: 'dead', cause, hubspot: edited }), since))).toMatchObject({
      intents: [{ 'update Lead 00Q1': { Phone: '2' } }],
      state: ['linked'],
      decisions: ['resume', 'update hubspot'],
    })
  })
  it('of one side says that the other is still deleted', () => {
    const half = both({ state: 'dead', cause: 'deleted', hubspot: gone(ada), before: { salesforce: gone(adaLead) } })
    expect(short(planOne(deleting, half, since))).toMatchObject({ intents: [], problems: ['other: counterpart-deleted'], state: [] })
  })
})

const converted = { ...adaLead, convertedTo: '0031', at: at('10:30') }
const found = [{ snapshot: adaPerson, match: '' }]

describe('a lead conversion', () => {
  it('asks for the contact where it was not given', () => {
    expect(planOne(deleting, both({ salesforce: converted }))).toEqual({
      intents: [],
      decisions: [],
      updates: [],
      problems: [],
      wants: [{ link: 'L1', side: 'salesforce', object: 'Contact', id: '0031', history: [] }],
    })
  })
  it('CNV-01 CNV-03 moves the link, keeps the base of shared mappings, and merges in the same plan', () => {
    const edited = { ...ada, values: { ...ada.values, phone: '2' } }
    const result = planOne(deleting, both({ hubspot: edited, salesforce: converted, candidates: found }))
    expect(short(result)).toEqual({
      intents: [{ 'update contact 101': { title: 'Countess' } }, { 'update Contact 0031': { Phone: '2' } }],
      decisions: ['link', 'update hubspot', 'update salesforce'],
      problems: [],
      state: ['linked'],
      base: [{ 'phone-Phone': pair('2', '2'), 'title-Title': pair('Countess', 'Countess'), 'city-City': null }],
      wants: [],
    })
    expect(result.updates[0]?.attach).toEqual({ salesforce: adaPerson })
  })
  it.each([
    ['contacts do not update', { contact: { onChange: 'ignore' } }],
    ['the policy has no `from Contact`', { contact: 'absent' }],
  ] as const)('CNV-02 ends the link with a card where %s, and revives it when that changes', (_name, blocks) => {
    const off = policy({ mappings, ...blocks })
    expect(short(planOne(off, both({ salesforce: converted, candidates: found })))).toEqual({
      intents: [],
      decisions: ['unlink'],
      problems: ['converted or merged: converted-lead'],
      state: ['dead: converted lead'],
      base: [{}],
      wants: [],
    })
    const dead = both({ state: 'dead', cause: 'converted lead', salesforce: converted, candidates: found, generation: 1 })
    expect(short(planOne(off, dead))).toMatchObject({ decisions: [], state: [] })
    expect(short(planOne(deleting, dead))).toMatchObject({ intents: [{ 'update contact 101': { title: 'Countess' } }], state: ['linked'] })
  })
  it('CNV-03 to a contact that is linked already ends the link with a card', () => {
    const taken = [{ snapshot: adaPerson, match: '', linkedTo: 'L9' }]
    expect(short(planOne(deleting, both({ salesforce: converted, candidates: taken })))).toMatchObject({
      intents: [],
      problems: ['converted or merged: contact-linked'],
      state: ['dead: converted lead'],
    })
  })
  it('CNV-04 never writes the lead', () => {
    const edited = { ...ada, values: { ...ada.values, phone: '2' } }
    for (const one of [
      both({ hubspot: edited, salesforce: converted, candidates: found }),
      link({ salesforce: converted }),
      both({ hubspot: gone(ada), salesforce: converted }),
    ])
      expect(planOne(deleting, one, since).intents.filter(({ object }) => object === 'Lead')).toEqual([])
  })
})

describe('a merge', () => {
  const loser = { ...adaLead, mergedInto: '00Q2', at: at('10:30') }
  const winner = lead({ Email: 'ada@example.com', Phone: '2', City: 'Bonn' }, { id: '00Q2' })
  it('MRG-02 moves the link to the winner, and merges in the same plan', () => {
    const result = planOne(deleting, both({ salesforce: loser, candidates: [{ snapshot: winner, match: '' }] }))
    expect(short(result)).toEqual({
      intents: [{ 'update contact 101': { phone: '2' } }],
      decisions: ['link', 'update salesforce'],
      problems: [],
      state: ['linked'],
      base: [{ 'phone-Phone': pair('2', '2') }],
      wants: [],
    })
    expect(result.updates[0]?.attach).toEqual({ salesforce: winner })
  })
  it('MRG-02 whose winner is linked already leaves the counterpart, with a card', () => {
    const one = both({ salesforce: loser, candidates: [{ snapshot: winner, match: '', linkedTo: 'L9' }] })
    expect(short(planOne(deleting, one))).toMatchObject({
      intents: [],
      decisions: ['unlink'],
      problems: ['converted or merged: merged'],
      state: ['dead: merged'],
    })
  })
  it('MRG-01 follows `on delete` where the policy says so', () => {
    const strict = policy({ mappings, lead: { onDelete: 'delete', onMerge: 'delete' } })
    expect(short(planOne(strict, both({ salesforce: loser }), since))).toMatchObject({
      intents: [{ 'delete contact 101': {} }],
      state: ['dead: merged'],
    })
  })
  it('MRG-03 in HubSpot the link follows to the new id', () => {
    const fresh = { ...ada, id: '202', absorbed: ['101', '102'] }
    const one = both({ hubspot: { ...ada, mergedInto: '202' }, candidates: [{ snapshot: fresh, match: '' }] })
    expect(planOne(deleting, one).updates).toEqual([{ link: 'L1', state: 'linked', base: {}, attach: { hubspot: fresh }, again: true }])
  })
})

describe('promises', () => {
  it('a dead link of a record merged away stays dead', () => {
    expect(written(planOne(deleting, both({ state: 'dead', cause: 'merged' })))).toEqual({})
  })
})
