/** Numbers and times read as people say them. */
import { expect, test } from 'vitest'
import { ago, count, lasting, percent, shown } from './figures'

test('a time is told from now, in the largest unit that fits', () => {
  const now = 10_000_000_000
  expect([0, 999, 59_000, 61_000, 7_200_000, 200_000_000].map((past) => ago(now - past, now))).toEqual([
    'now',
    'now',
    '59 seconds ago',
    '1 minute ago',
    '2 hours ago',
    '2 days ago',
  ])
})

test('a duration keeps the digits that matter', () => {
  expect([12.4, 1234, 200_000].map(lasting)).toEqual(['12 ms', '1.2 s', '3 min 20 s'])
})

test('figures carry separators and blank has a word', () => {
  expect([count(1234567), percent(0.938), shown(null), shown(''), shown('x')]).toEqual(['1,234,567', '94%', 'blank', 'blank', 'x'])
})
