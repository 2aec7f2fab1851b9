/** Options apply: each option of a mapping means something with its arrow. */
import { report } from '../diagnostics/code'
import { optionDoesNotApply } from '../diagnostics/codes/meaning'
import type { MappingNode, MappingOption } from '../syntax/ast'
import type { Check } from './check'

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

export const optionsApply: Check = {
  name: 'options-apply',
  needsCatalog: false,
  run: (bound) =>
    bound.syncs.flatMap((sync) =>
      sync.mappings.flatMap(({ node }) =>
        node.options
          .filter((option) => isIdle(node, option))
          .map((option) =>
            report(
              optionDoesNotApply,
              { option: WORDS[option.kind], arrow: node.arrow?.value ?? '' },
              { file: sync.file, span: option.span },
            ),
          ),
      ),
    ),
}
