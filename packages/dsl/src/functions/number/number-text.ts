/** `number_text`: a number written for people. */

import { decimalOfNumber } from '../../types/decimal'
import { SCAN } from '../cost'
import { bounded, countAt, type FunctionDefinition, numberAt, textAt } from '../function-definition'
import { roundTo } from '../rounding'

export const numberText: FunctionDefinition = {
  name: 'number_text',
  group: 'number',
  parameters: [
    { name: 'number', type: 'number' },
    { name: 'places', type: 'number', optional: true },
    { name: 'thousands', type: 'text', optional: true },
    { name: 'decimal mark', type: 'text', optional: true },
  ],
  result: 'text',
  summary: 'writes a number with so many decimal places and a mark between thousands, `,` and `.` where no other marks are given',
  examples: [
    { args: [1234567.5, 2], result: '1,234,567.50' },
    { args: [1234567.5, 2, '.', ','], result: '1.234.567,50' },
    { args: [-1234], result: '-1,234' },
    { args: [null, 2], result: null },
  ],
  cost: SCAN,
  size: (sizes) => 600 + 400 * sizes.reduce((total, size) => total + size, 0),
  call: (args) => {
    const value = numberAt(args, 0)
    const places = Math.min(12, countAt(args, 1, 0))
    const rounded = value === null ? null : roundTo(value, places)
    const decimal = rounded === null ? null : decimalOfNumber(Math.abs(rounded))
    if (rounded === null || decimal === null) return null
    const [whole = '0', fraction = ''] = decimal.split('.')
    const groups: string[] = []
    for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end))
    const behind = places === 0 ? '' : `${textAt(args, 3) ?? '.'}${fraction.padEnd(places, '0')}`
    return bounded(`${rounded < 0 ? '-' : ''}${groups.join(textAt(args, 2) ?? ',')}${behind}`)
  },
}
