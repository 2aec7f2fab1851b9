/** The org's schema as a catalog snapshot: objects with their fields and record types, support processes of cases, active users. */
import type { CatalogPerson, SalesforceCampaign, SalesforceCatalog, SalesforceObject } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { CatalogOptions } from '../connector'
import type { Exchange } from '../exchange'
import { optionalText, record, text } from '../reply'
import type { Describes } from './describe'
import { allRows } from './query'

/** What the catalog is read through. */
export type CatalogSource = {
  readonly exchange: Exchange
  /** Of the API: `64.0`. */
  readonly version: string
  readonly describes: Describes
  readonly orgId: string
}

/** What Salesforce answers where the object does not exist or the user may not see it. */
const unseen = new Set([400, 403, 404])

/** Describes the named objects anew; one call each. Throws `setting` for one that the user cannot see, unless `onLeftOut` takes it. */
export async function readCatalog(
  source: CatalogSource,
  objects: readonly string[],
  options: CatalogOptions = {},
): Promise<SalesforceCatalog> {
  const tell = options.onPart ?? (() => undefined)
  const read: SalesforceObject[] = []
  for (const name of new Set(objects)) {
    tell(name)
    const found = await orWhy(() => source.describes.refresh(name))
    if (typeof found !== 'string') read.push(name === 'Case' ? await withProcesses(source, found) : found)
    else if (options.onLeftOut === undefined)
      throw new LockstepError('setting', `Salesforce does not show the object \`${name}\`: ${found}`, {
        system: 'salesforce',
        help: 'name objects by their API name, custom ones with `__c`; the connected user needs the right to read them',
      })
    else options.onLeftOut(name, found)
  }
  if (read.some((one) => one.name === 'Campaign')) tell('campaigns')
  const campaigns = read.some((one) => one.name === 'Campaign') ? await orWhy(() => readCampaigns(source)) : undefined
  if (typeof campaigns === 'string') options.onLeftOut?.('campaigns', campaigns)
  if (options.people === true) tell('users')
  const users = options.people === true ? await orWhy(() => readUsers(source)) : undefined
  if (typeof users === 'string') options.onLeftOut?.('users', users)
  return {
    version: 1,
    orgId: source.orgId,
    objects: read,
    ...(campaigns === undefined || typeof campaigns === 'string' ? {} : { campaigns }),
    ...(users === undefined || typeof users === 'string' ? {} : { users }),
  }
}

/** What `work` gives, or why Salesforce does not show what it asks for; a refused login and a used-up quota are thrown. */
export async function orWhy<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work()
  } catch (error) {
    if (
      error instanceof LockstepError &&
      error.code !== 'quota' &&
      error.code !== 'authentication' &&
      unseen.has(error.vendor?.status ?? 0)
    )
      return error.vendor?.message ?? error.message
    throw error
  }
}

/** Support processes are rows, not metadata; a user who may not see them leaves them unread (Salesforce: BusinessProcess). */
async function withProcesses(source: CatalogSource, object: SalesforceObject): Promise<SalesforceObject> {
  const soql = "SELECT Name FROM BusinessProcess WHERE TableEnumOrId = 'Case' AND IsActive = true ORDER BY Name"
  const rows = await orWhy(() => allRows(source.exchange, source.version, [soql], { isAll: false, purpose: 'setup' }))
  if (typeof rows === 'string') return object
  return { ...object, supportProcesses: rows.map((row) => text(record(row, 'records[]')['Name'], 'Name')) }
}

/** Active campaigns with the statuses that their members may have (Salesforce: Object Reference, CampaignMemberStatus). */
async function readCampaigns(source: CatalogSource): Promise<readonly SalesforceCampaign[]> {
  const rowsOf = (soql: string) => allRows(source.exchange, source.version, [soql], { isAll: false, purpose: 'setup' })
  const statuses = new Map<string, string[]>()
  const named = 'SELECT CampaignId, Label FROM CampaignMemberStatus WHERE Campaign.IsActive = true ORDER BY CampaignId, SortOrder'
  for (const given of await rowsOf(named)) {
    const row = record(given, 'records[]')
    const campaign = text(row['CampaignId'], 'CampaignId')
    statuses.set(campaign, [...(statuses.get(campaign) ?? []), text(row['Label'], 'Label')])
  }
  const rows = await rowsOf('SELECT Id, Name FROM Campaign WHERE IsActive = true ORDER BY Id')
  return rows.map((given) => {
    const row = record(given, 'records[]')
    const id = text(row['Id'], 'Id')
    return { id, name: text(row['Name'], 'Name'), statuses: statuses.get(id) ?? [] }
  })
}

/** People who can own records: integrations and guests are of other user types. */
async function readUsers(source: CatalogSource): Promise<readonly CatalogPerson[]> {
  const soql = "SELECT Id, Name, Email FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Id"
  const rows = await allRows(source.exchange, source.version, [soql], { isAll: false, purpose: 'setup' })
  return rows.map((given) => {
    const row = record(given, 'records[]')
    const email = optionalText(row['Email'])
    return { id: text(row['Id'], 'Id'), name: optionalText(row['Name']) ?? '', ...(email === undefined ? {} : { email }) }
  })
}
