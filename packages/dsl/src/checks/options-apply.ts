/** Options apply: each option of a mapping means something with its arrow. */
import type { BoundSync } from '../binding/bound'
import { linesOf } from '../binding/bound-lines'
import { newMark } from '../binding/line'
import { report } from '../diagnostics/code'
import { optionDoesNotApply } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { MappingNode, MappingOption } from '../syntax/ast'
import type { Check } from './check'
import { syncsOf } from './mappings-of'

const WORDS: Readonly<Record<MappingOption['kind'], string>> = {
  'prefer-option': 'prefer',
  'default-option': 'default',
  'when-option': 'when',
  'using-option': 'using',
  'once-option': 'once',
  'sticky-option': 'sticky',
  'required-option': 'required',
}

const isIdle = (node: MappingNode, option: MappingOption): boolean => {
  if (node.arrow === undefined) return false
  const arrow = node.arrow.value
  if (arrow === 'off') return true
  if (option.kind === 'prefer-option') return arrow !== '<->'
  return option.kind === 'once-option' && arrow === '<->'
}

/** A role belongs to a contact role alone. */
const idleInAssociations = (sync: BoundSync): readonly Diagnostic[] =>
  sync.associations.flatMap(({ node, target }) =>
    node.options
      .filter((option) => option.kind === 'role-option' && target?.kind === 'lookup')
      .map((option) => {
        const arrow = node.field?.segments.map((one) => one.value).join('.') ?? ''
        const place = { file: sync.file, span: option.span, help: 'remove `role`, or associate through `OpportunityContactRole`' }
        return report(optionDoesNotApply, { option: 'role', arrow }, place)
      }),
  )

const mark = newMark()

const idleInMappings = (sync: BoundSync): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const { lines, at } = linesOf(sync)
  for (const [index, { line }] of lines.entries()) {
    if (line.has(mark)) continue
    const { node } = at(index)
    const idle = node.options.filter((option) => isIdle(node, option))
    if (idle.length === 0) line.note(mark)
    for (const option of idle) {
      const args = { option: WORDS[option.kind], arrow: node.arrow?.value ?? '' }
      found.push(report(optionDoesNotApply, args, { file: sync.file, span: option.span }))
    }
  }
  return found
}

export const optionsApply: Check = {
  name: 'options-apply',
  needsCatalog: false,
  run: (bound) => syncsOf(bound).flatMap((sync) => [...idleInAssociations(sync), ...idleInMappings(sync)]),
}
