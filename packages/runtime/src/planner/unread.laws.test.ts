/** What was not read decides nothing, on generated policies, records and edits: no value is written for it, and nothing else is decided otherwise. */
import type { CompiledMapping, CompiledPolicy } from '@lockstep/dsl'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Link, SideName, Snapshot } from '../model'
import { editsOfOnePoll, hubspotValues, policies, salesforceValues } from './testing/arbitrary'
import { edited, settle } from './testing/simulate'
import { at, contact, lead, link } from './testing/world'

const names = {
  hubspot: ['a', 'b', 'c', 'd', 'gate', 'lifecyclestage', 'joined'],
  salesforce: ['A', 'B', 'C', 'D', 'GATE', 'STAGE', 'INSIDE'],
} as const

type Unread = Readonly<Record<SideName, readonly string[]>>

const unreads: fc.Arbitrary<Unread> = fc.record({
  hubspot: fc.subarray([...names.hubspot], { maxLength: 3 }),
  salesforce: fc.subarray([...names.salesforce], { maxLength: 3 }),
})

const hide = (snapshot: Snapshot | undefined, unread: Unread): Snapshot | undefined => {
  if (snapshot === undefined) return undefined
  const hidden = unread[snapshot.side]
  const values = Object.fromEntries(Object.entries(snapshot.values).filter(([name]) => !hidden.includes(name)))
  return { ...snapshot, values, ...(hidden.length === 0 ? {} : { unread: hidden }) }
}

/** The link as the planner is shown it where these properties were not read, now and before. */
const without = (whole: Link, unread: Unread): Link => {
  const { hubspot, salesforce, before, ...rest } = whole
  const pairOf = (pair: Link['before']) => ({
    ...(pair?.hubspot && { hubspot: hide(pair.hubspot, unread)! }),
    ...(pair?.salesforce && { salesforce: hide(pair.salesforce, unread)! }),
  })
  return {
    ...rest,
    ...pairOf({ ...(hubspot && { hubspot }), ...(salesforce && { salesforce }) }),
    ...(before && { before: pairOf(before) }),
  }
}

/** Whether a mapping reads or writes something of these, also by its condition or its expression. */
const concerns = (mapping: CompiledMapping, unread: Unread): boolean => {
  const text = JSON.stringify([mapping.when, mapping.conversion])
  const reads = (side: SideName, name: string): boolean =>
    (side === 'hubspot' ? mapping.hubspot?.name : mapping.salesforce['Lead']?.name) === name ||
    text.includes(JSON.stringify({ side, name }).slice(1, -1))
  return (['hubspot', 'salesforce'] as const).some((side) => unread[side].some((name) => reads(side, name)))
}

/** Whether a mapping is planned as ever: the expression reads what the mapping of `a` writes. */
const isUntouched = (mapping: CompiledMapping, mappings: readonly CompiledMapping[], unread: Unread): boolean =>
  !concerns(mapping, unread) && (mapping.id !== 'joined-*' || mappings.every((each) => each.id !== 'a-A' || !concerns(each, unread)))

const ends = (mapping: CompiledMapping) => ({ hubspot: mapping.hubspot?.name, salesforce: mapping.salesforce['Lead']?.name })

const worlds = fc.record({
  policy: policies,
  h: hubspotValues,
  s: salesforceValues,
  edits: editsOfOnePoll,
  isMet: fc.boolean(),
  unread: unreads,
})

const asked = (
  policy: CompiledPolicy,
  h: Readonly<Record<string, string | null>>,
  s: typeof h,
  isMet: boolean,
  edits: Parameters<typeof edited>[1],
): Link => {
  const start = link({
    hubspot: contact(h, { at: at('00:10'), readAt: at('00:20') }),
    salesforce: lead(s, { at: at('00:10'), readAt: at('00:20') }),
  })
  return isMet ? edited(settle(policy, start, at('00:30')).link, edits, 1) : start
}

const pairOf = (held: Link['base'][string] | undefined) => (held === undefined || held === 'none' ? undefined : { h: held.h, s: held.s })

it('writes, clears and agrees on nothing that hangs on what was not read', () => {
  fc.assert(
    fc.property(worlds, ({ policy, h, s, edits, isMet, unread }) => {
      const before = without(asked(policy, h, s, isMet, edits), unread)
      const { link: after, intents } = settle(policy, before, at('02:00'))
      const concerned = (policy.syncs[0]?.mappings ?? []).filter((mapping) => concerns(mapping, unread))
      const written = intents.flat().flatMap((intent) => Object.keys(intent.fields).map((name) => `${intent.side}.${name}`))
      expect(
        written.filter((name) =>
          concerned.some((mapping) => [`hubspot.${ends(mapping).hubspot}`, `salesforce.${ends(mapping).salesforce}`].includes(name)),
        ),
      ).toEqual([])
      for (const { id } of concerned) expect([id, pairOf(after.base[id])]).toEqual([id, pairOf(before.base[id])])
      const isUnknown = unread.salesforce.includes('INSIDE') && policy.syncs[0]?.fromSalesforce['Lead']?.include !== undefined
      if (isUnknown) expect({ written, state: after.state }).toEqual({ written: [], state: before.state })
    }),
    { numRuns: 1500 },
  )
})

it('decides of all else what it decides where everything was read', () => {
  fc.assert(
    fc.property(worlds, ({ policy, h, s, edits, isMet, unread }) => {
      const mappings = policy.syncs[0]?.mappings ?? []
      // An include that is not known, or a required mapping that fails, decides for the whole record.
      const isWhole = policy.syncs[0]?.fromSalesforce['Lead']?.include !== undefined && unread.salesforce.includes('INSIDE')
      fc.pre(!isWhole && !mappings.some((mapping) => mapping.required))
      const whole = asked(policy, h, s, isMet, edits)
      const one = settle(policy, whole, at('02:00')).link
      const other = settle(policy, without(whole, unread), at('02:00')).link
      expect(other.state).toEqual(one.state)
      for (const mapping of mappings.filter((each) => isUntouched(each, mappings, unread))) {
        const told = (held: Link) => ({
          id: mapping.id,
          hubspot: held.hubspot?.values[ends(mapping).hubspot ?? ''],
          salesforce: held.salesforce?.values[ends(mapping).salesforce ?? ''],
          base: held.base[mapping.id],
        })
        expect(told(other)).toEqual(told(one))
      }
    }),
    { numRuns: 1500 },
  )
})
