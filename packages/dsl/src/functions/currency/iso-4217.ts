/** Currencies of ISO 4217, as the platform's own library knows them. */
import { foldSpelling } from '../../values/fold-spelling'

/** Signs that mean one currency alone; `$`, `¥` and `kr` mean several. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['us$', 'USD'],
  ['r$', 'BRL'],
  ['c$', 'CAD'],
  ['ca$', 'CAD'],
  ['a$', 'AUD'],
  ['au$', 'AUD'],
  ['nz$', 'NZD'],
  ['hk$', 'HKD'],
  ['s$', 'SGD'],
  ['nt$', 'TWD'],
  ['mx$', 'MXN'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₫', 'VND'],
  ['₪', 'ILS'],
  ['₴', 'UAH'],
  ['₦', 'NGN'],
  ['₱', 'PHP'],
  ['฿', 'THB'],
  ['zł', 'PLN'],
  ['kč', 'CZK'],
  ['ft', 'HUF'],
  ['chf', 'CHF'],
  ['円', 'JPY'],
  ['元', 'CNY'],
  ['rmb', 'CNY'],
])

let codes: ReadonlySet<string> | undefined
let names: ReadonlyMap<string, string> | undefined

const known = (): ReadonlySet<string> => {
  codes ??= new Set(Intl.supportedValuesOf('currency'))
  return codes
}

/** The English name of a code that exists. */
export const nameOf = (code: string): string => new Intl.DisplayNames('en', { type: 'currency' }).of(code) ?? code

const byName = (): ReadonlyMap<string, string> => {
  if (names === undefined) {
    const display = new Intl.DisplayNames('en', { type: 'currency' })
    names = new Map([...known()].map((code) => [foldSpelling(display.of(code) ?? code), code]))
  }
  return names
}

/** The three letters of a currency named by code, English name or unmistakable sign; `null` when it is none. */
export const currencyAt = (text: string | null): string | null => {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '' || trimmed.length > 60) return null
  if (/^[A-Za-z]{3}$/.test(trimmed) && known().has(trimmed.toUpperCase())) return trimmed.toUpperCase()
  const folded = foldSpelling(trimmed)
  return SIGNS.get(trimmed.toLowerCase()) ?? byName().get(folded) ?? byName().get(folded.replace(/s$/, '')) ?? null
}

const formats = new Map<string, Intl.NumberFormat>()

const formatOf = (code: string): Intl.NumberFormat => {
  const format = formats.get(code) ?? new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' })
  formats.set(code, format)
  return format
}

/** How many decimal places amounts of that currency have: none in yen, three in dinars of Kuwait. */
export const placesOf = (code: string): number => formatOf(code).resolvedOptions().maximumFractionDigits ?? 2

/** The sign of a currency as its own country writes it. */
export const signOf = (code: string): string =>
  formatOf(code)
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? code
