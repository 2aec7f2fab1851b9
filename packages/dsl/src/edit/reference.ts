/** Reference: commands and statements with their fields, as data for a page, from the tables that check and write them. */
import type { BlockKind } from '../syntax/keywords'
import type { OptionForm } from './form-parts'
import { type Field, fieldsOf } from './form-parts'
import { ASSOCIATE_OPTIONS, FORMS, MAPPING_OPTIONS } from './forms'
import { COMMAND_FIELDS } from './read-command'

/** One field: what it takes, in words. */
export type FieldReference = { readonly name: string; readonly takes: string; readonly optional: boolean }

export type StatementReference = {
  readonly kind: string
  readonly by?: string
  readonly fields: readonly FieldReference[]
  /** The block that its `statements` stand in. */
  readonly opens?: BlockKind
}

export type EditReference = {
  readonly commands: readonly { readonly name: string; readonly fields: readonly FieldReference[] }[]
  readonly places: readonly { readonly place: BlockKind; readonly statements: readonly StatementReference[] }[]
  readonly mappingOptions: readonly StatementReference[]
  readonly associateOptions: readonly StatementReference[]
}

const words = (list: readonly string[]): string => list.map((one) => `\`${JSON.stringify(one)}\``).join(', ')

const TAKES: Readonly<Record<Field['type'], string>> = {
  name: 'a name, without back-ticks',
  text: 'text',
  number: 'a number',
  count: 'a whole number',
  expression: 'an expression, as the policy spells it',
  path: 'a name or dotted path, as the policy spells it',
  scalar: 'text, a number, `true`, `false`, or `null` for `blank`',
  scalars: 'a list of such values: text, numbers, `true`, `false`, `null`',
  limit: 'a count, or a percentage as text: `"5%"`',
  choice: '',
  unit: words(['second', 'minute', 'hour', 'day', 'week']),
  list: '',
  fields: 'a list of `{"name": NAME, "value": VALUE}`',
  variant: '',
  flag: '`true`',
  options: 'a list of options, see below',
}

const takes = (field: Field): string => {
  if (field.type === 'choice') return words(field.of)
  if (field.type === 'list') return `a list of ${field.item}s`
  if (field.type !== 'variant') return TAKES[field.type]
  return Object.keys(field.words)
    .map((by) => `\`{"by": ${JSON.stringify(by)}${field.named.includes(by) ? ', "name": TEXT' : ''}}\``)
    .join(', ')
}

const statement = (form: OptionForm & { readonly by?: string; readonly opens?: BlockKind }): StatementReference => ({
  kind: form.kind,
  ...(form.by === undefined ? {} : { by: form.by }),
  fields: fieldsOf(form.parts).map(({ field, optional }) => ({ name: field.field, takes: takes(field), optional })),
  ...(form.opens === undefined ? {} : { opens: form.opens }),
})

const NEEDS: Readonly<Record<string, string>> = {
  text: 'text',
  'text or null': 'text, or `null`',
  place: '`"first"`, `"last"`, `{"before": ID}` or `{"after": ID}`',
  statement: 'a statement, see below',
  option: 'an option, see below',
  fields: 'an object of fields; `null` takes a field away, and is `blank` where the field takes a value',
}

/** Everything that a command may hold. */
export const editReference = (): EditReference => ({
  commands: Object.entries(COMMAND_FIELDS).map(([name, fields]) => ({
    name,
    fields: Object.entries(fields).map(([key, need]) => ({
      name: key.replace('?', ''),
      takes: NEEDS[need] ?? need,
      optional: key.endsWith('?'),
    })),
  })),
  places: [...new Set(FORMS.map((one) => one.place))].map((place) => ({
    place,
    statements: FORMS.filter((one) => one.place === place).map(statement),
  })),
  mappingOptions: MAPPING_OPTIONS.map(statement),
  associateOptions: ASSOCIATE_OPTIONS.map(statement),
})
