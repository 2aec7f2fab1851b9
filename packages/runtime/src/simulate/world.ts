/** One simulated world: both systems in memory, a clock of its own, and the engine on a store in memory. */
import type { Catalog, CompiledPolicy, DynamicTables } from '@lockstep/dsl'
import { openEngine } from '../engine'
import type { Engine } from '../engine-contract'
import type { SideName } from '../model'
import { ownerTables } from '../pipeline/owner-tables'
import type { Plan } from '../planner/contract'
import { createMeter } from '../quota/meter'
import { openMemoryStore } from '../store/memory/memory-store'
import type { OpenStore } from '../store/store'
import { MemoryConnector } from './memory-connector'
import { MemoryCrm } from './memory-crm'
import { peopleOf } from './people'
import { hubspotSchema, keyFields, lookupIn, salesforceSchema } from './schema'
import { VirtualClock } from './virtual-clock'

/** What all worlds of one policy share; made once. */
export type Setting = {
  readonly policy: CompiledPolicy
  readonly catalog: Catalog
  readonly hubspot: ReturnType<typeof hubspotSchema>
  readonly salesforce: ReturnType<typeof salesforceSchema>
  readonly lookup: ReturnType<typeof lookupIn>
  readonly people: ReturnType<typeof peopleOf>
}

/** Reads the catalog once for many worlds. */
export const settingOf = (policy: CompiledPolicy, catalog: Catalog): Setting => ({
  policy,
  catalog,
  hubspot: hubspotSchema(catalog),
  salesforce: salesforceSchema(catalog),
  lookup: lookupIn(catalog),
  people: peopleOf(catalog),
})

/** The owners of every world of a setting. */
export const tablesOf = ({ people }: Setting): DynamicTables =>
  ownerTables({ hubspot: { people: people.hubspot }, salesforce: { people: people.salesforce } })

export type World = {
  readonly setting: Setting
  readonly clock: VirtualClock
  readonly crms: Readonly<Record<SideName, MemoryCrm>>
  readonly connectors: Readonly<Record<SideName, MemoryConnector>>
  readonly store: OpenStore
  /** Opened after the givens, so that the policy is deployed on a world that stands. */
  openEngine(): Promise<Engine>
}

const random = (): number => 0.5

/** An empty world. Throws nothing; `openEngine` throws `policy` for what the engine does not carry out. */
export const openWorld = (setting: Setting, plan: Plan): World => {
  const { policy, hubspot, salesforce, people, lookup } = setting
  const clock = new VirtualClock()
  const now = (): number => clock.now()
  const crms = {
    hubspot: new MemoryCrm({ side: 'hubspot', now, ...hubspot }),
    salesforce: new MemoryCrm({ side: 'salesforce', now, ...salesforce }),
  }
  crms.hubspot.rule = hubspot.rule
  crms.salesforce.rule = salesforce.rule
  const meter = createMeter({ clock })
  const connectors = {
    hubspot: new MemoryConnector(crms.hubspot, { meter, keyField: keyFields.hubspot, people: people.hubspot }),
    salesforce: new MemoryConnector(crms.salesforce, { meter, keyField: keyFields.salesforce, people: people.salesforce, lookup }),
  }
  const store = openMemoryStore()
  return {
    setting,
    clock,
    crms,
    connectors,
    store,
    openEngine: () => openEngine({ policy, connectors, database: { kind: 'open', store }, clock, random, meter, plan }),
  }
}
