/** `digits`: only the digits of a text. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const digits: FunctionDefinition = {
  name: 'digits',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'keeps only the digits of a text, and a `+` in front: phone numbers written in many ways become one',
  examples: [
    { args: ['+1 (415) 555-0100'], result: '+14155550100' },
    { args: ['tel. 03-1234-5678'], result: '0312345678' },
    { args: ['none'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = (textAt(args, 0) ?? '').normalize('NFKC').trim()
    const kept = text.replace(/[^0-9]/g, '')
    return kept === '' ? null : text.startsWith('+') ? `+${kept}` : kept
  },
}
