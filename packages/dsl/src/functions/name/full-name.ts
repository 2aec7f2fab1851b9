/** `full_name`: given and family name in one text. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・]+$/u

export const fullName: FunctionDefinition = {
  name: 'full_name',
  group: 'name',
  parameters: [
    { name: 'first name', type: 'text' },
    { name: 'last name', type: 'text' },
    { name: 'title', type: 'text', optional: true },
  ],
  result: 'text',
  summary:
    'writes given name and family name in one text, blanks left out, with a title in front where one is given; in Chinese, Japanese and Korean the family name comes first',
  examples: [
    { args: ['Ada', 'Lovelace'], result: 'Ada Lovelace' },
    { args: ['Ada', 'Lovelace', 'Dr.'], result: 'Dr. Ada Lovelace' },
    { args: ['太郎', '山田'], result: '山田 太郎' },
    { args: [null, 'Lovelace'], result: 'Lovelace' },
    { args: [null, null], result: null },
  ],
  cost: SCAN,
  size: (sizes) => sizes.reduce((total, size) => total + size + 1, 0),
  call: (args) => {
    const [first, last, title] = [0, 1, 2].map((index) => textAt(args, index)?.trim() ?? '')
    const names = EAST_ASIAN.test(`${first}${last}`) ? [last, first] : [title, first, last]
    return names.filter((name) => name !== '').join(' ') || null
  },
}
