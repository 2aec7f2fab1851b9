/** Values that the system computes when a row is saved. */
import type { Schema } from '../schema/schema'
import type { Org } from '../store/org'
import { asText, type Value, type Values } from '../store/row'
import type { Draft } from './kinds'

/** What follows from an opportunity's stage, amount and close date. */
export function deriveOpportunity(org: Org, before: Values | undefined, draft: Draft, given: ReadonlySet<string>): void {
  const stage = org.schema.stages.find(({ value }) => value === draft['StageName'])
  if (before?.['StageName'] !== draft['StageName']) {
    if (!given.has('Probability')) draft['Probability'] = stage?.probability ?? 0
    if (!given.has('ForecastCategoryName')) draft['ForecastCategoryName'] = stage?.forecast ?? 'Pipeline'
    if (before !== undefined) draft['LastStageChangeDate'] = org.stamp()
  }
  draft['IsClosed'] = stage?.closed ?? false
  draft['IsWon'] = stage?.won ?? false
  const category = asText(draft['ForecastCategoryName'])
  draft['ForecastCategory'] = category === 'Commit' ? 'Forecast' : category.replace(' ', '')
  const { Amount: amount, Probability: probability } = draft
  draft['ExpectedRevenue'] = typeof amount === 'number' && typeof probability === 'number' ? Math.round(amount * probability) / 100 : null
  const [year, month] = asText(draft['CloseDate']).split('-')
  draft['FiscalYear'] = year === '' ? null : Number(year)
  draft['FiscalQuarter'] = month === undefined ? null : Math.ceil(Number(month) / 3)
  draft['Fiscal'] = month === undefined ? null : `${year} ${Math.ceil(Number(month) / 3)}`
  // Put off to a later month, once more.
  const [old, now] = [asText(before?.['CloseDate']).slice(0, 7), asText(draft['CloseDate']).slice(0, 7)]
  const pushes = before?.['PushCount']
  if (before === undefined) draft['PushCount'] = 0
  else if (old < now && old !== '') draft['PushCount'] = (typeof pushes === 'number' ? pushes : 0) + 1
}

/** A user's whole name, and a nickname where none is said. */
export function nameUser(org: Org, before: Values | undefined, draft: Draft): void {
  namePerson(org, before, draft)
  draft['CommunityNickname'] ??= asText(draft['Email']).split('@')[0]?.slice(0, 40) || null
}

/** A person's whole name. */
export function namePerson(_: Org, __: Values | undefined, draft: Draft): void {
  const { FirstName: first, LastName: last } = draft
  draft['Name'] = typeof first === 'string' && first !== '' ? `${first} ${asText(last)}` : asText(last)
}

/** The parts of a compound address as the API shows them, or null where all are empty. */
export function compoundAddress(values: Values, compound: string): Record<string, Value> | null {
  const prefix = compound.slice(0, -'Address'.length)
  const part = (name: string) => values[prefix + name] ?? null
  // The codes are there where the org has the picklists: rows have a key for every field.
  const code = (name: string, key: string) => (`${prefix}${name}` in values ? { [key]: part(name) } : {})
  const address: Record<string, Value> = {
    city: part('City'),
    country: part('Country'),
    ...code('CountryCode', 'countryCode'),
    geocodeAccuracy: part('GeocodeAccuracy'),
    latitude: part('Latitude'),
    longitude: part('Longitude'),
    postalCode: part('PostalCode'),
    state: part('State'),
    ...code('StateCode', 'stateCode'),
    street: part('Street'),
  }
  return Object.values(address).every((value) => value === null) ? null : address
}

/** The record type a new row gets where none is said. */
export function defaultRecordType(schema: Schema, object: string): string | null {
  return schema.recordTypes.find((type) => type.object === object && type.isDefault && type.isActive)?.id ?? null
}
