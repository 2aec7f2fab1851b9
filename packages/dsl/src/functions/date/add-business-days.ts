/** `add_business_days`: a date moved by working days. */
import { CALENDAR } from '../cost'
import { type FunctionDefinition, numberAt } from '../function-definition'
import { addBusinessDays as shift } from './business-days'
import { dayText, plainDay } from './calendar'

export const addBusinessDays: FunctionDefinition = {
  name: 'add_business_days',
  group: 'date',
  parameters: [
    { name: 'date', type: 'moment' },
    { name: 'days', type: 'number' },
    { name: 'time zone', type: 'text', optional: true },
  ],
  result: 'date',
  summary: 'moves a date by a count of days from Monday to Friday, holidays not looked at',
  examples: [
    { args: ['2024-05-10', 1], result: '2024-05-13' },
    { args: ['2024-05-11', 1], result: '2024-05-13' },
    { args: ['2024-05-13', -1], result: '2024-05-10' },
    { args: [null, 1], result: null },
  ],
  cost: CALENDAR,
  call: (args) => {
    const day = plainDay(args, 0, 2)
    const count = numberAt(args, 1)
    return day === null || count === null || Math.abs(count) > 1_000_000 ? null : dayText(shift(day, Math.trunc(count)))
  },
}
