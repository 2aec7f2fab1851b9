/** Set-up of a run: logins, accounts, key fields, and the tables of people that are only known at run time. */
import type { CompiledPolicy, DynamicTables } from '@lockstep/dsl'
import type { Connector, SetupReport } from '../connectors/connector'
import { LockstepError } from '../errors'
import type { SideName } from '../model'
import type { Workspace } from '../store/workspace'

export type Setup = Readonly<Record<SideName, SetupReport>>

const unknown: SetupReport = { keys: {}, made: [], missing: [], account: '', user: { id: '', name: '' }, people: [], schema: {} }

/** What a run knows that met a limit before it could ask. */
export const nothingKnown: Setup = { hubspot: unknown, salesforce: unknown }

/** Logs in on both sides and checks or makes the key fields. */
export const setUp = async (connectors: Readonly<Record<SideName, Connector>>, policy: CompiledPolicy, make: boolean): Promise<Setup> => ({
  hubspot: await connectors.hubspot.setup(policy.watches, { make }),
  salesforce: await connectors.salesforce.setup(policy.watches, { make }),
})

/** Throws `setting` when the store belongs to another portal or org: its links would be taken for those of this one. */
export const checkAccounts = (workspace: Workspace, setup: Setup): void => {
  const wrong = [
    { name: 'HubSpot portal', known: workspace.portal, now: setup.hubspot.account },
    { name: 'Salesforce org', known: workspace.org, now: setup.salesforce.account },
  ].find(({ known, now }) => known !== null && known !== now)
  if (wrong !== undefined)
    throw new LockstepError(
      'setting',
      `this store belongs to ${wrong.name} \`${wrong.known}\`, and the connection is to \`${wrong.now}\``,
      {
        help: 'use another database or data folder for another account',
      },
    )
}

type Person = SetupReport['people'][number]

const unique = (people: readonly Person[], nameOf: (person: Person) => string): ReadonlyMap<string, Person> => {
  const found = new Map<string, Person>()
  const doubled = new Set<string>()
  for (const person of people) {
    const name = nameOf(person)
    if (found.has(name)) doubled.add(name)
    found.set(name, person)
  }
  for (const name of doubled) found.delete(name)
  return found
}

const emailOf = (person: Person): string => person.email.trim().toLowerCase()
const bothOf = (person: Person): string => `${emailOf(person)}\n${person.name.trim().toLowerCase()}`

const pair = (setup: Setup, nameOf: (person: Person) => string): DynamicTables['owners'] => {
  const usable = (people: readonly Person[]): readonly Person[] =>
    people.filter((person) => person.active && person.queue !== true && emailOf(person) !== '')
  const owners = unique(usable(setup.hubspot.people), nameOf)
  const users = unique(usable(setup.salesforce.people), nameOf)
  const pairs = [...owners].flatMap(([name, owner]) => {
    const user = users.get(name)
    return user === undefined ? [] : [[owner.id, user.id] as const]
  })
  return { toSalesforce: new Map(pairs), toHubspot: new Map(pairs.map(([owner, user]) => [user, owner])) }
}

/** Active owners and users that are one person, by email and name, and by email alone; a name that two people share pairs nobody. */
export const dynamicTables = (setup: Setup): DynamicTables => ({ owners: pair(setup, bothOf), ownersByEmail: pair(setup, emailOf) })
