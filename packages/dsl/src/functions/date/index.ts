/** Functions of the group `date`, by name. */

import type { FunctionDefinition } from '../function-definition'
import { addBusinessDays } from './add-business-days'
import { addMonths } from './add-months'
import { addYears } from './add-years'
import { businessDaysBetween } from './business-days-between'
import { date } from './date'
import { datetime } from './datetime'
import { day } from './day'
import { daysBetween } from './days-between'
import { endOfMonth } from './end-of-month'
import { endOfQuarter } from './end-of-quarter'
import { endOfYear } from './end-of-year'
import { fiscalQuarter } from './fiscal-quarter'
import { fiscalYear } from './fiscal-year'
import { formatDate } from './format-date'
import { fromUnixTime } from './from-unix-time'
import { hour } from './hour'
import { minute } from './minute'
import { month } from './month'
import { monthName } from './month-name'
import { monthsBetween } from './months-between'
import { parseDate } from './parse-date'
import { quarter } from './quarter'
import { startOfMonth } from './start-of-month'
import { startOfQuarter } from './start-of-quarter'
import { startOfWeek } from './start-of-week'
import { startOfYear } from './start-of-year'
import { unixTime } from './unix-time'
import { week } from './week'
import { weekday } from './weekday'
import { weekdayName } from './weekday-name'
import { year } from './year'
import { yearsBetween } from './years-between'

export const dateFunctions: readonly FunctionDefinition[] = [
  addBusinessDays,
  addMonths,
  addYears,
  businessDaysBetween,
  date,
  datetime,
  day,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  fiscalQuarter,
  fiscalYear,
  formatDate,
  fromUnixTime,
  hour,
  minute,
  month,
  monthName,
  monthsBetween,
  parseDate,
  quarter,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  unixTime,
  week,
  weekday,
  weekdayName,
  year,
  yearsBetween,
]
