/** Test slots: what may follow in the lines of a `test` block. */
import { ERROR_KINDS, OWN_ERROR_CODES, VENDOR_ERROR_CODES } from '../plan/error-codes'
import type { Token } from '../syntax/tokens'
import { type Candidate, fields, hubspotObjects, lists, properties, type Scope, salesforceObjects, texts, words } from './candidates'
import type { Cursor } from './cursor'
import { fieldsOf, propertiesOf } from './describe'
import { valueAt } from './expression-slots'

type Named = { readonly name: string; readonly object: string }

/** The records that the tests of this folder name; those of other blocks do no harm in a list that the editor narrows down. */
const namedRecords = ({ files }: Scope): readonly Named[] =>
  files.flatMap(({ ast }) =>
    ast.statements.flatMap((node) =>
      node.kind === 'policy-test'
        ? node.statements.flatMap((line) =>
            line.kind === 'given' && line.name && line.object ? [{ name: line.name.value, object: line.object.value }] : [],
          )
        : [],
    ),
  )

const records = (scope: Scope): readonly Candidate[] =>
  namedRecords(scope).map(({ name, object }): Candidate => ({ label: name, kind: 'object', detail: object }))

const objects = (scope: Scope): readonly Candidate[] => [...hubspotObjects(scope), ...salesforceObjects(scope)]

/** The object whose fields stand in the parentheses of the line. */
const objectOf = (scope: Scope, line: readonly Token[]): string => {
  const open = line.findIndex((token) => token.kind === '(')
  const named = new Map(namedRecords(scope).map((one) => [one.name, one.object]))
  const known = line.slice(1, open).find((token) => named.has(token.value))
  if (known !== undefined) return named.get(known.value) ?? ''
  return line[0]?.value === 'given' ? valueAt(line, 1) : valueAt(line, open - 1)
}

const inFields = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const object = objectOf(scope, line)
  const last = line.at(-1)
  if (last?.kind === '(' || last?.kind === ',') return [...properties(scope, object), ...fields(scope, object)]
  if (last?.value !== '=') return last?.kind === 'word' || last?.kind === 'name' ? words('=') : []
  const name = valueAt(line, -2)
  return [
    ...texts(propertiesOf(scope.catalog, object).find((one) => one.name === name)?.options),
    ...texts(fieldsOf(scope.catalog, object).find((one) => one.name === name)?.options),
    ...words('true', 'false', 'blank'),
  ]
}

const inGiven = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const last = valueAt(line, -1)
  if (line.length === 1) return objects(scope)
  if (last === 'for' || last === 'to') return records(scope)
  return last === 'linked'
    ? words('to')
    : last === 'member'
      ? words('of')
      : last === 'of'
        ? lists(scope)
        : words('for', 'linked to', 'member of')
}

const VERBS = ['creates', 'changes', 'deletes', 'restores', 'merges', 'converts', 'adds', 'removes']

const inStep = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const last = line.at(-1)
  if (line.length === 1) return words('hubspot changes', 'salesforce changes', 'hubspot', 'salesforce', 'sync')
  if (last?.kind === 'number') return words('minutes pass', 'hours pass', 'days pass')
  if (line[1]?.kind === 'number') return line.length === 3 ? words('pass') : []
  if (line.length === 2) return words(...VERBS)
  if (line.length === 3) return last?.value === 'creates' ? objects(scope) : records(scope)
  if (last?.value === 'into') return records(scope)
  if (last?.value === 'to' || last?.value === 'from') return lists(scope)
  if (line[2]?.value === 'adds') return words('to')
  if (line[2]?.value === 'removes') return words('from')
  return line[2]?.value === 'merges' || line[2]?.value === 'converts' ? words('into') : []
}

const inExpect = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  if (line.length === 1) return [...words('no', 'no writes', 'error'), ...records(scope), ...objects(scope)]
  if (line.length === 2 && line[1]?.value === 'no') return [...words('writes', 'calls'), ...objects(scope)]
  if (line.length === 2 && line[1]?.kind === 'number') return words('writes', 'calls')
  if (line[1]?.value !== 'error') return []
  if (line.length === 2) return texts([...OWN_ERROR_CODES, ...ERROR_KINDS, ...VENDOR_ERROR_CODES].map((value) => ({ value, label: value })))
  return valueAt(line, -1) === 'for' ? records(scope) : line.length === 3 ? words('for') : []
}

/** A line of a `test` block. */
export const inTest = (scope: Scope, { line }: Cursor): readonly Candidate[] => {
  const open = line.filter((token) => token.kind === '(').length - line.filter((token) => token.kind === ')').length
  if (open > 0) return inFields(scope, line)
  switch (line[0]?.value) {
    case 'given':
      return inGiven(scope, line)
    case 'then':
      return inStep(scope, line)
    case 'expect':
      return inExpect(scope, line)
    default:
      return []
  }
}
