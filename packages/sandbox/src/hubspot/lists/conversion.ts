/** When a dynamic list stops following its filter and becomes one that people fill. */
import { invalid } from '../api-error'

/** On a day, or after so long without a change of its members [HubSpot OpenAPI: lists, PublicListConversionTime]. */
export type Conversion =
  | { readonly conversionType: 'CONVERSION_DATE'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly conversionType: 'INACTIVITY'; readonly offset: number; readonly timeUnit: 'DAY' | 'WEEK' | 'MONTH' }

const DAY = 86_400_000
const UNITS = { DAY, WEEK: 7 * DAY, MONTH: 30 * DAY } as const

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}

/** Throws 400 for what is neither. */
export function readConversion(body: Readonly<Record<string, unknown>>): Conversion {
  const { conversionType, year, month, day, offset, timeUnit } = body
  const isDay = isWhole(year) && isWhole(month) && isWhole(day) && month <= 12 && day <= 31
  if (conversionType === 'CONVERSION_DATE' && isDay) {
    return { conversionType, year, month, day }
  }
  if (conversionType === 'INACTIVITY' && isWhole(offset) && (timeUnit === 'DAY' || timeUnit === 'WEEK' || timeUnit === 'MONTH')) {
    return { conversionType, offset, timeUnit }
  }
  throw invalid('conversionType is CONVERSION_DATE with year, month and day, or INACTIVITY with offset and timeUnit DAY, WEEK or MONTH')
}

/** The moment, in milliseconds; `quietSince` is when the list last gained or lost a member, or when the conversion was asked for. */
export function conversionTime(conversion: Conversion, quietSince: number): number {
  return conversion.conversionType === 'CONVERSION_DATE'
    ? Date.UTC(conversion.year, conversion.month - 1, conversion.day)
    : quietSince + conversion.offset * UNITS[conversion.timeUnit]
}
