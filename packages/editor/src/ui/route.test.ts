/** Addresses lead to pages and back. */
import { expect, test } from 'vitest'
import { hrefOf, parseRoute } from './route'

test('an address and its page are each other', () => {
  expect(parseRoute(hrefOf('records', 'contact/7 ü'))).toEqual({ page: 'records', rest: 'contact/7 ü' })
  expect(parseRoute(hrefOf('health'))).toEqual({ page: 'health', rest: '' })
})

test('an unknown address is the policy page', () => {
  expect(parseRoute('')).toEqual({ page: 'policy', rest: '' })
  expect(parseRoute('#/nowhere/else')).toEqual({ page: 'policy', rest: '' })
})

test('a damaged address is read as it stands', () => {
  expect(parseRoute('#/records/%E0%A4%A')).toEqual({ page: 'records', rest: '%E0%A4%A' })
})
