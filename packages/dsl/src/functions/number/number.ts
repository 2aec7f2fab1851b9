/** `number`: text read as a number. */

import { canonicalDecimal } from '../../types/decimal'
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const number: FunctionDefinition = {
  name: 'number',
  group: 'number',
  parameters: [{ name: 'text', type: 'any' }],
  result: 'number',
  summary: 'reads a text as a number, thousands written with commas or spaces included; blank when it is none',
  examples: [
    { args: ['12.50'], result: 12.5 },
    { args: ['1,250,000'], result: 1_250_000 },
    { args: ['about ten'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const text = textAt(args, 0)?.trim()
    if (text === undefined) return null
    const grouped = /^[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?$/.test(text)
    const canonical = canonicalDecimal(grouped ? text.replaceAll(',', '').replaceAll(' ', '') : text)
    return canonical === null ? null : Number(canonical)
  },
}
