/** `without_accents`: letters without their marks. */
import { SCAN } from '../cost'
import { type FunctionDefinition, textAt } from '../function-definition'

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['þ', 'th'],
  ['Þ', 'Th'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['ı', 'i'],
])

export const withoutAccents: FunctionDefinition = {
  name: 'without_accents',
  group: 'text',
  parameters: [{ name: 'text', type: 'text' }],
  result: 'text',
  summary: 'writes letters without accents, for systems that know none; `ß`, `ø`, `æ` and the like become what is written for them',
  examples: [
    { args: ['Zoë Müller'], result: 'Zoe Muller' },
    { args: ['Løkke Straße'], result: 'Lokke Strasse' },
    { args: ['山田'], result: '山田' },
    { args: [null], result: null },
  ],
  cost: SCAN,
  size: ([text = 0]) => text * 6,
  call: (args) =>
    textAt(args, 0)
      ?.normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .replace(/[ßẞæÆœŒøØđĐðÐþÞłŁı]/g, (letter) => WRITTEN.get(letter) ?? letter) || null,
}
