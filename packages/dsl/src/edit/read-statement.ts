/** Read statement: whether JSON has the shape of a statement, and if not, what is wrong with it. */
import type { BlockKind } from '../syntax/keywords'
import type { OptionForm } from './form-parts'
import { type Field, fieldsOf } from './form-parts'
import { ASSOCIATE_OPTIONS, FORMS, MAPPING_OPTIONS } from './forms'
import { isObject } from './json'
import type { AssociateOptionSpec, OptionSpec, StatementSpec } from './statement'

const quoted = (words: readonly string[]): string => [...new Set(words)].map((word) => `\`${word}\``).join(', ')

const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && isPlainNumber(Math.abs(value)))

/** A number that the language can spell. */
const isPlainNumber = (value: number): boolean => /^\d+(\.\d+)?$/.test(String(value))

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** What a field takes, and whether a value is such. */
const fits = (field: Field, value: unknown): string | undefined => {
  const unless = (isFit: boolean, wanted: string) => (isFit ? undefined : wanted)
  switch (field.type) {
    case 'name':
      return unless(isText(value), 'a name')
    case 'text':
      return unless(typeof value === 'string', 'text')
    case 'expression':
      return unless(isText(value), 'an expression as text')
    case 'path':
      return unless(isText(value), 'a name or dotted path as text')
    case 'number':
      return unless(typeof value === 'number' && isPlainNumber(value), 'a number, not negative')
    case 'limit':
      return unless(
        (typeof value === 'number' && isPlainNumber(value)) || (typeof value === 'string' && /^\d+(\.\d+)?%$/.test(value)),
        'a count, or a percentage such as `"5%"`',
      )
    case 'choice':
      return unless(typeof value === 'string' && field.of.includes(value), `one of ${quoted(field.of)}`)
    case 'unit':
      return unless(typeof value === 'string' && UNITS.includes(value), `one of ${quoted(UNITS)}`)
    case 'scalar':
      return unless(isScalar(value), 'text, a number, `true`, `false` or `null`')
    case 'scalars':
      return unless(
        Array.isArray(value) && value.length > 0 && value.every(isScalar),
        'a list of texts, numbers, `true`, `false` or `null`',
      )
    case 'list':
      return unless(
        Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && (field.item === 'text' || isText(one))),
        `a list of ${field.item}s`,
      )
    case 'count':
      return unless(typeof value === 'number' && Number.isInteger(value) && isPlainNumber(value), 'a whole number')
    case 'fields':
      return unless(
        Array.isArray(value) &&
          value.every((one) => isObject(one) && Object.keys(one).length === 2 && isText(one['name']) && isScalar(one['value'])),
        'a list of `{"name": NAME, "value": VALUE}`',
      )
    case 'variant':
      return unless(
        isVariant(field, value),
        `an object whose \`by\` is one of ${quoted(Object.keys(field.words))}, with \`name\` for ${quoted(field.named)}`,
      )
    case 'flag':
      return unless(value === true, '`true`, or nothing')
    case 'options':
      return unless(Array.isArray(value), 'a list of options')
  }
}

const isVariant = ({ words, named }: Field & { readonly type: 'variant' }, value: unknown): boolean => {
  if (!isObject(value) || typeof value['by'] !== 'string' || !Object.hasOwn(words, value['by'])) return false
  const isNamed = named.includes(value['by'])
  return Object.keys(value).length === (isNamed ? 2 : 1) && (!isNamed || typeof value['name'] === 'string')
}

const UNITS: readonly string[] = ['second', 'minute', 'hour', 'day', 'week']

/** What is wrong with the fields of a statement or option; nothing when all is well. */
const fieldProblem = (form: OptionForm, value: { readonly [key: string]: unknown }, others: readonly string[]): string | undefined => {
  const fields = fieldsOf(form.parts)
  const known = [...others, ...fields.map(({ field }) => field.field)]
  const stranger = Object.keys(value).find((key) => !known.includes(key))
  if (stranger !== undefined) return `\`${form.kind}\` has no field \`${stranger}\`; it has ${quoted(known)}`
  for (const { field, optional } of fields) {
    const given = value[field.field]
    if (given === undefined) {
      if (!optional) return `\`${form.kind}\` needs the field \`${field.field}\``
      continue
    }
    const wanted = fits(field, given)
    if (wanted !== undefined) return `\`${field.field}\` of \`${form.kind}\` is ${wanted}`
    if (field.type === 'options')
      for (const option of given as readonly unknown[]) {
        const problem = optionProblem(option, field.forms)
        if (problem !== undefined) return problem
      }
  }
  return undefined
}

const optionProblem = (value: unknown, forms: readonly OptionForm[]): string | undefined => {
  const kinds = quoted(forms.map((one) => one.kind))
  if (!isObject(value)) return `an option is an object whose \`kind\` is one of ${kinds}`
  const form = forms.find((one) => one.kind === value['kind'])
  return form ? fieldProblem(form, value, ['kind']) : `\`${String(value['kind'])}\` is no option; there are ${kinds}`
}

/** What is wrong with a statement for that place, or for any when none is named; nothing when all is well. */
export const problemOf = (place: BlockKind | undefined, value: unknown): string | undefined => {
  const forms = FORMS.filter((one) => place === undefined || one.place === place)
  const kinds = quoted(forms.map((one) => one.kind))
  if (!isObject(value)) return `a statement is an object whose \`kind\` is one of ${kinds}`
  const kind = String(value['kind'])
  const ofKind = forms.filter((one) => one.kind === kind)
  const first = ofKind[0]
  if (!first) return `\`${kind}\` cannot stand here as a statement; there ${forms.length === 1 ? 'is' : 'are'} ${kinds}`
  const form = ofKind.find((one) => one.by === value['by'])
  if (!form) return `\`by\` of \`${kind}\` is one of ${quoted(ofKind.flatMap((one) => one.by ?? []))}`
  const problem = fieldProblem(form, value, [
    'kind',
    ...(form.by === undefined ? [] : ['by']),
    ...(form.opens === undefined ? [] : ['statements']),
  ])
  if (problem !== undefined) return problem
  const { statements } = value
  if (statements === undefined) return undefined
  if (!Array.isArray(statements)) return `\`statements\` of \`${kind}\` is a list`
  return statements.map((one: unknown) => problemOf(form.opens, one)).find((one) => one !== undefined)
}

export const isStatement = (value: unknown): value is StatementSpec => problemOf(undefined, value) === undefined

/** What is wrong with an option; nothing when all is well. */
export const problemOfOption = (value: unknown): string | undefined =>
  optionProblem(value, [
    ...MAPPING_OPTIONS,
    ...ASSOCIATE_OPTIONS.filter((one) => !MAPPING_OPTIONS.some((other) => other.kind === one.kind)),
  ])

export const isOption = (value: unknown): value is OptionSpec | AssociateOptionSpec => problemOfOption(value) === undefined
