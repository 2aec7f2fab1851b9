/** `format_date`: a date written for people. */

import type { Temporal } from 'temporal-polyfill'
import { CALENDAR } from '../cost'
import { bounded, type FunctionDefinition, LONGEST, textAt } from '../function-definition'
import { wallClock } from './calendar'
import { MONTHS, WEEKDAYS } from './english'

const two = (count: number): string => String(count).padStart(2, '0')

const WRITERS: Readonly<Record<string, (at: Temporal.PlainDateTime) => string>> = {
  yyyy: (at) => String(at.year).padStart(4, '0'),
  yy: (at) => two(at.year % 100),
  MMMM: (at) => MONTHS[at.month - 1] ?? '',
  MMM: (at) => (MONTHS[at.month - 1] ?? '').slice(0, 3),
  MM: (at) => two(at.month),
  M: (at) => String(at.month),
  dddd: (at) => WEEKDAYS[at.dayOfWeek - 1] ?? '',
  ddd: (at) => (WEEKDAYS[at.dayOfWeek - 1] ?? '').slice(0, 3),
  dd: (at) => two(at.day),
  d: (at) => String(at.day),
  HH: (at) => two(at.hour),
  H: (at) => String(at.hour),
  hh: (at) => two(at.hour % 12 || 12),
  h: (at) => String(at.hour % 12 || 12),
  mm: (at) => two(at.minute),
  ss: (at) => two(at.second),
  a: (at) => (at.hour < 12 ? 'AM' : 'PM'),
}
const PIECE = /'[^']*'|yyyy|yy|M{1,4}|d{1,4}|HH?|hh?|mm|ss|a/g

export const formatDate: FunctionDefinition = {
  name: 'format_date',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'pattern', type: 'text' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'text',
  summary:
    'writes a date by a pattern of `yyyy`, `yy`, `MMMM`, `MMM`, `MM`, `M`, `dddd`, `ddd`, `dd`, `d`, `HH`, `H`, `hh`, `h`, `mm`, `ss` and `a`; names are English, what stands in single quotes is kept as it is',
  examples: [
    { args: ['2024-02-09', 'dd.MM.yyyy'], result: '09.02.2024' },
    { args: ['2024-02-09', 'd MMMM yyyy'], result: '9 February 2024' },
    { args: ['2024-05-09T23:30:00.000Z', 'ddd d MMM, h:mm a', 'Asia/Tokyo'], result: 'Fri 10 May, 8:30 AM' },
    { args: ['2024-02-09', "'week of' MM/dd"], result: 'week of 02/09' },
    { args: [null, 'yyyy'], result: null },
  ],
  cost: CALENDAR,
  size: () => LONGEST,
  call: (args) => {
    const at = wallClock(args, 0, 2)
    const pattern = textAt(args, 1)
    if (at === null || pattern === null || pattern.length > 1000) return null
    return bounded(pattern.replace(PIECE, (piece) => (piece.startsWith("'") ? piece.slice(1, -1) : (WRITERS[piece]?.(at) ?? piece))))
  },
}
