/** The tables of people that are only known at run time: which HubSpot owner is which Salesforce user. */
import type { DynamicTables, OwnerRows } from '@lockstep/dsl'
import type { SetupReport } from '../connectors/connector'
import type { SideName } from '../model'
import { productName } from '../planner/side'
import { otherSide } from './run-state'

type Person = SetupReport['people'][number]
/** What of set-up the tables are made of. */
export type People = Readonly<Record<SideName, Pick<SetupReport, 'people'>>>

const emailOf = (person: Person): string => person.email.trim().toLowerCase()
const bothOf = (person: Person): string => `${emailOf(person)}\n${person.name.trim().toLowerCase()}`

type Named = { readonly only: ReadonlyMap<string, Person>; readonly doubled: ReadonlySet<string> }

/** Usable people by name; a name that two people share is nobody's. */
const byName = (people: readonly Person[], nameOf: (person: Person) => string): Named => {
  const only = new Map<string, Person>()
  const doubled = new Set<string>()
  for (const person of people.filter(isUsable)) {
    const name = nameOf(person)
    if (only.has(name)) doubled.add(name)
    only.set(name, person)
  }
  for (const name of doubled) only.delete(name)
  return { only, doubled }
}

const isUsable = (person: Person): boolean => person.active && person.queue !== true && emailOf(person) !== ''

const called = (person: Person): string => `\`${person.email === '' ? person.name : person.email}\``

const pair = (people: People, nameOf: (person: Person) => string, by: string): OwnerRows => {
  const named = { hubspot: byName(people.hubspot.people, nameOf), salesforce: byName(people.salesforce.people, nameOf) }
  const pairs = [...named.hubspot.only].flatMap(([name, owner]) => {
    const user = named.salesforce.only.get(name)
    return user === undefined ? [] : [[owner.id, user.id] as const]
  })
  const whyNot = (side: SideName, id: string): string => {
    const person = people[side].people.find((each) => each.id === id)
    const product = productName(side)
    const other = productName(otherSide(side))
    if (person === undefined) return `the ${product} owner \`${id}\` is a queue, or a user who is not active`
    if (person.queue === true) return `the ${product} owner ${called(person)} is a queue`
    if (!isUsable(person)) return `the ${product} owner ${called(person)} is not active, or has no email`
    const name = nameOf(person)
    const crowded = named[side].doubled.has(name) ? product : named[otherSide(side)].doubled.has(name) ? other : undefined
    if (crowded !== undefined) return `the ${product} owner ${called(person)} has several counterparts: users of ${crowded} share ${by}`
    return `the ${product} owner ${called(person)} has no active user with ${by} in ${other}`
  }
  return { toSalesforce: new Map(pairs), toHubspot: new Map(pairs.map(([owner, user]) => [user, owner])), whyNot }
}

/** Active owners and users that are one person, by email and name, and by email alone. */
export const ownerTables = (people: People): DynamicTables => ({
  owners: pair(people, bothOf, 'the same email and name'),
  ownersByEmail: pair(people, emailOf, 'the same email'),
})
