/** Checks and normalises one property value of a write, as HubSpot does on save. */
import type { ErrorDetail } from '../api-error'
import type { Property } from '../schema/property'
import { instantText, parseDate, parseInstant } from './instants'

/** Longest text a property holds. */
const TEXT_LIMIT = 65_536

const MAILBOX = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]{2,}$/u

/** Answers which values an externally defined property takes: owner ids, pipelines, stages. */
export type ExternalOptions = (property: Property) => ReadonlySet<string> | undefined

/** The value to store (undefined clears), or why it is refused. */
export type Checked = { readonly value: string | undefined } | { readonly error: ErrorDetail }

/**
 * Values arrive as JSON strings, numbers, booleans or null. Empty and null clear. Emails are trimmed and lower-cased; dates become
 * `YYYY-MM-DD`, instants ISO text; options are compared exactly.
 */
export function checkValue(property: Property, raw: unknown, external: ExternalOptions): Checked {
  if (property.readOnlyValue) {
    return refuse(property, 'READ_ONLY_VALUE', `"${property.name}" is a read only property; its value cannot be set.`)
  }
  if (raw !== null && typeof raw === 'object') {
    return refuse(property, 'INVALID_STRING', `${JSON.stringify(raw)} was not a valid value.`)
  }
  const text = raw === null || raw === undefined ? '' : String(raw)
  if (text === '') {
    return { value: undefined }
  }
  switch (property.type) {
    case 'number':
      return checkNumber(property, text)
    case 'bool':
    case 'enumeration':
      return checkOptions(property, text, external)
    case 'date':
      return checkDate(property, text)
    case 'datetime':
      return checkInstant(property, text)
    case 'phone_number':
    case 'string':
      return checkText(property, text)
  }
}

/** The error of a write to a property nobody defined. */
export function unknownProperty(name: string): ErrorDetail {
  return {
    message: `Property "${name}" does not exist`,
    code: 'PROPERTY_DOESNT_EXIST',
    context: { propertyName: [name] },
  }
}

function checkText(property: Property, text: string): Checked {
  if (text.length > TEXT_LIMIT) {
    return refuse(
      property,
      'PROPERTY_VALUE_TOO_LONG',
      `The value of "${property.name}" has ${text.length} characters; the limit is ${TEXT_LIMIT}.`,
    )
  }
  if (property.name === 'email') {
    const email = text.trim().toLowerCase()
    if (email === '') {
      return { value: undefined }
    }
    return MAILBOX.test(email) && !email.includes('..')
      ? { value: email }
      : refuse(property, 'INVALID_EMAIL', `Email address ${text} is invalid`)
  }
  return { value: text }
}

function checkNumber(property: Property, text: string): Checked {
  const trimmed = text.trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)
    ? { value: trimmed }
    : refuse(property, 'INVALID_INTEGER', `${text} was not a valid number.`)
}

function checkDate(property: Property, text: string): Checked {
  const time = parseDate(text)
  if (time === undefined) {
    return refuse(property, 'INVALID_LONG', `${text} was not a valid long.`)
  }
  return time % 86_400_000 === 0
    ? { value: new Date(time).toISOString().slice(0, 10) }
    : refuse(property, 'INVALID_DATE', `${text} is at ${new Date(time).toISOString().slice(11, 23)} UTC, not midnight!`)
}

function checkInstant(property: Property, text: string): Checked {
  const time = parseInstant(text)
  return time === undefined ? refuse(property, 'INVALID_LONG', `${text} was not a valid long.`) : { value: instantText(time) }
}

function checkOptions(property: Property, text: string, external: ExternalOptions): Checked {
  if (property.name === 'hs_additional_emails' || property.name === 'hs_additional_domains') {
    return { value: text.toLowerCase() }
  }
  const allowed = property.externalOptions ? external(property) : allowedValues(property)
  const several = property.fieldType === 'checkbox'
  const chosen = several ? [...new Set(text.split(';').filter((value) => value !== ''))] : [text]
  const stranger = chosen.find((value) => allowed?.has(value) === false)
  if (stranger !== undefined) {
    const labels = property.options.map((option) => `label: "${option.label}"\nvalue: "${option.value}"\n`)
    return refuse(property, 'INVALID_OPTION', `${stranger} was not one of the allowed options: [${labels.join(', ')}]`)
  }
  // A leading semicolon adds to what is chosen already; the writer knows the old value.
  return { value: several ? (text.startsWith(';') ? ';' : '') + chosen.join(';') : text }
}

// Definitions are replaced, never changed, so the set of a definition stays right.
const allowedByProperty = new WeakMap<Property, ReadonlySet<string>>()

function allowedValues(property: Property): ReadonlySet<string> {
  const known = allowedByProperty.get(property)
  if (known !== undefined) {
    return known
  }
  const allowed = new Set(property.options.map((option) => option.value))
  allowedByProperty.set(property, allowed)
  return allowed
}

function refuse(property: Property, code: string, message: string): Checked {
  return { error: { message, code, context: { propertyName: [property.name] } } }
}
