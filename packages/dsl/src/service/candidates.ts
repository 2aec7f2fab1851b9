/** Candidates: the things that completion may offer, each list from the catalog, the policy or the language. */
import type { Catalog, Option } from '../catalog/catalog'
import { functions } from '../functions/index'
import type { ParseResult } from '../syntax/parse'
import { SHIPPED_TABLES } from '../values/shipped-tables'
import type { CompletionKind } from './completion-kind'
import type { Cursor } from './cursor'
import { describeField, describeProperty, fieldsOf, listOptions, propertiesOf } from './describe'

export type Candidate = {
  readonly label: string
  readonly kind: CompletionKind
  readonly detail?: string
  readonly doc?: string
  /** Written in double quotes. */
  readonly isText?: boolean
}

/** What the candidates are chosen from. */
export type Scope = {
  readonly files: readonly ParseResult[]
  readonly catalog?: Catalog
  readonly sync: { readonly hubspot?: string; readonly salesforce: readonly string[] }
  readonly cursor: Cursor
}

export const words = (...labels: readonly string[]): readonly Candidate[] => labels.map((label) => ({ label, kind: 'keyword' }))

export const texts = (options: readonly Option[] | undefined): readonly Candidate[] =>
  (options ?? []).map(({ value, label }) => ({ label: value, kind: 'value', detail: label === value ? '' : label, isText: true }))

export const properties = (scope: Scope, object: string | undefined): readonly Candidate[] =>
  propertiesOf(scope.catalog, object).map((property) => ({
    label: property.name,
    kind: 'property',
    detail: describeProperty(property),
    doc: listOptions(property.options),
  }))

export const fields = (scope: Scope, object: string | undefined): readonly Candidate[] =>
  fieldsOf(scope.catalog, object).map((field) => ({
    label: field.name,
    kind: 'field',
    detail: describeField(field),
    doc: listOptions(field.options),
  }))

/** Fields of every object of the sync; bare where each has them, else with the object's name. */
export const syncFields = (scope: Scope): readonly Candidate[] => {
  const { salesforce } = scope.sync
  const names = salesforce.map((object) => new Set(fieldsOf(scope.catalog, object).map((one) => one.name)))
  return salesforce.flatMap((object) =>
    fields(scope, object).map((field) =>
      names.every((known) => known.has(field.label)) ? field : { ...field, label: `${object}.${field.label}` },
    ),
  )
}

export const hubspotObjects = ({ catalog }: Scope): readonly Candidate[] =>
  (catalog?.hubspot.objects ?? []).map(({ name, plural }) => ({ label: name, kind: 'object', detail: `HubSpot ${plural}` }))

export const salesforceObjects = ({ catalog }: Scope): readonly Candidate[] =>
  (catalog?.salesforce.objects ?? []).map(({ name, label }) => ({ label: name, kind: 'object', detail: label }))

export const syncObjects = (scope: Scope): readonly Candidate[] =>
  scope.sync.salesforce.map((name) => ({ label: name, kind: 'object', detail: 'Salesforce' }))

export const lists = ({ catalog }: Scope): readonly Candidate[] =>
  (catalog?.hubspot.lists ?? [])
    .filter((list) => list.processingType === 'DYNAMIC')
    .map(({ name }) => ({ label: name, kind: 'list', detail: 'dynamic list', isText: true }))

export const functionNames: readonly Candidate[] = functions.map(({ name, parameters, result, summary }) => ({
  label: name,
  kind: 'function',
  detail: `${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type}`).join(', ')}) → ${result}`,
  doc: summary,
}))

export const tables = ({ files }: Scope): readonly Candidate[] => [
  ...files.flatMap(({ ast, source }) =>
    ast.statements.flatMap((node): readonly Candidate[] =>
      node.kind === 'values' && node.name ? [{ label: node.name.value, kind: 'table', detail: source.file }] : [],
    ),
  ),
  ...SHIPPED_TABLES.map((label): Candidate => ({ label, kind: 'table', detail: 'comes with Lockstep' })),
]
