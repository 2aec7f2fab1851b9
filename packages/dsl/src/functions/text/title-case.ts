/** `title_case`: each word with a capital letter in front. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

export const titleCase: FunctionDefinition = {
  name: 'title_case',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'writes each word of a text with a capital letter in front and small letters after it',
  examples: [
    { args: ['ada LOVELACE'], result: 'Ada Lovelace' },
    { args: ['jean-luc o’neill'], result: 'Jean-Luc O’Neill' },
    { args: ['émile zola'], result: 'Émile Zola' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([text = 0]) => text * 3,
  call: (args) =>
    textAt(args, 0)
      ?.toLowerCase()
      .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()) ?? null,
}
