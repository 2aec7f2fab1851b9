/** Amounts of money as people write them. */
import { canonicalDecimal } from '../../types/decimal'
import { finite } from '../function-definition'

/** Longer texts are no amounts. */
const LONGEST_AMOUNT = 60

/**
 * The number in such a text. The last of `.` and `,` is the decimal mark where both occur, or where it occurs once and other than three
 * digits follow it; otherwise it parts thousands. Brackets and a minus at either end make it negative.
 */
export const readAmount = (text: string): number | null => {
  if (text.length > LONGEST_AMOUNT) return null
  const plain = text.normalize('NFKC').trim()
  const digits = plain.replace(/[^\d.,]/g, '').replace(/[.,]$/, '')
  const groups = plain.match(/\d[\d.,'’\s]*/g) ?? []
  if (groups.length !== 1 || digits === '') return null
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const mark = last === -1 ? '' : (digits[last] ?? '')
  const isOnly = mark !== '' && digits.indexOf(mark) === last
  const isDecimal = isOnly && (digits.includes(mark === '.' ? ',' : '.') || digits.length - last - 1 !== 3)
  const whole = (isDecimal ? digits.slice(0, last) : digits).replace(/[.,]/g, '')
  const canonical = canonicalDecimal(isDecimal ? `${whole}.${digits.slice(last + 1)}` : whole)
  if (canonical === null) return null
  const isNegative = /[-−]\D*\d/.test(plain) || /[-−]$/.test(plain) || /^\(.*\)$/.test(plain)
  return finite(isNegative ? -Number(canonical) : Number(canonical))
}
