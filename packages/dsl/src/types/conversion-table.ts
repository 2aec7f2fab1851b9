/** The conversion table: which HubSpot kind may meet which Salesforce type, in which direction, and what is lost; a missing cell is a refusal. */
import type { SalesforceType } from '../catalog/catalog'
import type { HubspotKind } from './value-type'

/** `exact`, or the loss in words that end a sentence such as "`a` to `B` loses ...". */
export type Carry = { readonly kind: 'exact' } | { readonly kind: 'lossy'; readonly loss: string }

/** What crosses each way; `null` is a refusal. */
export type Cell = { readonly toSalesforce: Carry | null; readonly toHubspot: Carry | null }

const exact: Carry = { kind: 'exact' }
const lossy = (loss: string): Carry => ({ kind: 'lossy', loss })
const both = (carry: Carry): Cell => ({ toSalesforce: carry, toHubspot: carry })
const cell = (toSalesforce: Carry | null, toHubspot: Carry | null): Cell => ({ toSalesforce, toHubspot })

type Row = Readonly<Partial<Record<SalesforceType, Cell>>>

const strangers = lossy('values that are not among the options on the other side')
const notNumbers = lossy('texts that are not numbers, each of which becomes an error card')
const timeOfDay = lossy('the time of day')

const TEXT_LIKE: Row = {
  string: both(exact),
  textarea: both(exact),
  email: both(exact),
  phone: both(exact),
  url: both(exact),
  encryptedstring: both(exact),
  combobox: both(exact),
  picklist: cell(strangers, exact),
  multipicklist: cell(null, exact),
  id: cell(null, exact),
  reference: cell(null, exact),
}

/**
 * HubSpot's own table (spec `hubspot-salesforce.md` section 13, parity MAP-02), extended where nothing can go wrong silently:
 * text-like and number-like Salesforce types, HubSpot's datetimes and phone numbers, text that receives a picklist's value, an id or a number.
 */
const TABLE: Readonly<Record<HubspotKind, Row>> = {
  'single-line text': {
    ...TEXT_LIKE,
    // HubSpot's own `annualrevenue` and `numemployees` of contacts are texts.
    double: cell(notNumbers, exact),
    currency: cell(notNumbers, exact),
    int: cell(notNumbers, exact),
    percent: cell(notNumbers, exact),
  },
  'phone number': { string: both(exact), textarea: both(exact), phone: both(exact) },
  'multi-line text': {
    textarea: both(exact),
    string: cell(lossy('its line breaks'), exact),
    encryptedstring: cell(lossy('its line breaks'), exact),
    email: cell(null, exact),
    phone: cell(null, exact),
    url: cell(null, exact),
    picklist: cell(null, exact),
    multipicklist: cell(null, exact),
    id: cell(null, exact),
    reference: cell(null, exact),
  },
  number: {
    double: both(exact),
    currency: both(exact),
    percent: both(exact),
    int: cell(lossy('digits after the decimal point'), exact),
  },
  'single checkbox': { boolean: both(exact) },
  'multiple checkboxes': { multipicklist: both(exact) },
  dropdown: {
    picklist: both(exact),
    combobox: cell(exact, strangers),
    reference: both(exact),
    string: cell(exact, strangers),
    textarea: cell(exact, strangers),
  },
  date: { date: both(exact), datetime: cell(exact, timeOfDay) },
  'date and time': { datetime: both(exact), date: cell(timeOfDay, exact) },
}

const REFUSED: Cell = { toSalesforce: null, toHubspot: null }

/** What may cross between a HubSpot property of that kind and a Salesforce field of that type. */
export const conversionCell = (kind: HubspotKind, type: SalesforceType): Cell => TABLE[kind][type] ?? REFUSED

/** Salesforce types that a HubSpot kind may meet in at least one direction, for help texts. */
export const acceptedTypes = (kind: HubspotKind): readonly SalesforceType[] => Object.keys(TABLE[kind]) as SalesforceType[]

/** Types a value table may translate: both ends are texts out of a short list. */
export const isTableKind = (kind: HubspotKind): boolean =>
  kind === 'single-line text' ||
  kind === 'multi-line text' ||
  kind === 'dropdown' ||
  kind === 'multiple checkboxes' ||
  kind === 'single checkbox'

const TABLE_TYPES: readonly SalesforceType[] = [
  'string',
  'textarea',
  'picklist',
  'multipicklist',
  'combobox',
  'reference',
  'boolean',
  'encryptedstring',
  'id',
]
export const isTableType = (type: SalesforceType): boolean => TABLE_TYPES.includes(type)
