/** `slug`: a text made fit for an address or an internal name. */
import { SCAN } from '../cost'
import { bounded, type FunctionDefinition, LONGEST, textAt } from '../function-definition'

/** A longer mark gives blank, so that the result stays within bounds. */
const LONGEST_MARK = 10

export const slug: FunctionDefinition = {
  name: 'slug',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'mark', type: 'text', optional: true },
  ],
  result: 'text',
  summary:
    'writes a text in small letters without accents, with `-` or the mark given in the place of everything that is neither letter nor digit',
  examples: [
    { args: ['Zoë & Sons, Ltd.'], result: 'zoe-sons-ltd' },
    { args: ['Head of Sales', '_'], result: 'head_of_sales' },
    { args: ['…'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: () => LONGEST,
  call: (args) => {
    const words = (textAt(args, 0) ?? '')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
    const mark = textAt(args, 1) ?? '-'
    return mark.length > LONGEST_MARK ? null : bounded(words.filter((word) => word !== '').join(mark))
  },
}
