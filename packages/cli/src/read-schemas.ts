/** Schemas of the connected systems, read with progress, for the commands that pull, compare and propose. */
import type { Catalog } from '@lockstep/dsl'
import { type CatalogOptions, LockstepError, type SideName } from '@lockstep/runtime'
import { createConnections, readSettings } from '@lockstep/server'
import type { Surroundings } from './command'

/** Objects by side, as their system names them. */
export type SchemaObjects = Readonly<Record<SideName, readonly string[]>>

export type SchemasWanted = {
  readonly objects: SchemaObjects
  /** Every custom object of HubSpot. */
  readonly custom: boolean
  readonly people: boolean
  /** What an account lacks is told rather than refused, except for these objects, which someone asked for. */
  readonly asked: readonly string[]
}

/** What was not read, and why; `part` is an object or words such as `forms`. */
export type LeftOut = { readonly side: SideName; readonly part: string; readonly why: string }

const names = { hubspot: 'HubSpot', salesforce: 'Salesforce' } as const

/** What most policies may speak of. */
export const usualObjects: SchemaObjects = {
  hubspot: ['contact', 'company', 'deal', 'ticket', 'call', 'email', 'meeting', 'note', 'task'],
  salesforce: [
    ...['Lead', 'Contact', 'Account', 'Opportunity', 'OpportunityContactRole', 'User', 'Case', 'Task', 'Event'],
    ...['Campaign', 'CampaignMember'],
  ],
}

/** Salesforce's names begin with a capital letter or end in `__c`; HubSpot's do neither. */
export const sideOf = (object: string): SideName => (/^[A-Z]|__[cx]$/.test(object) ? 'salesforce' : 'hubspot')

/** Reads both systems at once. Throws what the connectors throw, and `setting` for an object that was asked for and is not there. */
export const readSchemas = async (
  folder: string,
  { objects, custom, people, asked }: SchemasWanted,
  { environment, terminal }: Pick<Surroundings, 'environment' | 'terminal'>,
): Promise<{ readonly catalog: Catalog; readonly leftOut: readonly LeftOut[] }> => {
  const { connectors } = createConnections(readSettings(folder, environment), false)
  const leftOut: LeftOut[] = []
  let done = 0
  const optionsOf = (side: SideName): CatalogOptions => ({
    custom,
    people,
    onPart: (part) => {
      done += 1
      terminal.progress({
        run: '',
        phase: 'setup',
        message: `reading ${names[side]}: ${part}`,
        done,
        total: null,
        calls: { hubspot: 0, salesforce: 0 },
        written: { created: 0, updated: 0, deleted: 0, errors: 0 },
        at: Date.now(),
      })
    },
    onLeftOut: (part, why) => {
      if (asked.includes(part))
        throw new LockstepError('setting', `${names[side]} does not show the object \`${part}\`: ${why}`, {
          system: side,
          help: 'see that the name is as that system has it, and that the login may read it',
        })
      leftOut.push({ side, part, why })
    },
  })
  try {
    const [hubspot, salesforce] = await Promise.all([
      connectors.hubspot.catalog(objects.hubspot, optionsOf('hubspot')),
      connectors.salesforce.catalog(objects.salesforce, optionsOf('salesforce')),
    ])
    if (!('lists' in hubspot) || 'lists' in salesforce) throw new Error('the catalogs of the two systems are not told apart')
    return { catalog: { hubspot, salesforce }, leftOut }
  } finally {
    terminal.endProgress()
  }
}
