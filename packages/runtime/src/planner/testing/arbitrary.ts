/** Generated policies, records and edits for the planner's laws. */
import type { CompiledMapping, CompiledPolicy, CompiledTable } from '@lockstep/dsl'
import fc from 'fast-check'
import type { Wire } from '../../model'
import { equals, isKnown, map, policy, property, STAGES, text } from './policy'
import type { Edit } from './simulate'

export const NAMES = ['a', 'b', 'c', 'd'] as const
const TABLE: CompiledTable = {
  name: 'table',
  rows: [
    { hubspot: ['x'], salesforce: ['X'], direction: 'both' },
    { hubspot: ['y'], salesforce: ['Y'], direction: 'both' },
    { hubspot: ['z'], salesforce: ['Y'], direction: 'to-salesforce' },
  ],
  toSalesforce: { kind: 'error' },
  toHubspot: { kind: 'error' },
}

const arrow = fc.constantFrom('<->', '<->', '->', '<-', 'sf!', 'hs!', 'off')

const mappingFor = (name: string): fc.Arbitrary<CompiledMapping> =>
  fc
    .record({
      arrow,
      default: fc.constantFrom(undefined, undefined, 'dflt'),
      when: fc.constantFrom(undefined, undefined, undefined, 'hubspot', 'salesforce'),
      sticky: fc.constantFrom(undefined, undefined, undefined, 'x'),
      table: fc.boolean(),
      isStrict: fc.constantFrom(false, false, true),
      required: fc.constantFrom(false, false, false, true),
    })
    .map(({ arrow, default: standIn, when, sticky, table, isStrict, required }) =>
      map(`${name} ${arrow} ${name.toUpperCase()}`, {
        ...(standIn === undefined || table || sticky !== undefined ? {} : { default: standIn }),
        ...(when === undefined ? {} : { when: isKnown(property(when as 'hubspot' | 'salesforce', when === 'hubspot' ? 'gate' : 'GATE')) }),
        ...(sticky === undefined || table ? {} : { sticky: { value: sticky, evenWhenPaused: false } }),
        ...(table ? { conversion: { kind: 'table' as const, table: 'table' } } : {}),
        ...(isStrict ? { s: { required: true } } : {}),
        required,
      }),
    )

const chained: readonly CompiledMapping[] = [
  map('joined <- *', {
    conversion: {
      kind: 'expression',
      expr: { kind: 'binary', op: '+', left: property('salesforce', 'A'), right: text('!'), type: 'text' },
    },
  }),
]

/** Policies with a mapping a property, a lifecycle stage, and sometimes an expression over a mapped field. */
export const policies: fc.Arbitrary<CompiledPolicy> = fc
  .record({
    mappings: fc.tuple(...NAMES.map(mappingFor)),
    isChained: fc.boolean(),
    stage: fc.constantFrom('<->', '<-', 'sf!'),
    conflicts: fc.constantFrom(
      { first: 'newest', then: 'salesforce' } as const,
      { first: 'newest', then: 'hubspot' } as const,
      { first: 'hubspot', then: 'hubspot' } as const,
    ),
    include: fc.constantFrom(undefined, undefined, 'gate'),
  })
  .map(({ mappings, isChained, stage, conflicts, include }) =>
    policy({
      // The expression stands before what it reads, so that one pass is not enough.
      mappings: [...(isChained ? chained : []), ...mappings, map(`lifecyclestage ${stage} STAGE`)],
      tables: [TABLE],
      sync: { conflicts },
      lifecycle: {},
      ...(include === undefined ? {} : { lead: { include: equals(property('salesforce', 'INSIDE'), text('yes')) } }),
    }),
  )

const value: fc.Arbitrary<Wire> = fc.constantFrom(null, 'x', 'y', 'z', 'X', 'Y', 'q', 'dflt')
const gate: fc.Arbitrary<Wire> = fc.constantFrom(null, 'on')
const stage: fc.Arbitrary<Wire> = fc.constantFrom(null, ...STAGES, 'partner')
const inside: fc.Arbitrary<Wire> = fc.constantFrom('yes', 'yes', 'no')

export const hubspotValues = fc.record({ a: value, b: value, c: value, d: value, gate, lifecyclestage: stage, joined: value })
export const salesforceValues = fc.record({ A: value, B: value, C: value, D: value, GATE: gate, STAGE: stage, INSIDE: inside })

const second = fc.integer({ min: 0, max: 3000 })
const hubspotEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ side: fc.constant('hubspot' as const), name: fc.constantFrom<string>(...NAMES, 'joined'), value, second }),
  fc.record({ side: fc.constant('hubspot' as const), name: fc.constant('lifecyclestage'), value: stage, second }),
  fc.record({ side: fc.constant('hubspot' as const), name: fc.constant('gate'), value: gate, second }),
)
const salesforceEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ side: fc.constant('salesforce' as const), name: fc.constantFrom<string>('A', 'B', 'C', 'D'), value, second }),
  fc.record({ side: fc.constant('salesforce' as const), name: fc.constant('STAGE'), value: stage, second }),
  fc.record({ side: fc.constant('salesforce' as const), name: fc.constant('GATE'), value: gate, second }),
  fc.record({ side: fc.constant('salesforce' as const), name: fc.constant('INSIDE'), value: inside, second }),
)

/** What people do between two polls: at most one edit a property. */
export const editsOfOnePoll: fc.Arbitrary<readonly Edit[]> = fc.uniqueArray(fc.oneof(hubspotEdit, salesforceEdit), {
  selector: (edit) => `${edit.side}.${edit.name}`,
  maxLength: 6,
})
