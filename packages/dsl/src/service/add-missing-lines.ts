/** Add missing lines: the line that a diagnostic says is missing, put where it belongs. */
import type { BoundSync } from '../binding/bound'
import type { SalesforceField } from '../catalog/catalog'
import { requiredUnfilled } from '../diagnostics/codes/catalog'
import { arrowWithoutUpdate, noMatch, noPrefer } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { TextEdit } from '../text/text-edit'
import { isRequiredOnCreate } from '../types/value-type'
import type { CodeAction } from './code-action'
import type { ServiceInput } from './hover'
import { appendToBlock } from './insert-line'

/** None where nothing is missing, or where it is not clear what to write. */
export const addMissingLines = (analysis: ServiceInput, mends: Diagnostic): readonly CodeAction[] => {
  const sync = analysis.bound.syncs.find(
    (one) => one.file === mends.file && one.node.span.start <= mends.span.start && mends.span.end <= one.node.span.end,
  )
  if (!sync) return []
  switch (mends.code) {
    case requiredUnfilled.code:
      return addMappings(analysis, sync, mends)
    case arrowWithoutUpdate.code:
      return addUpdate(analysis, sync, mends)
    case noMatch.code:
      return addToSync(analysis, sync, mends, 'match email = Email', sync.name === 'contact')
    case noPrefer.code:
      return addToSync(analysis, sync, mends, 'prefer newest', true)
    default:
      return []
  }
}

const action = (title: string, mends: Diagnostic, edit: TextEdit | undefined): readonly CodeAction[] =>
  edit === undefined ? [] : [{ title, kind: 'quickfix', files: [{ file: mends.file, edits: [edit] }], mends, isPreferred: false }]

const parsedOf = ({ files }: ServiceInput, file: string) => files.find((one) => one.source.file === file)

/** A mapping for each required field of the object that the diagnostic speaks of and that nothing fills. */
const addMappings = (analysis: ServiceInput, sync: BoundSync, mends: Diagnostic): readonly CodeAction[] => {
  const parsed = parsedOf(analysis, sync.file)
  const block = sync.node.statements.find((one) => one.kind === 'map')
  if (!parsed || !block) return []
  return sync.salesforce.flatMap((object) =>
    object.fields.flatMap((field) => {
      const names = [`\`${object.name}\``, `\`${field.name}\``]
      if (!isRequiredOnCreate(field) || !names.every((name) => mends.message.includes(name))) return []
      const line = mappingFor(sync, object.name, field)
      return action(`map \`${object.name}.${field.name}\``, mends, appendToBlock(parsed, block, [line]))
    }),
  )
}

const bareWord = (text: string): string =>
  text
    .toLowerCase()
    .replace(/__c$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** From the property whose name or label is the field's; else from a text that says it is not provided. */
const mappingFor = (sync: BoundSync, object: string, field: SalesforceField): string => {
  const names = [field.name, field.label].map(bareWord)
  const property = sync.hubspot?.properties.find((one) => [one.name, one.label].map(bareWord).some((name) => names.includes(name)))
  const target = sync.salesforceNames.length > 1 ? `${object}.${field.name}` : field.name
  const otherwise = field.options?.[0]?.value ?? '[not provided]'
  return property === undefined ? `"${otherwise}" -> ${target}` : `${property.name} -> ${target} default "${otherwise}"`
}

const addUpdate = (analysis: ServiceInput, sync: BoundSync, mends: Diagnostic): readonly CodeAction[] => {
  const parsed = parsedOf(analysis, sync.file)
  if (!parsed) return []
  const object = ['hubspot', ...sync.salesforceNames].find((one) => mends.message.includes(`\`from ${one}\``))
  if (object === undefined) return []
  const from = sync.froms.find((one) => one.object === object)
  const title = `let changes through in \`from ${object}\``
  if (from !== undefined) return action(title, mends, appendToBlock(parsed, from.node, ['on change update']))
  return action(title, mends, appendToBlock(parsed, sync.node, [`from ${object} {\n  on change update\n}`]))
}

const addToSync = (analysis: ServiceInput, sync: BoundSync, mends: Diagnostic, line: string, isSure: boolean): readonly CodeAction[] => {
  const parsed = parsedOf(analysis, sync.file)
  return parsed && isSure ? action(`write \`${line}\``, mends, appendToBlock(parsed, sync.node, [line])) : []
}
