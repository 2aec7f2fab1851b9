/** What the connected users may see and write by now: compared with what the policy needs, kept between runs, and told as cards. */
import type { CompiledPolicy, End } from '@lockstep/dsl'
import type { Closed, LiveSchema } from '../connectors/connector'
import type { SideName, Snapshot, WorkspaceProblem } from '../model'
import type { ObjectRights, Rights } from '../planner/contract'
import { isIdName } from '../planner/record'
import { productName } from '../planner/side'
import { type PropertyRef, rulesOfLists, rulesOfObject, rulesOfProperty, watchedNames, watchedObjects } from './rule-reads'
import type { Setup } from './setup'

/** HubSpot's lists as an object that may be closed; Salesforce has none. */
export const listsObject = 'lists'

type Schemas = Readonly<Record<SideName, LiveSchema>>
type Table = Record<SideName, Record<string, ObjectRights>>

const sides: readonly SideName[] = ['hubspot', 'salesforce']

/** Of the ends that the policy writes: those that the catalog lets be written and the live schema does not. */
const closedEnds = (policy: CompiledPolicy, schemas: Schemas, flag: 'updateable' | 'createable'): readonly PropertyRef[] => {
  const found = new Map<string, PropertyRef>()
  const look = (side: SideName, object: string, end: End | undefined): void => {
    const live = end === undefined ? undefined : schemas[side][object]?.[end.name]
    if (end?.[flag] === true && live?.[flag] === false) found.set(`${side} ${object} ${end.name}`, { side, object, name: end.name })
  }
  for (const sync of policy.syncs)
    for (const mapping of sync.mappings) {
      if (mapping.kind === 'off') continue
      if (mapping.kind !== 'to-salesforce') look('hubspot', sync.hubspot.object, mapping.hubspot)
      if (mapping.kind !== 'to-hubspot') for (const [object, end] of Object.entries(mapping.salesforce)) look('salesforce', object, end)
    }
  return [...found.values()]
}

/** Properties that the policy reads and the live schema does not show; paths through lookups are found by reading. */
const missingProperties = (policy: CompiledPolicy, schemas: Schemas): readonly PropertyRef[] =>
  sides.flatMap((side) =>
    watchedObjects(policy, side).flatMap((object) => {
      const schema = schemas[side][object]
      if (schema === undefined) return []
      const names = watchedNames(policy, side, object).filter((name) => !name.includes('.') && !isIdName(side, name))
      return names.filter((name) => schema[name] === undefined).map((name) => ({ side, object, name }))
    }),
  )

const who = (side: SideName): string => (side === 'hubspot' ? 'the connected app' : 'the connected user')

const propertyWord = (side: SideName): string => (side === 'hubspot' ? 'property' : 'field')

/** What stays the same of every card on a property. */
const cardOf = (policy: CompiledPolicy, ref: PropertyRef): Pick<WorkspaceProblem, 'side' | 'object' | 'field' | 'rule' | 'rules'> => {
  const rules = rulesOfProperty(policy, ref)
  return { side: ref.side, object: ref.object, field: ref.name, ...withRules(rules) }
}

const withRules = (rules: readonly string[]): Pick<WorkspaceProblem, 'rule' | 'rules'> =>
  rules[0] === undefined ? {} : { rule: rules[0], rules }

const missingCard = (policy: CompiledPolicy, ref: PropertyRef): WorkspaceProblem => {
  const { side, object, name } = ref
  return {
    ...cardOf(policy, ref),
    kind: 'property mapping',
    code: 'missing-property',
    message: `${productName(side)} has no ${propertyWord(side)} \`${name}\` of ${object}, or hides it from ${who(side)}, so its rules decide nothing and both sides stay as they are`,
    cure: `restore \`${name}\` in ${productName(side)}, give ${who(side)} the right to see it, or take it out of the policy`,
  }
}

const leftOutCard = (policy: CompiledPolicy, ref: PropertyRef): WorkspaceProblem => {
  const { side, object, name } = ref
  const isPath = name.includes('.')
  return {
    ...cardOf(policy, ref),
    kind: isPath ? 'invisible' : 'permission',
    code: isPath ? 'hidden-record' : 'unread-property',
    message: isPath
      ? `${who(side)} may not see the record or field that \`${name}\` of some ${object} records leads to, so its rules decide nothing for them`
      : `${productName(side)} leaves \`${name}\` of ${object} out of its answers, so its rules decide nothing where it is left out`,
    cure: isPath
      ? `share those records with ${who(side)}, and give the right to see the field`
      : `give ${who(side)} the right to see \`${name}\`, or take it out of the policy`,
  }
}

const readOnlyCard = (policy: CompiledPolicy, ref: PropertyRef): WorkspaceProblem => {
  const { side, object, name } = ref
  return {
    ...cardOf(policy, ref),
    kind: 'permission',
    code: 'not-writable',
    message: `${who(side)} may not write \`${name}\` of ${object} in ${productName(side)}, so its values are not sent there`,
    cure: `give ${who(side)} the right to write \`${name}\`, or turn the arrow away from it`,
  }
}

