/** Takes a submission: checks it against the form and creates or changes the contact. */
import { ApiError } from '../api-error'
import type { Portal } from '../portal'
import { draft } from '../records/draft'
import { instantText } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import { checkValue } from '../records/value-check'
import { type Actor, createRecord, draftContext, updateRecord } from '../records/write-records'
import type { Form } from './form'

/** One value of a submission. */
export type Submitted = { readonly name: string; readonly value: string; readonly objectTypeId: string }

/** Why a submission is refused, by field [HubSpot: forms, submit data]. */
export type SubmissionError = { readonly message: string; readonly errorType: string }

/** `isOpen`: sent without a token, so that only fields of the form are taken. `at` in milliseconds. */
export type SubmissionContext = {
  readonly portal: Portal
  readonly form: Form
  readonly isOpen: boolean
  readonly at: number
  readonly pageName: string
  readonly pageUrl: string
  readonly call: number
}

/** The stage that a portal gives to contacts whom a form makes. */
const FIRST_STAGE = 'lead'

/** Empty where the submission was taken. */
export function submit(context: SubmissionContext, submitted: readonly Submitted[]): readonly SubmissionError[] {
  const { portal, form, at } = context
  const contacts = portal.store('contacts')
  if (contacts === undefined) {
    return []
  }
  const given = submitted.filter(({ value }) => value !== '')
  const errors = [...missingFields(form, given), ...(context.isOpen ? strangeFields(form, submitted) : []), ...badValues(contacts, given)]
  if (errors.length > 0) {
    return errors
  }
  const own = given.filter(({ objectTypeId, name }) => objectTypeId === '0-1' && contacts.schema.get(name)?.readOnlyValue === false)
  const values = Object.fromEntries(own.map(({ name, value }) => [name, value]))
  const actor: Actor = { source: { sourceType: 'FORM', sourceId: form.id }, by: `form:${form.id}`, call: context.call }
  const blocked = write(context, contacts, values, actor)
  if (blocked.length === 0) {
    const id = String(form.submissions.length + 1)
    form.submissions.push({ id: `${form.id}-${id}`, at, pageUrl: context.pageUrl, values: given })
  }
  return blocked
}

function write(
  { portal, form, at, pageName }: SubmissionContext,
  contacts: ObjectStore,
  values: Readonly<Record<string, string>>,
  actor: Actor,
): readonly SubmissionError[] {
  const known = values['email'] === undefined ? undefined : contacts.holder('email', values['email'])
  try {
    const changes = draft(draftContext(portal, contacts, actor), values, known)
    // A known contact's primary email stays when the visitor wrote a secondary one.
    if (known !== undefined) {
      changes.delete(contacts.schema.slot('email'))
    }
    const title = pageName === '' ? form.name : `${pageName}: ${form.name}`
    changes.set(contacts.schema.slot('recent_conversion_event_name'), title)
    changes.set(contacts.schema.slot('recent_conversion_date'), instantText(at))
    if (known !== undefined) {
      updateRecord(portal, contacts, known, changes, actor)
      return []
    }
    const stage = contacts.schema.slot('lifecyclestage')
    if (!changes.has(stage)) {
      changes.set(stage, FIRST_STAGE)
      changes.set(contacts.schema.slot(`hs_lifecyclestage_${FIRST_STAGE}_date`), instantText(at))
    }
    createRecord(portal, contacts, changes, actor)
    return []
  } catch (error) {
    if (error instanceof ApiError) {
      return [{ message: "Error in 'fields.email'. Email is not allowed", errorType: 'BLOCKED_EMAIL' }]
    }
    throw error
  }
}

function missingFields(form: Form, given: readonly Submitted[]): SubmissionError[] {
  const names = new Set(given.map(({ name }) => name))
  return form.fields
    .filter(({ name, required }) => required && !names.has(name))
    .map(({ name }) => ({ message: `Error in 'fields.${name}'. Required field '${name}' is missing`, errorType: 'REQUIRED_FIELD' }))
}

function strangeFields(form: Form, submitted: readonly Submitted[]): SubmissionError[] {
  const names = new Set(form.fields.map(({ name, objectTypeId }) => `${objectTypeId} ${name}`))
  return submitted
    .filter(({ name, objectTypeId }) => !names.has(`${objectTypeId} ${name}`))
    .map(({ name }) => ({
      message: `Error in 'fields.${name}'. Field '${name}' is not in the form definition`,
      errorType: 'FIELD_NOT_IN_FORM_DEFINITION',
    }))
}

const ERROR_TYPES: Readonly<Record<string, string>> = {
  INVALID_EMAIL: 'INVALID_EMAIL',
  INVALID_INTEGER: 'INVALID_NUMBER',
  INVALID_OPTION: 'VALUE_NOT_IN_FIELD_DEFINITION',
  PROPERTY_VALUE_TOO_LONG: 'INPUT_TOO_LARGE',
}

function badValues({ schema }: ObjectStore, given: readonly Submitted[]): SubmissionError[] {
  return given.flatMap(({ name, value, objectTypeId }) => {
    const property = objectTypeId === '0-1' ? schema.get(name) : undefined
    const checked = property === undefined || property.readOnlyValue ? undefined : checkValue(property, value, () => undefined)
    const code = checked !== undefined && 'error' in checked ? checked.error.code : undefined
    return code === undefined
      ? []
      : [{ message: `Error in 'fields.${name}'. Invalid value`, errorType: ERROR_TYPES[code] ?? 'INVALID_METADATA' }]
  })
}
