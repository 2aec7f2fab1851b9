/** Turns the properties of a write into checked changes, or into the refusal HubSpot would give. */
import { type ApiError, conflict, type ErrorDetail, invalid } from '../api-error'
import type { Pipeline } from '../schema/pipeline'
import type { Property } from '../schema/property'
import { type FormatRule, keeps } from '../schema/value-format'
import { instantText } from './instants'
import type { ObjectStore } from './object-store'
import type { CrmRecord } from './record'
import { uniqueForm } from './unique-values'
import { checkRules, type ValidationRules } from './validation-rules'
import { checkValue, type ExternalOptions, unknownProperty } from './value-check'

/** Changes by slot; only slots whose value really changes. */
export type Changes = Map<number, string | undefined>

/** Unique values that earlier rows of the same batch take, so that two of them cannot have the same. */
export type Claims = Set<string>

/** What a draft is checked against; `at` is in milliseconds. */
export type DraftContext = {
  readonly store: ObjectStore
  readonly portal: number
  readonly at: number
  readonly external: ExternalOptions
  /** The pipelines of the object. */
  readonly pipelines: readonly Pipeline[]
  readonly claims: Claims
  /** What the portal's administrators ask of a write; absent where they ask nothing of this writer. */
  readonly rules?: ValidationRules
  /** The lifecycle stage of contacts that come without one. */
  readonly firstStage?: string
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
    const broken = checked.value === undefined ? undefined : brokenRule(store.schema.formats.get(property.name), checked.value)
    if (broken !== undefined) {
      errors.push(malformed(property, broken))
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
  enterPipeline(context, changes, record)
  if (record === undefined) {
    requireProperties(context, changes)
  }
  if (context.rules !== undefined) {
    checkRules(context.rules, store, changes, record)
  }
  if (record === undefined) {
    beginStage(context, changes)
  }
  enterStage(context, changes)
  claimUnique(context, changes, record)
  return changes
}

function brokenRule(rules: readonly FormatRule[] | undefined, value: string): FormatRule | undefined {
  return rules?.find((rule) => !keeps(rule, value))
}

/** In our words. */
function malformed({ name }: Property, { ruleType, ruleArguments }: FormatRule): ErrorDetail {
  const message = `Property "${name}" breaks the validation rule ${ruleType} (${ruleArguments.join(', ')}).`
  return { message, code: 'VALIDATION_RULE_VIOLATED', context: { propertyName: [name] } }
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

/** A stage brings its pipeline along. Throws 400 for a stage of another pipeline than the one named with it. */
function enterPipeline({ store, pipelines, portal }: DraftContext, changes: Changes, record: CrmRecord | undefined): void {
  const names = store.schema.type.pipelines
  if (names === undefined) {
    return
  }
  const [pipelineSlot, stageSlot] = [store.schema.slot(names.pipeline), store.schema.slot(names.stage)]
  const stage = changes.get(stageSlot)
  const owner = stage === undefined ? undefined : pipelines.find(({ stages }) => stages.some(({ id }) => id === stage))?.id
  if (owner === undefined) {
    return
  }
  const named = changes.get(pipelineSlot)
  if (named !== undefined && named !== owner && !pipelines.find(({ id }) => id === named)?.stages.some(({ id }) => id === stage)) {
    const message = `${stage} is not a stage of the pipeline ${named}.`
    throw invalidValues([{ message, code: 'INVALID_OPTION', context: { propertyName: [names.stage] } }], portal)
  }
  if (named === undefined && record?.values[pipelineSlot] !== owner) {
    changes.set(pipelineSlot, owner)
  }
}

function requireProperties({ store }: DraftContext, changes: Changes): void {
  const { type } = store.schema
  const missing = type.required.filter((name) => changes.get(store.schema.slot(name)) === undefined)
  if (missing.length > 0) {
    const kind = type.custom === undefined ? type.singular.toUpperCase() : type.id
    throw invalid(`Error creating ${kind}. Some required properties were not set.`, [], { properties: missing })
  }
}

function beginStage({ store, firstStage }: DraftContext, changes: Changes): void {
  if (firstStage !== undefined && store.schema.type.name === 'contacts') {
    const slot = store.schema.slot('lifecyclestage')
    changes.set(slot, changes.get(slot) ?? firstStage)
  }
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

/** Checks all unique values of a row before it takes any, so that a refused row leaves them to the next. */
function claimUnique(context: DraftContext, changes: Changes, record: CrmRecord | undefined): void {
  const { store, claims } = context
  const wanted: [Property, string][] = []
  for (const property of store.schema.unique()) {
    const value = changes.get(store.schema.slot(property.name))
    const more = property.name === 'email' ? changes.get(store.schema.slot('hs_additional_emails'))?.split(';') : undefined
    for (const each of [...(value === undefined ? [] : [value]), ...(more ?? [])]) {
      wanted.push([property, each])
    }
  }
  for (const [property, value] of wanted) {
    const holder = store.holder(property.name, value)
    if (holder !== undefined && holder.id !== record?.id) {
      throw taken(context, property, value, String(holder.id))
    }
    if (store.blocked.has(claimOf(property, value))) {
      const message = `Email address ${value} was deleted for privacy and cannot be used again.`
      throw invalidValues([{ message, code: 'INVALID_EMAIL', context: { propertyName: [property.name] } }], context.portal)
    }
    if (claims.has(claimOf(property, value))) {
      throw taken(context, property, value, undefined)
    }
  }
  for (const [property, value] of wanted) {
    claims.add(claimOf(property, value))
  }
}

function claimOf(property: Property, value: string): string {
  return `${property.name}\n${uniqueForm(property.name, value)}`
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