const closedCard = (policy: CompiledPolicy, side: SideName, { object, why }: Closed): WorkspaceProblem => ({
  side,
  object,
  kind: 'permission',
  code: 'closed-object',
  ...withRules(object === listsObject ? rulesOfLists(policy) : rulesOfObject(policy, side, object)),
  message: `${who(side)} may not read ${object === listsObject ? 'lists' : `\`${object}\``} in ${productName(side)}: ${why}`,
  cure: `give ${who(side)} ${side === 'hubspot' ? 'the scope' : 'the right'} to read ${object === listsObject ? 'lists' : `\`${object}\``}; until then its rules decide nothing`,
})

/** What is known of rights, from set-up to set-up. Whatever a run finds is added; set-up begins anew. */
export class Sight {
  readonly missing: readonly PropertyRef[]
  private readonly notUpdateable: readonly PropertyRef[]
  private readonly notCreateable: readonly PropertyRef[]
  private readonly closed = new Map<string, { readonly side: SideName; readonly closed: Closed }>()
  private readonly leftOut = new Map<string, PropertyRef>()
  private table: Rights
  /** An answer left out what the schema was thought to have: it may have changed since. */
  isSuspect = false
  /** Its cards are written. */
  isTold = false

  constructor(
    private readonly policy: CompiledPolicy,
    schemas: Schemas,
    closed: Readonly<Record<SideName, readonly Closed[]>>,
  ) {
    this.missing = missingProperties(policy, schemas)
    this.notUpdateable = closedEnds(policy, schemas, 'updateable')
    this.notCreateable = closedEnds(policy, schemas, 'createable')
    for (const side of sides) for (const each of closed[side]) this.closed.set(`${side} ${each.object}`, { side, closed: each })
    this.table = this.tabulate()
  }

  get rights(): Rights {
    return this.table
  }

  /** Objects of a side that may not be read. */
  closedObjects(side: SideName): readonly string[] {
    return [...this.closed.values()].flatMap((each) => (each.side === side ? [each.closed.object] : []))
  }

  /** Notes that an object may not be read; true where that is news. */
  close(side: SideName, closed: Closed): boolean {
    const name = `${side} ${closed.object}`
    if (this.closed.has(name)) return false
    this.closed.set(name, { side, closed })
    this.isTold = false
    this.table = this.tabulate()
    return true
  }

  /** Notes what an answer left out. What nothing known explains makes the schema suspect, but for paths, which hang on single records. */
  notice({ side, object, unread = [] }: Pick<Snapshot, 'side' | 'object' | 'unread'>): void {
    for (const name of unread) {
      const key = `${side} ${object} ${name}`
      if (this.leftOut.has(key) || this.isExplained(side, object, name)) continue
      this.leftOut.set(key, { side, object, name })
      this.isTold = false
      this.isSuspect ||= !name.includes('.')
    }
  }

  /** Goes on from an earlier look: what a run has met since stays known. */
  takeOver(earlier: Sight): this {
    for (const { side, closed } of earlier.closed.values()) this.close(side, closed)
    for (const { side, object, name } of earlier.leftOut.values()) this.notice({ side, object, unread: [name] })
    this.isSuspect = false
    return this
  }

  /** A refusal hints that the schema changed. */
  suspect(): void {
    this.isSuspect = true
  }

  private isExplained(side: SideName, object: string, name: string): boolean {
    return this.missing.some((each) => each.side === side && each.object === object && each.name === name)
  }

  /** Every card, one a property or object. */
  problems(): readonly WorkspaceProblem[] {
    const leftOut = [...this.leftOut.values()].filter(({ side, object, name }) => !this.isExplained(side, object, name))
    const readOnly = new Map([...this.notUpdateable, ...this.notCreateable].map((ref) => [JSON.stringify(ref), ref]))
    return [
      ...[...this.closed.values()].map(({ side, closed }) => closedCard(this.policy, side, closed)),
      ...this.missing.map((ref) => missingCard(this.policy, ref)),
      ...leftOut.map((ref) => leftOutCard(this.policy, ref)),
      ...[...readOnly.values()].map((ref) => readOnlyCard(this.policy, ref)),
    ]
  }

  private tabulate(): Rights {
    const table: Table = { hubspot: {}, salesforce: {} }
    const add = (refs: readonly PropertyRef[], kind: 'unread' | 'notUpdateable' | 'notCreateable'): void => {
      for (const { side, object, name } of refs) {
        const known = table[side][object] ?? {}
        table[side][object] = { ...known, [kind]: [...(known[kind] ?? []), name] }
      }
    }
    add(this.missing, 'unread')
    add(this.notUpdateable, 'notUpdateable')
    add(this.notCreateable, 'notCreateable')
    for (const { side, closed } of this.closed.values()) {
      const { object } = closed
      table[side][object] = { ...table[side][object], unread: watchedNames(this.policy, side, object), isClosed: true }
    }
    return table
  }
}

/** What set-up found, compared with the policy. */
export const sightOf = (policy: CompiledPolicy, { hubspot, salesforce }: Setup): Sight =>
  new Sight(
    policy,
    { hubspot: hubspot.schema, salesforce: salesforce.schema },
    { hubspot: hubspot.closed ?? [], salesforce: salesforce.closed ?? [] },
  )
