/** Amounts in several currencies: which one a record is in, what an amount is worth in another. */
import type { Currencies } from '../schema/currencies'
import type { Org } from '../store/org'
import { asText, type Row, type Values } from '../store/row'

/** How many of a currency one of the corporate currency is worth on a day, or now where no day is said. */
function rateOf({ types, dated }: Currencies, code: string, day: string | undefined): number {
  const valid = dated.find((each) => each.code === code && day !== undefined && each.from <= day && (each.to === null || day < each.to))
  return valid?.rate ?? types.find((each) => each.code === code)?.rate ?? 1
}

/** The currency of the user's own, or the corporate one; `undefined` where the org has but one. */
export function currencyOfUser(org: Org, userId: string): string | undefined {
  const { currencies } = org.schema
  if (currencies === undefined) return undefined
  return asText(org.row(userId)?.values['DefaultCurrencyIsoCode']) || currencies.corporate
}

/** An amount in another currency; `day` is that of the rate, for records that have one. */
export function convertAmount(currencies: Currencies, amount: number, from: string, to: string, day?: string): number {
  if (from === to) return amount
  const decimals = currencies.types.find(({ code }) => code === to)?.decimals ?? 2
  return Number(((amount / rateOf(currencies, from, day)) * rateOf(currencies, to, day)).toFixed(decimals))
}

/** The currency that a record's amounts are in. */
export function currencyOfRow(currencies: Currencies, values: Values): string {
  return asText(values['CurrencyIsoCode']) || currencies.corporate
}

/** An amount of a record in another currency: an opportunity's by the rate of the day on which it closes. */
export function amountIn(currencies: Currencies, row: Row, amount: number, to: string): number {
  const day = row.object.name === 'Opportunity' ? asText(row.values['CloseDate']) || undefined : undefined
  return convertAmount(currencies, amount, currencyOfRow(currencies, row.values), to, day)
}
