/** A form, its fields, and what was submitted to it. */
import { createHash } from 'node:crypto'
import { invalid } from '../api-error'

type Json = Readonly<Record<string, unknown>>

/** One question; `name` is a property of the object. */
export type FormField = {
  readonly objectTypeId: string
  readonly name: string
  readonly label: string
  readonly fieldType: string
  readonly required: boolean
  readonly hidden: boolean
}

/** What a visitor sent, in milliseconds. */
export type Submission = {
  readonly id: string
  readonly at: number
  readonly pageUrl: string
  readonly values: readonly { readonly name: string; readonly value: string; readonly objectTypeId: string }[]
}

/** Times are milliseconds. */
export type Form = {
  readonly id: string
  name: string
  fields: readonly FormField[]
  readonly createdAt: number
  updatedAt: number
  archivedAt: number | undefined
  readonly submissions: Submission[]
}

/** A form out of JSON: `fields` in one list, or in `fieldGroups` as the API has them. Throws an `ApiError` 400. */
export function readForm(body: Json, id: string, at: number): Form {
  const { name, fields, fieldGroups } = body
  if (typeof name !== 'string' || name === '') {
    throw invalid('Some required fields were not set: [name]')
  }
  const groups = list(fieldGroups ?? [], 'fieldGroups').map((group) => list(object(group)['fields'] ?? [], 'fields'))
  const all = [...list(fields ?? [], 'fields'), ...groups.flat()].map((field) => readField(object(field)))
  return { id, name, fields: all, createdAt: at, updatedAt: at, archivedAt: undefined, submissions: [] }
}

/** A form's id, the same for the same portal and number. */
export function formId(portal: number, number: number): string {
  const digits = createHash('sha256').update(`form:${portal}:${number}`).digest('hex')
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-')
}

function readField(field: Json): FormField {
  const { objectTypeId = '0-1', name, label, fieldType, required, hidden } = field
  if (typeof name !== 'string' || name === '') {
    throw invalid('A form field needs a name.')
  }
  return {
    objectTypeId: String(objectTypeId),
    name,
    label: typeof label === 'string' ? label : name,
    fieldType: typeof fieldType === 'string' ? fieldType : name === 'email' ? 'email' : 'single_line_text',
    required: required === true,
    hidden: hidden === true,
  }
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw invalid(`${name} must be a list`)
  }
  return value
}

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('Invalid input JSON: an object was expected')
  }
  return value as Json
}
