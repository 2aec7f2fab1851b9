/** Owners and users of a simulation: those of the catalog, else two invented pairs. */
import type { Catalog, CatalogPerson } from '@lockstep/dsl'
import type { SetupReport } from '../connectors/connector'
import type { SideName } from '../model'

/** Owner `1` is user `005000000000001AAA`, owner `2` is user `005000000000002AAA`. */
const invented: Readonly<Record<SideName, readonly CatalogPerson[]>> = {
  hubspot: [
    { id: '1', name: 'First Owner', email: 'first@owners.example' },
    { id: '2', name: 'Second Owner', email: 'second@owners.example' },
  ],
  salesforce: [
    { id: '005000000000001AAA', name: 'First Owner', email: 'first@owners.example' },
    { id: '005000000000002AAA', name: 'Second Owner', email: 'second@owners.example' },
  ],
}

/** The people of both systems; invented ones only where the catalog names none in either. */
export const peopleOf = ({ hubspot, salesforce }: Catalog): Readonly<Record<SideName, SetupReport['people']>> => {
  const told = { hubspot: hubspot.owners ?? [], salesforce: salesforce.users ?? [] }
  const people = told.hubspot.length + told.salesforce.length === 0 ? invented : told
  const shown = (all: readonly CatalogPerson[]) => all.map(({ id, name, email = '' }) => ({ id, name, email, active: true }))
  return { hubspot: shown(people.hubspot), salesforce: shown(people.salesforce) }
}
