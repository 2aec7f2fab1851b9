/** Codes after `expect error`: those that something tells, and a warning for the rest. */
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { ERROR_KINDS, OWN_ERROR_CODES, VENDOR_ERROR_CODES } from '../plan/error-codes'
import { fixtureCatalog } from '../testing/fixture-catalog'

const told = (code: string) => {
  const text = `sync contact with Contact {\n  match none\n}\ntest "t" {\n  given contact ada (email = "a@example.com")\n  expect error "${code}" for ada\n}\n`
  const { diagnostics } = analyze([{ file: 'a.sync', text }], fixtureCatalog)
  return diagnostics.filter((one) => one.code === 'LS4055').map((one) => [text.slice(one.span.start, one.span.end), one.help])
}

test('every kind, every own code and every known code of a vendor may be expected', () => {
  expect([...ERROR_KINDS, ...OWN_ERROR_CODES, ...VENDOR_ERROR_CODES].flatMap(told)).toEqual([])
})

test('a vendor may answer a code that no list has', () => {
  expect(told('SOME_FUTURE_CODE')).toEqual([])
})

test.each([
  ['DUPLICATE_DETECTED', 'did you mean `"DUPLICATES_DETECTED"`?'],
  ['no_counterpart', 'did you mean `"no-counterpart"`?'],
  ['required-missing', 'copy code or kind from an error card, or run the test and read which error there was'],
  ['property-value', 'did you mean `"property value"`?'],
  ['duplicates_detected', 'did you mean `"DUPLICATES_DETECTED"`?'],
])('`%s` is no code', (code, help) => {
  expect(told(code)).toEqual([[`"${code}"`, help]])
})
