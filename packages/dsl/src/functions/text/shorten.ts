/** `shorten`: a text cut at a word, with dots. */
import { SCAN } from '../cost'
import { countAt, type FunctionDefinition, textAt } from '../function-definition'

export const shorten: FunctionDefinition = {
  name: 'shorten',
  group: 'text',
  parameters: [
    { name: 'text', type: 'text' },
    { name: 'count', type: 'number' },
  ],
  result: 'text',
  summary: 'cuts a text that is longer than so many characters at the last space before that, and ends it with `…`',
  examples: [
    { args: ['Analytical engines for everyone', 20], result: 'Analytical engines…' },
    { args: ['Ada', 20], result: 'Ada' },
    { args: ['Donaudampfschifffahrt', 6], result: 'Donau…' },
    { args: [null, 20], result: null },
  ],
  cost: SCAN,
  size: ([text = 0]) => text + 1,
  call: (args) => {
    const text = textAt(args, 0)
    const count = countAt(args, 1, 0)
    const characters = [...(text ?? '')]
    if (text === null || characters.length <= count) return text
    if (count === 0) return null
    const cut = characters.slice(0, count - 1).join('')
    const space = characters[count - 1] === ' ' ? cut.length : cut.lastIndexOf(' ')
    return `${(space > 0 ? cut.slice(0, space) : cut).trimEnd()}…`
  },
}
