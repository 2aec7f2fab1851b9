/** CSV: quoting, and cells that a spreadsheet would run. */
import { expect, test } from 'vitest'
import { toCsv } from './csv'

test('quotes, commas and line breaks are quoted; formulas are made text; blanks are empty', () => {
  expect(
    toCsv([
      ['a', 'b'],
      ['x,y', 'say "hi"'],
      ['two\nlines', '=1+1'],
      [null, '@cmd'],
      [3, undefined],
    ]),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\'=1+1\r\n,\'@cmd\r\n3,\r\n')
})
