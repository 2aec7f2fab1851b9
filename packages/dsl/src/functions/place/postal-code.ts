/** `postal_code`: a postal code as its country writes it. */
import { SCAN } from '../cost'
import { findCountry } from '../find-country'
import { type FunctionDefinition, textAt } from '../function-definition'

/** Characters without marks, then where the mark goes, from the end of the code. */
const SHAPES: Readonly<Record<string, { readonly shape: RegExp; readonly behind: number; readonly mark: string }>> = {
  BR: { shape: /^\d{8}$/, behind: 3, mark: '-' },
  CA: { shape: /^[A-Z]\d[A-Z]\d[A-Z]\d$/, behind: 3, mark: ' ' },
  GB: { shape: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/, behind: 3, mark: ' ' },
  IE: { shape: /^[A-Z]\d[\dW][A-Z\d]{4}$/, behind: 4, mark: ' ' },
  JP: { shape: /^\d{7}$/, behind: 4, mark: '-' },
  NL: { shape: /^\d{4}[A-Z]{2}$/, behind: 2, mark: ' ' },
  PL: { shape: /^\d{5}$/, behind: 3, mark: '-' },
  PT: { shape: /^\d{7}$/, behind: 3, mark: '-' },
  SE: { shape: /^\d{5}$/, behind: 2, mark: ' ' },
  CZ: { shape: /^\d{5}$/, behind: 2, mark: ' ' },
  US: { shape: /^\d{9}$/, behind: 4, mark: '-' },
}

export const postalCode: FunctionDefinition = {
  name: 'postal_code',
  group: 'place',
  parameters: [
    { name: 'code', type: 'text' },
    { name: 'country', type: 'text' },
  ],
  result: 'text',
  summary:
    'writes a postal code as its country does (`K1A 0B1`, `94105-1234`, `100-0001`), for countries where marks are often forgotten; in others it is only trimmed and capitalised',
  examples: [
    { args: ['k1a0b1', 'Canada'], result: 'K1A 0B1' },
    { args: ['941051234', 'US'], result: '94105-1234' },
    { args: ['sw1a1aa', 'UK'], result: 'SW1A 1AA' },
    { args: ['1000001', 'Japan'], result: '100-0001' },
    { args: [' 10115 ', 'DE'], result: '10115' },
    { args: [null, 'US'], result: null },
  ],
  cost: SCAN,
  size: ([code = 0]) => code * 3 + 1,
  call: (args) => {
    const code = textAt(args, 0)?.trim().toUpperCase() ?? ''
    const shape = SHAPES[findCountry(textAt(args, 1))?.[0] ?? '']
    const plain = code.replace(/[\s-]/g, '')
    if (shape === undefined || !shape.shape.test(plain)) return code || null
    return `${plain.slice(0, -shape.behind)}${shape.mark}${plain.slice(-shape.behind)}`
  },
}
