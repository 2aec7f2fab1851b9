/** Deleted records in whose place others of the same match key were made: which one takes over the link, and what becomes of its values. */
import { describe, expect, it } from 'vitest'
import type { Candidate, Link, Snapshot } from '../model'
import { map, policy } from './testing/policy'
import { at, contact, lead, link, pair, person, planOne, short } from './testing/world'

const mappings = [
  map('email <-> Email'),
  map('phone <-> Phone'),
  map('city <-> City', { objects: ['Lead'] }),
  map('title <-> Title', { objects: ['Contact'] }),
]
const base = { 'email-Email': pair('ada@example.com', 'ada@example.com'), 'phone-Phone': pair('1', '1'), 'city-City': pair('Bonn', 'Bonn') }
const ada = contact({ email: 'ada@example.com', phone: '1', city: 'Bonn', title: null })
const gone = lead({ Email: 'ada@example.com', Phone: '1', City: 'Bonn' }, { deleted: true, at: at('10:30') })
const made = (values: Readonly<Record<string, string | null>>, more: Partial<Snapshot> = {}): Snapshot =>
  lead({ Email: 'ada@example.com', Phone: null, City: null, ...values }, { id: '00Q2', createdAt: at('10:40'), ...more })
const candidate = (snapshot: Snapshot, more: Partial<Candidate> = {}): Candidate => ({ snapshot, match: 'match email', ...more })
const lost = (replacements: readonly Candidate[], more: Partial<Link> = {}): Link =>
  link({ hubspot: ada, salesforce: gone, base, included: { hubspot: true, salesforce: true }, replacements, ...more })

const onDelete = 'delete'
const deleting = policy({ mappings, lead: { onDelete }, contact: { onDelete }, hubspot: { onDelete } })
const since = { deleteRulesSince: { 'Lead on delete': at('00:00'), 'hubspot on delete': at('00:00') } }
const carried = { intents: [{ 'delete contact 101': {} }], state: ['dead: deleted'], problems: [] }
const movedTo = (result: ReturnType<typeof planOne>) => result.updates.map(({ attach }) => attach?.salesforce?.id ?? attach?.hubspot?.id)

describe('a delete whose record another one takes the place of', () => {
  it('waits until its side was searched', () => {
    expect(planOne(deleting, lost([], { isUnsearched: true }), since)).toEqual({
      intents: [],
      decisions: [],
      updates: [],
      problems: [],
      wants: [{ link: 'L1', side: 'salesforce', object: 'Lead', id: '00Q1', history: [], replacements: true }],
    })
    expect(short(planOne(deleting, lost([]), since))).toMatchObject(carried)
  })
  it('moves the link, fills what the new record leaves blank, and takes over what it says otherwise', () => {
    const result = planOne(deleting, lost([candidate(made({ Phone: '2' }))]), since)
    expect(short(result)).toEqual({
      intents: [{ 'update contact 101': { phone: '2' } }, { 'update Lead 00Q2': { City: 'Bonn' } }],
      decisions: ['link', 'update salesforce', 'update hubspot'],
      problems: [],
      state: ['linked'],
      base: [{ 'phone-Phone': pair('2', '2'), 'city-City': pair('Bonn', 'Bonn') }],
      wants: [],
    })
    expect(result.updates[0]).toMatchObject({ attach: { salesforce: { id: '00Q2' } }, unmet: ['city-City'], again: true })
    expect(result.decisions[0]).toEqual({
      link: 'L1',
      kind: 'link',
      rule: 'match email',
      winner: 'neither',
      reason: 'Lead 00Q1 was deleted and Lead 00Q2 has the same match key, so the link moves there',
    })
  })
  it.each([
    [
      'a lead by a contact that was made by hand',
      lost([candidate(person({ Email: 'ada@example.com', Phone: '1', Title: 'Countess' }))]),
      '0031',
    ],
    [
      'a contact by one that was imported again',
      lost([candidate(contact({ email: 'ada@example.com', phone: '1', city: 'Bonn', title: null }, { id: '202' }))], {
        hubspot: { ...ada, deleted: true, at: at('10:30') },
        salesforce: { ...gone, deleted: false },
      }),
      '202',
    ],
    ['what a merge left, under `on merge delete`', lost([candidate(made({}))], { salesforce: { ...gone, mergedInto: '00Q2' } }), '00Q2'],
    ['a record of a paused link', lost([candidate(made({}))], { state: 'paused', included: { hubspot: true, salesforce: false } }), '00Q2'],
  ])('%s is replaced', (_name, one, id) => {
    const strict = policy({ mappings, lead: { onDelete, onMerge: 'delete' }, contact: { onDelete }, hubspot: { onDelete } })
    const result = planOne(strict, one, since)
    expect([movedTo(result), result.intents.filter(({ action }) => action !== 'update'), result.problems]).toEqual([[id], [], []])
  })
  it.each(['unlink', 'ignore'] as const)('moves the link under `on delete %s` too', (action) => {
    expect(movedTo(planOne(policy({ mappings, lead: { onDelete: action } }), lost([candidate(made({}))]), since))).toEqual(['00Q2'])
  })
  it('takes the record that `prefer` puts first', () => {
    const newest = policy({ mappings, lead: { onDelete }, sync: { prefer: [{ kind: 'newest' }] } })
    const twins = [candidate(made({})), candidate(made({}, { id: '00Q3', createdAt: at('10:50') }))]
    expect(movedTo(planOne(newest, lost(twins), since))).toEqual(['00Q3'])
  })
  it.each([
    ['is linked elsewhere', [candidate(made({}), { linkedTo: 'L9' })], 'other: successor-linked'],
    ['is one of several', [candidate(made({})), candidate(made({}, { id: '00Q3' }))], 'other: several-successors'],
  ])('is not carried where that record %s', (_name, replacements, problem) => {
    expect(short(planOne(deleting, lost(replacements), since))).toMatchObject({
      intents: [],
      problems: [problem],
      state: ['dead: deleted'],
    })
  })
  it.each([
    ['is deleted too', { deleted: true }],
    ['was merged', { mergedInto: '00Q9' }],
    ['was converted', { convertedTo: '0039' }],
    ['is hidden', { hidden: true }],
  ])('is carried where that record %s', (_name, more) => {
    expect(short(planOne(deleting, lost([candidate(made({}, more))]), since))).toMatchObject(carried)
  })
  it('is carried to the counterpart that a merge left over where the winner holds the key and has a link', () => {
    const strict = policy({ mappings, lead: { onDelete, onMerge: 'delete' } })
    const one = lost([candidate(made({}), { linkedTo: 'L9' })], { salesforce: { ...gone, mergedInto: '00Q2' } })
    expect(short(planOne(strict, one, since))).toMatchObject({ intents: [{ 'delete contact 101': {} }], state: ['dead: merged'] })
  })
})
