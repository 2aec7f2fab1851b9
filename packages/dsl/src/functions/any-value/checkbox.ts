/** `checkbox`: a text that means yes or no, as a checkbox. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const YES = new Set(['yes', 'y', 'true', 't', 'on', '1', 'x', 'ja', 'oui', 'si', 'sí', 'sì', 'sim', 'はい'])
const NO = new Set(['no', 'n', 'false', 'f', 'off', '0', 'nein', 'non', 'não', 'nao', 'いいえ'])

export const checkbox: FunctionDefinition = {
  name: 'checkbox',
  group: 'any value',
  parameters: [{ name: 'text', type: 'any' }],
  result: 'boolean',
  summary:
    'reads yes, true, on, 1 and their opposites as a checkbox, also in German, French, Spanish, Italian and Portuguese; blank when it is neither',
  examples: [
    { args: ['Yes'], result: true },
    { args: [' no '], result: false },
    { args: ['Oui'], result: true },
    { args: [1], result: true },
    { args: ['perhaps'], result: null },
    { args: [null], result: null },
  ],
  cost: SCAN,
  call: (args) => {
    const word = textAt(args, 0)?.trim().toLowerCase() ?? ''
    return YES.has(word) ? true : NO.has(word) ? false : null
  },
  inverse: 'yes_no',
}
