/** `start_of_week`: the Monday of a week. */
import { CALENDAR } from '../cost'
import type { FunctionDefinition } from '../function-definition'
import { dayText, plainDay } from './calendar'

export const startOfWeek: FunctionDefinition = {
  name: 'start_of_week',
  group: 'date',
  parameters: [
    { name: 'moment', type: 'moment' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'gives the Monday of the week of a date',
  examples: [
    { args: ['2024-05-09'], result: '2024-05-06' },
    { args: ['2024-05-12'], result: '2024-05-06' },
    { args: [null], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 1)
    return day === null ? null : dayText(day.subtract({ days: day.dayOfWeek - 1 }))
  },
}
