/** A world for pipeline tests: people in two CRMs under one policy, with the engine on a store of choice. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { CompiledPolicy, Watch } from '@lockstep/dsl'
import { openEngine } from '../../engine'
import type { Engine, EngineOptions } from '../../engine-contract'
import { map, policy } from '../../planner/testing/policy'
import { type CallMeter, createMeter } from '../../quota/meter'
import { type Fault, MemoryConnector } from '../../simulate/memory-connector'
import { MemoryCrm, type MemoryCrmOptions } from '../../simulate/memory-crm'
import { VirtualClock } from '../../simulate/virtual-clock'

const fields = ['Email', 'FirstName', 'LastName', 'Phone']
const properties = ['email', 'firstname', 'lastname', 'phone']

const watch = (lists: readonly string[]): Watch => ({
  sync: 'contact',
  hubspot: { plural: 'contacts', properties, lists, associations: [] },
  salesforce: { Lead: { fields, related: [] }, Contact: { fields, related: [] } },
})

export type PolicyChange = Parameters<typeof policy>[0]

/** Contacts with leads and contacts, matched by email, four two-way mappings. */
export const peoplePolicy = (more: Partial<PolicyChange> = {}, lists: readonly string[] = []): CompiledPolicy => {
  const made = policy({
    mappings: [map('email <-> Email'), map('firstname <-> FirstName'), map('lastname <-> LastName'), map('phone <-> Phone')],
    lead: { onNew: [{ object: 'contact' }] },
    contact: { onNew: [{ object: 'contact' }] },
    ...more,
    sync: { prefer: [{ kind: 'object', object: 'Contact' }, { kind: 'newest' }], ...more.sync },
  })
  return { ...made, watches: [watch(lists)], hash: JSON.stringify(more) }
}

export type PeopleOptions = {
  readonly policy?: CompiledPolicy
  readonly database?: EngineOptions['database']
  readonly files?: { readonly hubspot: string; readonly salesforce: string }
  readonly probe?: EngineOptions['probe']
  readonly plan?: EngineOptions['plan']
  readonly clock?: VirtualClock
  readonly budgets?: { readonly hubspot?: number; readonly salesforce?: number }
  readonly isKeyed?: boolean
  /** What the systems fill in by themselves, per object. */
  readonly fills?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** HubSpot's deletes are not among its changes, as in polling. */
  readonly hidesDeleted?: boolean
  /** How long deletes wait, in milliseconds. */
  readonly deleteDelay?: number
}

export type People = {
  readonly engine: Engine
  readonly hubspot: MemoryCrm
  readonly salesforce: MemoryCrm
  readonly clock: VirtualClock
  readonly meter: CallMeter
  readonly faults: { readonly hubspot: Fault[]; readonly salesforce: Fault[] }
  readonly connectors: { readonly hubspot: MemoryConnector; readonly salesforce: MemoryConnector }
}

const random = (): number => 0.5

/** A CRM's log in a file, which outlives the process. */
export const logIn = (file: string): MemoryCrmOptions['log'] => ({
  lines: existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [],
  append: (line) => appendFileSync(file, `${line}\n`),
})

let openDefault: () => EngineOptions['database'] = () => ({ kind: 'memory' })

/** From here on, people of this process live in stores that `open` makes, where a test names none. */
export const useStores = (open: () => EngineOptions['database']): void => {
  openDefault = open
}

/** Both CRMs and an engine; the store is in memory unless told otherwise. */
export const openPeople = async (options: PeopleOptions = {}): Promise<People> => {
  const clock = options.clock ?? new VirtualClock()
  const now = (): number => clock.now()
  const hubspot = new MemoryCrm({
    side: 'hubspot',
    now,
    unique: { contact: ['email', 'lockstep_key'] },
    ...(options.fills === undefined ? {} : { fills: options.fills }),
    ...(options.files === undefined ? {} : { log: logIn(options.files.hubspot) }),
  })
  const salesforce = new MemoryCrm({
    side: 'salesforce',
    now,
    unique: { Lead: ['Lockstep_Key__c'], Contact: ['Lockstep_Key__c'] },
    prefix: { Lead: '00Q', Contact: '003', Opportunity: '006' },
    ...(options.fills === undefined ? {} : { fills: options.fills }),
    ...(options.files === undefined ? {} : { log: logIn(options.files.salesforce) }),
  })
  const meter = createMeter({ clock })
  const faults: People['faults'] = { hubspot: [], salesforce: [] }
  const isKeyed = options.isKeyed ?? true
  const connectors = {
    hubspot: new MemoryConnector(hubspot, {
      meter,
      faults: faults.hubspot,
      hidesDeleted: options.hidesDeleted,
      ...(isKeyed ? { keyField: 'lockstep_key' } : {}),
    }),
    salesforce: new MemoryConnector(salesforce, { meter, faults: faults.salesforce, ...(isKeyed ? { keyField: 'Lockstep_Key__c' } : {}) }),
  }
  const plain = options.policy ?? peoplePolicy()
  const engine = await openEngine({
    policy: options.budgets === undefined ? plain : { ...plain, budgets: options.budgets },
    connectors,
    database: options.database ?? openDefault(),
    clock,
    random,
    meter,
    ...(options.probe === undefined ? {} : { probe: options.probe }),
    ...(options.plan === undefined ? {} : { plan: options.plan }),
    ...(options.deleteDelay === undefined ? {} : { deleteDelay: options.deleteDelay }),
  })
  return { engine, hubspot, salesforce, clock, meter, faults, connectors }
}
