/** Words apply: each word of a line means something beside the others; a word that changes nothing is refused. */
import type { BoundFrom, BoundPipeline, BoundSync, BoundTable } from '../binding/bound'
import { report } from '../diagnostics/code'
import { optionDoesNotApply, optionWithoutEffect } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { ConflictsNode, LiteralNode, OnNewNode, PolicyStatement, SyncStatement, ValueRowNode } from '../syntax/ast'
import type { Span } from '../text/span'
import type { Check } from './check'

/** Salesforce assigns records of these objects by rules (REST API, Sforce-Auto-Assign header). */
const ASSIGNED: readonly string[] = ['Lead', 'Case', 'Account']

/** Records of these objects may be merged (SOAP API, merge call). */
const MERGED: readonly string[] = ['Lead', 'Contact', 'Account', 'PersonAccount', 'Case']

const inVain = (file: string, span: Span, option: string, why: string, help?: string): Diagnostic =>
  report(optionWithoutEffect, { option, why }, { file, span, ...(help === undefined ? {} : { help }) })

const onNew = (file: string, side: string, node: OnNewNode, target: string | undefined): readonly Diagnostic[] => {
  const action = node.action?.value
  if (action === undefined) return []
  const { object, recordType, assignmentRules } = node
  if (action !== 'create') {
    const words = [
      ...(object === undefined ? [] : [{ word: object.value, span: object.span }]),
      ...(recordType === undefined ? [] : [{ word: 'as', span: recordType.span }]),
      ...(assignmentRules === undefined ? [] : [{ word: 'with assignment rules', span: assignmentRules }]),
    ]
    const help = (word: string) => `remove \`${word}\`, or write \`create\``
    return words.map(({ word, span }) => report(optionDoesNotApply, { option: word, arrow: action }, { file, span, help: help(word) }))
  }
  const isHere = side !== 'hubspot'
  return [
    ...(isHere && recordType !== undefined ? [inVain(file, recordType.span, 'as', 'records of HubSpot have no record types')] : []),
    ...(assignmentRules === undefined
      ? []
      : isHere
        ? [inVain(file, assignmentRules, 'with assignment rules', 'HubSpot has no assignment rules')]
        : target === undefined || ASSIGNED.includes(target)
          ? []
          : [inVain(file, assignmentRules, 'with assignment rules', `Salesforce has no assignment rules for \`${target}\``)]),
  ]
}

const inFrom = (file: string, { node, object, onNew: lines, onMerge }: BoundFrom): readonly Diagnostic[] => [
  ...lines.filter((line) => node.statements.includes(line.node)).flatMap((line) => onNew(file, object, line.node, line.target)),
  ...(onMerge !== undefined && node.statements.includes(onMerge) && object !== 'hubspot' && !MERGED.includes(object)
    ? [inVain(file, onMerge.span, 'on merge', `Salesforce merges no records of \`${object}\``)]
    : []),
]

/** Where one time decides, the other has nothing to add; and one object alone is no choice. */
const inPrefer = ({ file, prefer, salesforceNames }: BoundSync): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const seen = new Set<string>()
  let decided: string | undefined
  for (const { value, span } of prefer?.choices ?? []) {
    const isTime = value === 'newest' || value === 'oldest'
    if (seen.has(value)) found.push(inVain(file, span, value, 'it stands before already'))
    else if (isTime && decided !== undefined) found.push(inVain(file, span, value, `\`${decided}\` has decided before`))
    else if (salesforceNames.length === 1 && salesforceNames[0] === value)
      found.push(inVain(file, span, value, 'this sync has no other object', 'write `newest` or `oldest`'))
    if (isTime) decided ??= value
    seen.add(value)
  }
  return found
}

const inConflicts = (file: string, statements: readonly (PolicyStatement | SyncStatement)[]): readonly Diagnostic[] =>
  statements
    .filter((one): one is ConflictsNode => one.kind === 'conflicts')
    .flatMap(({ first, then }) =>
      first === undefined || then === undefined || first.value === 'newest'
        ? []
        : [inVain(file, then.span, 'then', `\`${first.value}\` decides every conflict`, 'remove it, or write `newest` before it')],
    )

const inPipeline = (file: string, { node }: BoundPipeline): readonly Diagnostic[] =>
  node.statements.flatMap((line) => {
    const [whole, part] = [node.arrow?.value, line.kind === 'stage' ? line.arrow : undefined]
    if (whole === undefined || part === undefined || whole === '<->' || part.value === whole) return []
    const fix = { title: `write \`${whole}\``, edits: [{ span: part.span, text: whole }] }
    return [
      report(
        optionWithoutEffect,
        { option: part.value, why: `the pipeline goes \`${whole}\`` },
        { file, span: part.span, help: `write \`${whole}\``, fix },
      ),
    ]
  })

const blankIn = (values: readonly LiteralNode[]): LiteralNode | undefined => values.find(({ value }) => value === null || value === '')

const inRow = (file: string, { arrow, hubspot, salesforce }: ValueRowNode): readonly Diagnostic[] => {
  if (arrow === undefined) return []
  if (arrow.value === 'off') return [inVain(file, arrow.span, 'off', 'a row without a direction translates nothing', 'remove the row')]
  const [left, right] = [blankIn(hubspot), blankIn(salesforce)]
  const source = arrow.value === '<-' ? right : arrow.value === '->' ? left : (left ?? right)
  if (source === undefined) return []
  const why = 'a blank is never looked up'
  if (arrow.value !== '<->' || (left !== undefined && right !== undefined))
    return [inVain(file, source.span, 'blank', why, 'write `default` at the mapping')]
  const text = left === undefined ? '->' : '<-'
  const fix = { title: `write \`${text}\``, edits: [{ span: arrow.span, text }] }
  return [report(optionWithoutEffect, { option: '<->', why }, { file, span: arrow.span, help: `write \`${text}\``, fix })]
}

const inTable = ({ file, node }: BoundTable): readonly Diagnostic[] =>
  node.statements.flatMap((line) => (line.kind === 'value-row' ? inRow(file, line) : []))

export const wordsApply: Check = {
  name: 'words-apply',
  needsCatalog: false,
  run: (bound) => [
    ...bound.policies.flatMap(({ file, node }) => inConflicts(file, node.statements)),
    ...bound.syncs.flatMap((sync) => [
      ...inConflicts(sync.file, sync.node.statements),
      ...inPrefer(sync),
      ...sync.froms.flatMap((from) => inFrom(sync.file, from)),
      ...sync.pipelines.flatMap((one) => inPipeline(sync.file, one)),
    ]),
    ...bound.tables.flatMap(inTable),
  ],
}
