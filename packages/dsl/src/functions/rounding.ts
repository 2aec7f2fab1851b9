/** Rounding in decimals: as people do it, without a binary fraction's surprises. */
import { decimalOfNumber, roundDecimal } from '../types/decimal'
import { finite } from './function-definition'

/** Halves away from zero; `places` from 0 to 12. */
export const roundTo = (value: number, places: number): number | null => {
  const decimal = decimalOfNumber(value)
  return decimal === null ? null : finite(Number(roundDecimal(decimal, places)))
}
