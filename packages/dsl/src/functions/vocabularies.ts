/** Vocabularies: what the texts of certain parameters may name, so that a slip is told while the policy is written. */
import { currencyAt } from './currency/iso-4217'
import { isTimeZone } from './date/calendar'
import { findCountry } from './find-country'

export type Vocabulary = {
  readonly knows: (text: string) => boolean
  /** All of them, or the usual ones, for suggestions. */
  readonly usual: () => readonly string[]
  /** What a text that is none of them is not: `a time zone`. */
  readonly what: string
  readonly example: string
}

const timeZones: Vocabulary = {
  knows: isTimeZone,
  usual: () => Intl.supportedValuesOf('timeZone'),
  what: 'a time zone',
  example: 'Europe/Berlin',
}

const countries: Vocabulary = { knows: (text) => findCountry(text) !== undefined, usual: () => [], what: 'a country', example: 'DE' }

const currencies: Vocabulary = {
  knows: (text) => currencyAt(text) !== null,
  usual: () => Intl.supportedValuesOf('currency'),
  what: 'a currency',
  example: 'EUR',
}

const orders: readonly string[] = ['dmy', 'mdy', 'ymd']
const dateOrders: Vocabulary = {
  knows: (text) => orders.includes(text.toLowerCase()),
  usual: () => orders,
  what: 'an order of day, month and year',
  example: 'dmy',
}

const byParameter: ReadonlyMap<string, Vocabulary> = new Map([
  ['time zone', timeZones],
  ['country', countries],
  ['currency', currencies],
  ['order', dateOrders],
])

/** What a parameter of that name takes; `undefined` when any text goes. */
export const vocabularyOf = (parameter: string): Vocabulary | undefined => byParameter.get(parameter)
