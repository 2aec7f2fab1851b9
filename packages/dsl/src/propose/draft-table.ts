/** Tables of values: options of both sides that match by their folded texts, and those without a match as comments. */
import type { HubspotProperty, Option, SalesforceField } from '../catalog/catalog'
import type { DraftBlock, DraftPiece } from './draft'
import { foldName } from './similar-names'
import { textText } from './words-of-policy'

/** `rows` counts the pairs. */
export type DraftTable = { readonly name: string; readonly block: DraftBlock; readonly rows: number; readonly isWhole: boolean }

/** Rows that are written out for people to fill; the rest is named. */
const MOST_ROWS = 20

const valuesOf = (options: readonly Option[]): readonly string[] => options.map((one) => one.value)

/** Whether every option of either side is one of the other's, so that no table is needed. */
export const areSameOptions = (property: HubspotProperty, field: SalesforceField): boolean => {
  const [ours, theirs] = [new Set(valuesOf(property.options ?? [])), new Set(valuesOf(field.options ?? []))]
  return ours.size === theirs.size && [...ours].every((value) => theirs.has(value))
}

const folds = (option: Option): readonly string[] => [foldName(option.value), foldName(option.label)].filter((one) => one !== '')

/** Undefined where either side has no options. */
export const draftTable = (name: string, property: HubspotProperty, field: SalesforceField): DraftTable | undefined => {
  const [ours, theirs] = [property.options ?? [], field.options ?? []]
  if (ours.length === 0 || theirs.length === 0) return undefined
  const free = new Set(theirs)
  const pairs = ours.map((option): readonly [Option, Option | undefined] => {
    const match =
      [...free].find((one) => one.value === option.value) ??
      [...free].find((one) => folds(one).some((fold) => folds(option).includes(fold)))
    if (match !== undefined) free.delete(match)
    return [option, match]
  })
  const lines: DraftPiece[] = pairs.flatMap(([option, match]): readonly DraftPiece[] =>
    match === undefined
      ? []
      : [{ kind: 'line', spellings: [`${textText(option.value)}  <->  ${textText(match.value)}`], bears: ['LS5007'] }],
  )
  const lonely = pairs.filter(([, match]) => match === undefined).map(([option]) => option)
  if (lonely.length > 0) {
    lines.push({ kind: 'comment', text: 'These have no match by name: give each one of the other side, or take it out.' })
    for (const option of lonely.slice(0, MOST_ROWS))
      lines.push({ kind: 'comment', text: `${textText(option.value)}  ->  "..."${labelOf(option)}` })
    const rest = lonely.slice(MOST_ROWS).map((option) => textText(option.value))
    if (rest.length > 0) lines.push({ kind: 'comment', text: `and ${rest.length} more: ${rest.join(', ')}` })
  }
  if (free.size > 0)
    lines.push({ kind: 'comment', text: `Salesforce has besides: ${[...free].map((one) => textText(one.value)).join(', ')}.` })
  lines.push({ kind: 'line', spellings: ['otherwise error'] })
  const rows = pairs.length - lonely.length
  return { name, rows, isWhole: lonely.length === 0, block: { kind: 'block', head: `values ${name}`, lines } }
}

const labelOf = (option: Option): string => (option.label === option.value ? '' : ` (${option.label})`)
