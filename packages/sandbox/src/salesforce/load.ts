/** Fills an org from a seed: standing users, record types, stages, then the seed's rows as they are. */
import { SeedError, type SeedObject, type SeedRow, type SystemSeed } from '../world/seed'
import { Failure } from './failure'
import { readId, salesforceId } from './ids'
import { finishWork, isLate, workValues } from './load-work'
import { coerce } from './rows/coerce'
import { defaultRecordType } from './rows/derive'
import { derive } from './rows/kinds'
import { listRules } from './rules/list-rules'
import { assignProfiles, furnishProfiles } from './rules/profile'
import { readRules } from './rules/read-rules'
import { NO_RULES } from './rules/rules'
import type { Field } from './schema/field'
import type { ObjectSchema } from './schema/object'
import { readSchema } from './schema/seed-schema'
import { stamp } from './stamps'
import { CONNECTED_USER, type Org } from './store/org'
import type { Row, Value } from './store/row'

type Draft = Record<string, Value | undefined>

const PROFILE = salesforceId('00e', 1)
const PERMISSION_SET = salesforceId('0PS', 1)

function put(org: Org, object: ObjectSchema, id: string, values: Draft, at: string, hiddenFrom?: Row['hiddenFrom']): void {
  const stamps = {
    CreatedDate: at,
    LastModifiedDate: at,
    SystemModstamp: at,
    CreatedById: CONNECTED_USER,
    LastModifiedById: CONNECTED_USER,
  }
  const all: Draft = Object.assign(object.fresh(), { Id: id, IsDeleted: false }, stamps)
  for (const [name, value] of Object.entries(values)) if (value !== undefined) all[name] = value
  org.table(object).put({ id, object, values: {}, hiddenFrom }, all)
}

