/**
 * Currencies of an org, which a seed's `schema.json` switches on with `currencies: { corporate: "USD", types: [{ code, rate, decimals?, active? }],
 * dated?: [{ code, from, rate }] }`. `rate` is how many of a currency one of the corporate currency is worth; `dated` rates, from a day on, are those of
 * advanced currency management [Salesforce: Object Reference, CurrencyType and DatedConversionRate].
 */
import { onlyKeys, type Said, saidFlag, saidList, saidObject, saidText } from '../rules/said'
import { type Field, field, flag, number, type PicklistValue, picklist, READ_ONLY } from './field'
import type { ObjectSchema } from './object'
import { readOnlyObject } from './people'
import type { Schema } from './schema'

export type Currency = { readonly code: string; readonly rate: number; readonly decimals: number; readonly isActive: boolean }
export type DatedRate = { readonly code: string; readonly from: string; readonly to: string | null; readonly rate: number }
export type Currencies = { readonly corporate: string; readonly types: readonly Currency[]; readonly dated: readonly DatedRate[] }

/** Standard objects whose records have a currency; custom ones all have. */
const WITH_CURRENCY = new Set([
  'Account',
  'Contact',
  'Lead',
  'Opportunity',
  'OpportunityContactRole',
  'Campaign',
  'CampaignMember',
  'Case',
  'Task',
  'Event',
  'User',
])
/** Digits after the point that most currencies have. */
const USUAL_DECIMALS = 2

function code(value: unknown, what: string): string {
  const text = saidText(value, what)
  if (!/^[A-Z]{3}$/.test(text)) throw new TypeError(`${what} is no code of three capital letters: \`${text}\``)
  return text
}

function rate(value: unknown, what: string): number {
  if (typeof value !== 'number' || !(value > 0)) throw new TypeError(`${what} is not a number above 0`)
  return value
}

function readType(entry: unknown): Currency {
  const said = saidObject(entry, 'a currency')
  onlyKeys(said, ['code', 'rate', 'decimals', 'active'], 'a currency')
  const named = code(said['code'], 'the code of a currency')
  const decimals = said['decimals'] ?? USUAL_DECIMALS
  if (typeof decimals !== 'number' || !Number.isInteger(decimals) || decimals < 0 || decimals > 8) {
    throw new TypeError(`the decimals of ${named} are not a number from 0 to 8`)
  }
  return { code: named, rate: rate(said['rate'], `the rate of ${named}`), decimals, isActive: saidFlag(said['active'], true, named) }
}

function readDated(entries: readonly unknown[], types: readonly Currency[]): DatedRate[] {
  const rates = entries.map((entry) => {
    const said: Said = saidObject(entry, 'a dated rate')
    onlyKeys(said, ['code', 'from', 'rate'], 'a dated rate')
    const named = code(said['code'], 'the code of a dated rate')
    const from = saidText(said['from'], `the first day of a rate of ${named}`)
    if (!types.some((each) => each.code === named)) throw new TypeError(`a dated rate is of no currency of the org: ${named}`)
    if (!/^\d{4}-\d\d-\d\d$/.test(from)) throw new TypeError(`the first day of a rate of ${named} is no date: \`${from}\``)
    return { code: named, from, rate: rate(said['rate'], `a rate of ${named}`) }
  })
  return rates.map((each) => {
    const later = rates.filter((other) => other.code === each.code && other.from > each.from).map(({ from }) => from)
    return { ...each, to: later.sort()[0] ?? null }
  })
}

function currencyType(codes: readonly PicklistValue[]): ObjectSchema {
  return readOnlyObject('CurrencyType', 'Currency Type', '01L', [
    {
      ...picklist('IsoCode', 'Currency ISO Code', [], { length: 40, nillable: false, restricted: true, nameField: true }),
      picklist: codes,
    },
    { ...number('ConversionRate', 'Conversion Rate', 'double', 12, 6), nillable: false },
    field('DecimalPlaces', 'Decimal Places', 'int', { precision: 9, nillable: false }),
    flag('IsActive', 'Active'),
    flag('IsCorporate', 'Corporate Currency'),
  ])
}

function datedConversionRate(codes: readonly PicklistValue[]): ObjectSchema {
  return readOnlyObject('DatedConversionRate', 'Dated Conversion Rate', '04w', [
    { ...picklist('IsoCode', 'Currency ISO Code', [], { length: 40, nillable: false, restricted: true }), picklist: codes },
    field('StartDate', 'Start Date', 'date', { nillable: false }),
    field('NextStartDate', 'Next Start Date', 'date', READ_ONLY),
    { ...number('ConversionRate', 'Conversion Rate', 'double', 12, 6), nillable: false },
  ])
}

function currencyField(name: string, label: string, values: readonly PicklistValue[]): Field {
  return { ...picklist(name, label, [], { length: 3, restricted: true, defaultedOnCreate: true }), picklist: values }
}

/** Gives records their currencies where a seed switches them on. Throws a `TypeError`. */
export function readCurrencies(schema: Schema, value: unknown): void {
  if (value === undefined) return
  const said = saidObject(value, '`currencies`')
  onlyKeys(said, ['corporate', 'types', 'dated'], '`currencies`')
  const corporate = code(said['corporate'], 'the corporate currency')
  const others = saidList(said['types'], 'the types of `currencies`')
    .map(readType)
    .filter((each) => each.code !== corporate)
  const types = [{ code: corporate, rate: 1, decimals: USUAL_DECIMALS, isActive: true }, ...others]
  const dated = readDated(saidList(said['dated'], 'the dated rates'), types)
  const names = new Intl.DisplayNames(['en'], { type: 'currency' })
  const values = types.map(({ code: each, isActive }) => ({
    value: each,
    label: names.of(each) ?? each,
    active: isActive,
    defaultValue: each === corporate,
  }))
  for (const object of schema.objects.values()) {
    if (!object.custom && !WITH_CURRENCY.has(object.name)) continue
    object.put(currencyField('CurrencyIsoCode', `${object.label} Currency`, values))
    if (object.name === 'User') object.put(currencyField('DefaultCurrencyIsoCode', 'Default Currency ISO Code', values))
  }
  schema.add(currencyType(values))
  if (dated.length > 0) schema.add(datedConversionRate(values))
  schema.currencies = { corporate, types, dated }
}
