/** `proper_name`: a name in its usual capital letters. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const SMALL = new Set('van von der den de del della di da do dos das du la le ter ten zu zum zur af av bin ibn al el bint'.split(' '))

const capital = (word: string): string => {
  const [first = '', ...others] = word
  return first.toUpperCase() + others.join('')
}

const written = (word: string, index: number): string => {
  if (index > 0 && SMALL.has(word)) return word
  const whole = word
    .split(/([-'’])/u)
    .map(capital)
    .join('')
  return /^Mc\p{L}{3}/u.test(whole) ? `Mc${capital(whole.slice(2))}` : whole
}

export const properName: FunctionDefinition = {
  name: 'proper_name',
  group: 'name',
  parameters: [{ name: 'name', type: 'text' }],
  result: 'text',
  summary:
    'writes a name that stands in capitals or small letters alone as names are written, with `van`, `de`, `McDonald` and `O’Neill` as they are; a name in mixed letters stays',
  examples: [
    { args: ['ADA LOVELACE'], result: 'Ada Lovelace' },
    { args: ['ludwig van beethoven'], result: 'Ludwig van Beethoven' },
    { args: ['RONALD MCDONALD'], result: 'Ronald McDonald' },
    { args: ["sean o'neill"], result: "Sean O'Neill" },
    { args: ['Ada deLange'], result: 'Ada deLange' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([name = 0]) => name * 3,
  call: (args) => {
    const name = textAt(args, 0)?.trim() ?? ''
    if (name !== name.toUpperCase() && name !== name.toLowerCase()) return name || null
    return name.toLowerCase().split(/\s+/u).map(written).join(' ') || null
  },
}