/** What every org has: itself, the connected user, its profile and permission set, stages and record types. */
function furnish(org: Org): void {
  const at = stamp(org.now())
  const add = (name: string, id: string, values: Draft) => put(org, org.schema.object(name)!, id, values, at)
  const locale = { TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US' }
  add('Organization', org.id, {
    Name: 'Sandbox',
    InstanceName: 'SBX1',
    IsSandbox: false,
    OrganizationType: 'Enterprise Edition',
    DefaultLocaleSidKey: 'en_US',
    TimeZoneSidKey: 'GMT',
    LanguageLocaleKey: 'en_US',
  })
  add('Profile', PROFILE, { Name: 'System Administrator' })
  add('User', CONNECTED_USER, {
    Username: 'integration@sandbox.example',
    FirstName: 'Integration',
    LastName: 'User',
    Name: 'Integration User',
    Email: 'integration@sandbox.example',
    Alias: 'integ',
    CommunityNickname: 'integration',
    IsActive: true,
    UserType: 'Standard',
    ProfileId: PROFILE,
    EmailEncodingKey: 'UTF-8',
    ...locale,
  })
  add('PermissionSet', PERMISSION_SET, {
    Name: 'X00eAdministrator',
    Label: 'System Administrator',
    IsOwnedByProfile: true,
    ProfileId: PROFILE,
  })
  add('PermissionSetAssignment', salesforceId('0Pa', 1), { PermissionSetId: PERMISSION_SET, AssigneeId: CONNECTED_USER })
  for (const [index, { code, rate, decimals, isActive }] of (org.schema.currencies?.types ?? []).entries()) {
    const rated = { IsoCode: code, ConversionRate: rate, DecimalPlaces: decimals }
    add('CurrencyType', salesforceId('01L', index + 1), { ...rated, IsActive: isActive, IsCorporate: index === 0 })
  }
  for (const [index, { code, from, to, rate }] of (org.schema.currencies?.dated ?? []).entries()) {
    add('DatedConversionRate', salesforceId('04w', index + 1), { IsoCode: code, StartDate: from, NextStartDate: to, ConversionRate: rate })
  }
  for (const { id, object, name, description, isActive } of org.schema.processes) {
    add('BusinessProcess', id, { Name: name, Description: description, TableEnumOrId: object, IsActive: isActive })
  }
  for (const { id, object, name, developerName, description, isActive, process } of org.schema.recordTypes) {
    const named = { Name: name, DeveloperName: developerName, Description: description }
    add('RecordType', id, { ...named, SobjectType: object, IsActive: isActive, BusinessProcessId: process?.id ?? null })
  }
  org.schema.stages.forEach((stage, index) => {
    add('OpportunityStage', salesforceId('01J', index + 1), {
      ApiName: stage.value,
      MasterLabel: stage.value,
      IsActive: true,
      IsClosed: stage.closed,
      IsWon: stage.won,
      DefaultProbability: stage.probability,
      ForecastCategoryName: stage.forecast,
      SortOrder: index + 1,
    })
  })
  org.schema.leadStatuses.forEach((status, index) => {
    const id = salesforceId('01J', org.schema.stages.length + index + 1)
    add('LeadStatus', id, {
      ApiName: status.value,
      MasterLabel: status.value,
      IsConverted: status.converted,
      IsDefault: index === 0,
      SortOrder: index + 1,
    })
  })
  let number = org.schema.stages.length + org.schema.leadStatuses.length
  for (const { object, rows } of workValues(org)) {
    for (const values of rows) {
      number += 1
      add(object, salesforceId('01J', number), values)
    }
  }
}

const LENIENT = new WeakMap<Field, Field>()

/** A seeded value as the field holds it. Checks kinds but not lengths or picklists: real orgs are full of what they would no longer accept. */
function seeded(object: ObjectSchema, name: string, value: unknown): [string, Value] {
  const field = object.field(name)
  if (field === undefined) throw new TypeError(`${object.name} has no field \`${name}\``)
  if (field.type === 'email') return [field.name, value === null ? null : String(value)]
  let lenient = LENIENT.get(field)
  if (lenient === undefined) {
    lenient = { ...field, length: 0, restricted: false, picklist: [] }
    LENIENT.set(field, lenient)
  }
  return [field.name, coerce(lenient, value)]
}

function converted(row: SeedRow): Draft {
  if (row.convertedTo === undefined) return {}
  const targets = typeof row.convertedTo === 'string' ? { contact: row.convertedTo } : row.convertedTo
  const id = (name: string) => {
    const target = Object.entries(targets).find(([key]) => key.toLowerCase() === name)?.[1]
    return target === undefined ? null : (readId(target) ?? null)
  }
  return {
    IsConverted: true,
    ConvertedContactId: id('contact'),
    ConvertedAccountId: id('account'),
    ConvertedOpportunityId: id('opportunity'),
  }
}

function loadRow(org: Org, object: ObjectSchema, row: SeedRow): void {
  const id = readId(row.id)
  if (id === undefined || !id.startsWith(object.prefix))
    throw new TypeError(`\`${row.id}\` is not an id of ${object.name} (they begin with ${object.prefix})`)
  const draft: Draft = object.fresh()
  if (object.field('OwnerId') !== undefined) draft['OwnerId'] = CONNECTED_USER
  if (object.field('RecordTypeId') !== undefined) draft['RecordTypeId'] = defaultRecordType(org.schema, object.name)
  if (object.field('CurrencyIsoCode') !== undefined) draft['CurrencyIsoCode'] = org.schema.currencies?.corporate
  const given = Object.entries(row.values).map(([name, value]) => seeded(object, name, value))
  for (const [name, value] of given) draft[name] = value
  for (const [name, [target]] of Object.entries(row.links)) {
    const field = object.up(name) ?? object.field(name)
    const linked = target === undefined ? undefined : readId(target)
    if (field?.reference === undefined) throw new TypeError(`${object.name} has no look-up \`${name}\``)
    if (target !== undefined && linked === undefined) throw new TypeError(`\`${target}\` is no id`)
    draft[field.name] = linked ?? null
  }
  if (!isLate(object)) derive(org, object, undefined, draft, new Set(given.map(([name]) => name)), true)
  const at = row.at === undefined ? stamp(org.now()) : stamp(Date.parse(row.at))
  const by = row.by === undefined ? undefined : readId(row.by)
  const merged = row.mergedInto === undefined ? undefined : readId(row.mergedInto)
  const actors = by === undefined ? {} : { CreatedById: by, LastModifiedById: by }
  const stamps: Draft = { ...actors, ...(typeof draft['CreatedDate'] === 'string' ? { CreatedDate: draft['CreatedDate'] } : {}) }
  const fate: Draft = { ...converted(row), ...(merged === undefined ? {} : { MasterRecordId: merged }) }
  if (row.convertedTo !== undefined) fate['ConvertedDate'] = at.slice(0, 10)
  const hidden =
    row.hiddenFrom === undefined || row.hiddenFrom === true ? row.hiddenFrom : new Set(row.hiddenFrom.map((user) => readId(user) ?? user))
  put(org, object, id, { ...draft, ...stamps, ...fate, IsDeleted: row.deleted === true || merged !== undefined }, at, hidden)
}

function loadObject(org: Org, seed: SeedObject): void {
  const object = org.schema.object(seed.name)
  if (object === undefined) throw new SeedError(seed.file, 1, `no object \`${seed.name}\` in the schema`)
  for (const row of seed.rows) {
    try {
      loadRow(org, object, row)
    } catch (error) {
      if (!(error instanceof TypeError) && !(error instanceof Failure)) throw error
      throw new SeedError(seed.file, row.line, error.message)
    }
  }
}

/** Profiles go to users once the users are there. */
function assign(org: Org, seed: SystemSeed): void {
  try {
    assignProfiles(org, org.rules.profiles)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new SeedError(seed.schemaFile, 1, error.message)
  }
}

/** Fills an empty org. Throws a `SeedError` and leaves it half full. */
export function loadOrg(org: Org, seed: SystemSeed): void {
  try {
    readSchema(org.schema, seed.schema)
    furnish(org)
    org.rules = readRules(org, seed.schema, NO_RULES)
    furnishProfiles(org, org.rules.profiles)
    listRules(org)
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof Failure)) throw error
    throw new SeedError(seed.schemaFile, 1, error.message)
  }
  for (const object of seed.objects) loadObject(org, object)
  finishWork(org, seed.objects)
  assign(org, seed)
}
