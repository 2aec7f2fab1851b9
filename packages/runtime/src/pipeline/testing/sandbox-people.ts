/** A world for tests over HTTP: an empty sandbox, both real connectors, an engine on a store in memory, and hands to play the people. */
import type { CompiledPolicy, Watch } from '@lockstep/dsl'
import { startWorld } from '../../connectors/testing/world'
import { openEngine } from '../../engine'
import type { Engine, EngineOptions } from '../../engine-contract'
import { EMAIL, map, policy } from '../../planner/testing/policy'
import type { SyncReport } from '../../reports'

const required = { required: true } as const
const properties = ['company', 'email', 'firstname', 'lastname', 'lifecyclestage', 'phone']
const fields = ['Email', 'FirstName', 'LastName', 'Phone']

const watches: readonly Watch[] = [
  {
    sync: 'contact',
    hubspot: {
      plural: 'contacts',
      properties,
      lists: [],
      associations: [{ to: 'company', plural: 'companies', properties: ['lifecyclestage'] }],
    },
    salesforce: { Lead: { fields: [...fields, 'Company'], related: [] }, Contact: { fields, related: [] } },
    opportunities: ['IsClosed', 'IsWon'],
  },
]

type PolicyChange = Partial<Parameters<typeof policy>[0]>

/** Contacts with leads and contacts, matched by email, as real systems demand it: leads have a company and a last name. */
export const sandboxPolicy = (more: PolicyChange = {}, hash = 'test'): CompiledPolicy => ({
  ...policy({
    mappings: [
      map('email <-> Email', { h: EMAIL, s: EMAIL }),
      map('firstname <-> FirstName'),
      map('lastname <-> LastName', { s: required }),
      map('phone <-> Phone'),
      map('company -> Company', { objects: ['Lead'], default: 'Unknown', s: required }),
    ],
    lead: { onNew: [{ object: 'contact' }] },
    contact: { onNew: [{ object: 'contact' }] },
    ...more,
    sync: { prefer: [{ kind: 'object', object: 'Contact' }, { kind: 'newest' }], ...more.sync },
  }),
  watches: [...watches],
  hash,
})

type Row = Readonly<Record<string, unknown>>

export type SandboxPeople = Awaited<ReturnType<typeof openSandboxPeople>>

const propertyOf = (values: unknown, name: string): unknown =>
  typeof values === 'object' && values !== null ? Object.entries(values).find(([key]) => key === name)?.[1] : undefined

/** Starts all of it. `later` lets time pass in both systems and syncs. */
export const openSandboxPeople = async (given: CompiledPolicy = sandboxPolicy(), more: Partial<EngineOptions> = {}) => {
  const world = await startWorld()
  let ahead = 0
  const clock = {
    now: () => Date.now() + ahead,
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  }
  const engine: Engine = await openEngine({
    policy: given,
    connectors: { hubspot: world.hubspot, salesforce: world.salesforce },
    database: { kind: 'memory' },
    clock,
    random: () => 0,
    ...more,
  })
  const control = world.control
  const later = async (advance: string): Promise<SyncReport> => {
    await control('/clock', { advance })
    // The connectors learn the new time from any reply; without it the first window would end before the clock was moved.
    await Promise.all([world.hubspot.setup([], { make: false }), world.salesforce.setup([], { make: false })])
    return engine.sync()
  }
  /** Time that goes by for the engine too, so that what it knows grows old. */
  const muchLater = async (minutes: number): Promise<SyncReport> => {
    ahead += minutes * 60_000
    return later(`${minutes}m`)
  }
  const dump = async (): Promise<Readonly<Record<'hubspot' | 'salesforce', Readonly<Record<string, readonly Row[]>>>>> => {
    const response = await fetch(`${world.sandbox.control.url}/dump`)
    return (await response.json()) as Awaited<ReturnType<typeof dump>>
  }
  /** Live contacts by email and last name. */
  const contacts = async (): Promise<readonly string[]> =>
    ((await dump()).hubspot['contacts'] ?? [])
      .filter((row) => row['archived'] !== true && row['mergedInto'] === undefined && row['erased'] !== true)
      .map(({ values }) => `${propertyOf(values, 'email')} ${propertyOf(values, 'lastname')}`)
      .sort()
  /** Live rows of a Salesforce object by email and last name; a lead that was converted is marked. */
  const rows = async (object: 'Lead' | 'Contact'): Promise<readonly string[]> =>
    ((await dump()).salesforce[object] ?? [])
      .filter((row) => row['IsDeleted'] !== true)
      .map((row) => `${row['Email']} ${row['LastName']}${row['IsConverted'] === true ? ' (converted)' : ''}`)
      .sort()
  const stageOf = async (object: 'contacts' | 'companies', id: string): Promise<unknown> =>
    propertyOf(((await dump()).hubspot[object] ?? []).find((row) => row['id'] === id)?.['values'], 'lifecyclestage')
  const close = async (): Promise<void> => {
    await engine.close()
    await world.close()
  }
  return { ...world, engine, later, muchLater, dump, contacts, rows, stageOf, close }
}
