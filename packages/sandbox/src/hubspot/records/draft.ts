/** Turns the properties of a write into checked changes, or into the refusal HubSpot would give. */
import { type ApiError, conflict, type ErrorDetail, invalid } from '../api-error'
import type { Property } from '../schema/property'
import { instantText } from './instants'
import { type ObjectStore, uniqueForm } from './object-store'
import type { CrmRecord } from './record'
import { checkValue, type ExternalOptions, unknownProperty } from './value-check'

/** Changes by slot; only slots whose value really changes. */
export type Changes = Map<number, string | undefined>

/** Unique values that earlier rows of the same batch take: property and value to the row that has them. */
export class Claims {
  private readonly taken = new Set<string>()

  /** False when an earlier row took it. */
  take(property: string, value: string): boolean {
    const key = `${property}\n${uniqueForm(property, value)}`
    if (this.taken.has(key)) {
      return false
    }
    this.taken.add(key)
    return true
  }
}

export type DraftContext = {
  readonly store: ObjectStore
  readonly portal: number
  readonly at: number
  readonly external: ExternalOptions
  readonly claims: Claims
  /** A person in the user interface may move the lifecycle stage back. */
  readonly byPerson: boolean
}

/**
 * Checks properties against the schema and unique values. `record` is absent for a create. Throws an `ApiError`: 400 with all invalid
 * values, or 409 for an email that another contact has.
 */
export function draft(context: DraftContext, properties: Readonly<Record<string, unknown>>, record: CrmRecord | undefined): Changes {
  const { store } = context
  const changes: Changes = new Map()
  const errors: ErrorDetail[] = []
  for (const [name, raw] of Object.entries(properties)) {
    const property = store.schema.get(name.toLowerCase())
    if (property === undefined) {
      errors.push(unknownProperty(name))
      continue
    }
    const checked = checkValue(property, raw, context.external)
    if ('error' in checked) {
      errors.push(checked.error)
      continue
    }
    const slot = store.schema.slot(property.name)
    const old = record?.values[slot]
    const value = appended(property, old, checked.value)
    if (value !== old && !(property.name === 'lifecyclestage' && !context.byPerson && isBackwards(property, old, value))) {
      changes.set(slot, value)
    }
  }
  if (errors.length > 0) {
    throw invalidValues(errors, context.portal)
  }
  enterStage(context, changes)
  for (const property of store.schema.unique()) {
    checkUnique(context, property, changes.get(store.schema.slot(property.name)), record)
  }
  if (store.schema.type.name === 'contacts') {
    const email = store.schema.get('email')
    for (const more of changes.get(store.schema.slot('hs_additional_emails'))?.split(';') ?? []) {
      checkUnique(context, email, more, record)
    }
  }
  return changes
}

/** The 400 of one or more invalid values, with HubSpot's JSON inside the message [HubSpot: error handling]. */
export function invalidValues(errors: readonly ErrorDetail[], portal: number, context?: ErrorDetail['context']): ApiError {
  const inner = errors.map(({ message, code, context }) => ({
    isValid: false,
    message,
    error: code,
    name: context?.['propertyName']?.[0],
    localizedErrorMessage: message,
    portalId: portal,
  }))
  return invalid(`Property values were not valid: ${JSON.stringify(inner)}`, errors, context)
}

/** True when a lifecycle stage would move to an earlier one without being cleared first [HubSpot: contacts, lifecycle stage]. */
export function isBackwards(property: Property, old: string | undefined, value: string | undefined): boolean {
  if (old === undefined || value === undefined) {
    return false
  }
  const order = [...property.options].sort((one, other) => one.displayOrder - other.displayOrder).map((option) => option.value)
  return order.indexOf(value) < order.indexOf(old)
}

function enterStage({ store, at }: DraftContext, changes: Changes): void {
  if (store.schema.get('lifecyclestage') === undefined) {
    return
  }
  const stage = changes.get(store.schema.slot('lifecyclestage'))
  const entered = stage === undefined ? undefined : store.schema.get(`hs_lifecyclestage_${stage}_date`)
  if (entered !== undefined) {
    changes.set(store.schema.slot(entered.name), instantText(at))
  }
}

function appended(property: Property, old: string | undefined, value: string | undefined): string | undefined {
  if (property.fieldType !== 'checkbox' || value?.startsWith(';') !== true) {
    return value
  }
  const all = [...new Set([...(old?.split(';') ?? []), ...value.slice(1).split(';')])].filter((option) => option !== '')
  return all.length === 0 ? old : all.join(';')
}

function checkUnique(
  context: DraftContext,
  property: Property | undefined,
  value: string | undefined,
  record: CrmRecord | undefined,
): void {
  if (property === undefined || value === undefined) {
    return
  }
  const holder = context.store.holder(property.name, value)
  if (holder !== undefined && holder.id !== record?.id) {
    throw taken(context, property, value, String(holder.id))
  }
  if (!context.claims.take(property.name, value)) {
    throw taken(context, property, value, undefined)
  }
}

function taken({ store, portal }: DraftContext, property: Property, value: string, holder: string | undefined): ApiError {
  const ids = holder === undefined ? undefined : { existingObjectId: [holder] }
  if (property.name === 'email' && store.schema.type.name === 'contacts') {
    return conflict(`Contact already exists.${holder === undefined ? '' : ` Existing ID: ${holder}`}`, [], ids)
  }
  const whose = `{portalId=${portal}, objectTypeId=${store.schema.type.id}, propertyName=${property.name}, value=${value}}`
  const message = `Cannot set PropertyValueCoordinates${whose}. ${holder ?? 'Another input of this batch'} already has that value.`
  const error = { message, code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: [property.name], ...ids } }
  return invalidValues([error], portal, ids)
}
