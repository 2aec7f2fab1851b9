/**
 * State and country picklists, which a seed's `schema.json` switches on with `stateCountryPicklists: true`, or `{ countries }` for an org that has
 * edited its own: `{ "FR": { label?, value?, active?, states?: { "IDF": "Île-de-France" or { label, value?, active? } } } }`, each of which replaces the
 * country of that code or is a new one. `value` is the integration value: what `BillingCountry` holds where `BillingCountryCode` holds the code.
 */
import { onlyKeys, type Said, saidFlag, saidObject, saidText, saidTextOr } from '../rules/said'
import { type Field, type PicklistValue, picklist } from './field'
import type { ObjectSchema } from './object'
import type { Schema } from './schema'
import { SHIPPED_COUNTRIES, SHIPPED_STATES } from './shipped-places'
import { validFor } from './valid-for'

/** A state, or with its states a country. */
export type Place = { readonly code: string; readonly label: string; readonly value: string; readonly isActive: boolean }
export type Country = Place & { readonly states: readonly Place[] }

/** The parts of an address that are kept in step, by the prefix of their names. */
export type Addresses = ReadonlyMap<string, readonly string[]>

/** What an org with the picklists has: its countries in order, and the prefixes of the addresses of each object. */
export type Places = { readonly countries: readonly Country[]; readonly addresses: Addresses }

function split(lines: readonly string[]): Place[] {
  return lines
    .flatMap((line) => line.split('|'))
    .map((entry) => {
      const end = entry.indexOf(' ')
      const label = entry.slice(end + 1)
      return { code: entry.slice(0, end), label, value: label, isActive: true }
    })
}

function shipped(): Country[] {
  return split(SHIPPED_COUNTRIES).map((place) => ({ ...place, states: split(SHIPPED_STATES[place.code] ?? []) }))
}

function readPlace(code: string, said: Said, what: string): Place {
  const label = saidText(said['label'], `the label of ${what}`)
  const value = saidTextOr(said['value'], label, `the value of ${what}`)
  return { code, label, value, isActive: saidFlag(said['active'], true, `whether ${what} is active`) }
}

function readCountry(code: string, entry: unknown, before: Country | undefined): Country {
  const what = `country \`${code}\``
  const said = saidObject(entry, what)
  onlyKeys(said, ['label', 'value', 'active', 'states'], what)
  const place = readPlace(code, { ...(before === undefined ? {} : { label: before.label, value: before.value }), ...said }, what)
  if (said['states'] === undefined) return { ...place, states: before?.states ?? [] }
  const states = Object.entries(saidObject(said['states'], `the states of ${what}`)).map(([state, each]) => {
    const named = `state \`${state}\` of ${what}`
    return readPlace(state, typeof each === 'string' ? { label: each } : saidObject(each, named), named)
  })
  return { ...place, states }
}

function readCountries(value: unknown): Country[] {
  const countries = new Map(shipped().map((country) => [country.code, country]))
  if (value === true) return [...countries.values()]
  const said = saidObject(value, '`stateCountryPicklists`')
  onlyKeys(said, ['countries'], '`stateCountryPicklists`')
  for (const [code, entry] of Object.entries(saidObject(said['countries'] ?? {}, '`stateCountryPicklists.countries`'))) {
    countries.set(code, readCountry(code, entry, countries.get(code)))
  }
  return [...countries.values()]
}

function codeField(address: Field, prefix: string, part: 'State' | 'Country', values: readonly PicklistValue[]): Field {
  const label = `${prefix === '' ? '' : `${prefix} `}${part === 'State' ? 'State/Province' : 'Country'} Code`
  const controller = part === 'State' ? { controller: `${prefix}CountryCode` } : {}
  const options = { length: 10, compound: address.name, codeOf: `${prefix}${part}`, restricted: true, ...controller }
  return { ...picklist(`${prefix}${part}Code`, label, [], options), picklist: values }
}

function byLabel(left: { readonly label: string }, right: { readonly label: string }): number {
  return left.label < right.label ? -1 : left.label > right.label ? 1 : 0
}

function addCodes(object: ObjectSchema, countries: readonly Country[]): string[] {
  const offered = ({ code, label, isActive }: Place) => ({ value: code, label, active: isActive, defaultValue: false })
  const codes = countries.map(({ code }) => code)
  const states = countries
    .flatMap(({ code, states: own }) => own.map((state) => ({ ...offered(state), validFor: validFor(codes, new Set([code])) })))
    .sort(byLabel)
  const prefixes: string[] = []
  for (const address of [...object.fields()].filter(({ type }) => type === 'address')) {
    const prefix = address.name.slice(0, -'Address'.length)
    object.put(codeField(address, prefix, 'State', states))
    object.put(codeField(address, prefix, 'Country', countries.map(offered)))
    prefixes.push(prefix)
  }
  return prefixes
}

/** Adds codes to all addresses where a seed switches the picklists on. Throws a `TypeError`. */
export function readPlaces(schema: Schema, value: unknown): void {
  if (value === undefined || value === false) return
  const countries = readCountries(value)
  const addresses = [...schema.objects.values()].map((object) => [object.name, addCodes(object, countries)] as const)
  schema.places = { countries, addresses: new Map(addresses.filter(([, prefixes]) => prefixes.length > 0)) }
}
