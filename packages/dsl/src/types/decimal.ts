/** Decimal texts: one canonical spelling for each number, without loss where the text is plain digits. */

const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?$/
const SCIENTIFIC = /^[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d{1,3}$/

/** By hand: the pattern `0+$` would begin anew at each zero of a long row that ends in another digit. */
const withoutTrailingZeros = (digits: string): string => {
  let end = digits.length
  while (end > 0 && digits[end - 1] === '0') end -= 1
  return digits.slice(0, end)
}

const pieces = (sign: string, whole: string, fraction: string): string => {
  const integer = whole.replace(/^0+/, '') || '0'
  const decimals = withoutTrailingZeros(fraction)
  const digits = decimals === '' ? integer : `${integer}.${decimals}`
  return sign === '-' && digits !== '0' ? `-${digits}` : digits
}

/** A finite number as plain decimal digits, never in scientific notation; `null` when it is not finite. */
export const decimalOfNumber = (value: number): string | null => {
  if (!Number.isFinite(value)) return null
  const text = String(value)
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (match === null) return text === '-0' ? '0' : text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const shift = Number(exponent)
  const digits = whole + fraction
  if (shift < 0) return pieces(sign, '0', '0'.repeat(-shift - whole.length) + digits)
  return pieces(sign, digits.padEnd(whole.length + shift, '0'), '')
}

/** `1.0`, `+1` and `1e0` all become `1`; `null` when the text is no decimal number. Digits beyond a double's are kept. */
export const canonicalDecimal = (text: string): string | null => {
  const trimmed = text.trim()
  if (SCIENTIFIC.test(trimmed)) return decimalOfNumber(Number(trimmed))
  const match = PLAIN.exec(trimmed)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = ''] = match
  return whole === '' && fraction === '' ? null : pieces(sign, whole, fraction)
}

/** Rounds a canonical decimal to `scale` places, halves away from zero, as Salesforce does on save. */
export const roundDecimal = (canonical: string, scale: number): string => {
  const negative = canonical.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? canonical.slice(1) : canonical).split('.')
  if (fraction.length <= scale) return canonical
  const kept = BigInt(whole + fraction.slice(0, scale)) + (fraction.charCodeAt(scale) >= 53 ? 1n : 0n)
  const digits = kept.toString().padStart(scale + 1, '0')
  const at = digits.length - scale
  return pieces(negative ? '-' : '', digits.slice(0, at), digits.slice(at))
}

/** How many digits stand before the point. */
export const integerDigits = (canonical: string): number => {
  const whole = canonical.replace('-', '').split('.')[0] ?? ''
  return whole === '0' ? 0 : whole.length
}
