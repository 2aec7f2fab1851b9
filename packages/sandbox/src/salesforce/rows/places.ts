/**
 * Keeps states and countries in step with their codes where an org has the picklists [Salesforce Help: State and Country/Territory Picklist
 * Field-Syncing Logic]. The words of the refusals are those that administrators report.
 */
import { type Failure, failure } from '../failure'
import type { ObjectSchema } from '../schema/object'
import type { Country, Place, Places } from '../schema/places'
import { asText, type Values } from '../store/row'
import type { Draft } from './kinds'

type Part = 'State' | 'Country'
type Address = { readonly object: ObjectSchema; readonly prefix: string; readonly draft: Draft; readonly given: ReadonlySet<string> }

function refusal(message: string, field: string): Failure {
  return failure(400, 'FIELD_INTEGRITY_EXCEPTION', message, [field])
}

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()
const WORDS = {
  State: { one: 'state', list: 'a state from the list of valid states' },
  Country: { one: 'country', list: 'a country/territory from the list of valid countries' },
} as const

/** The place that the writer's code or text means; `null` where he has emptied it, `undefined` where he says nothing of it. */
function chosen<Kind extends Place>(
  { object, prefix, draft, given }: Address,
  part: Part,
  places: readonly Kind[],
  isNew: boolean,
): Kind | null | undefined {
  const [name, codeName] = [`${prefix}${part}`, `${prefix}${part}Code`]
  const [text, code] = [given.has(name) ? asText(draft[name]) : undefined, given.has(codeName) ? asText(draft[codeName]) : undefined]
  if (code === '' && (text === undefined || text === '')) return null
  if (code !== undefined && code !== '') {
    const place = places.find((each) => same(each.code, code) && each.isActive)
    if (place === undefined) {
      const what = part === 'State' ? 'state' : 'country/territory'
      throw refusal(
        `The ${codeName} field contains ${code}, which isn't an available ${what}. Your administrator can add it for you.`,
        codeName,
      )
    }
    if (text === undefined || same(text, place.value) || isNew) return place
  } else if (text === undefined) return undefined
  if (text === '') return null
  const place = places.find((each) => same(each.value, text ?? '') && each.isActive)
  if (place !== undefined && (code === undefined || code === '')) return place
  const label = object.field(name)?.label ?? name
  const { one, list } = WORDS[part]
  throw refusal(`There's a problem with this ${one}, even though it may appear correct. Please select ${list}.: ${label}`, name)
}

function put({ prefix, draft }: Address, part: Part, place: Place | null): void {
  draft[`${prefix}${part}`] = place?.value ?? null
  draft[`${prefix}${part}Code`] = place?.code ?? null
}

function syncAddress(address: Address, countries: readonly Country[], isNew: boolean): void {
  const { object, prefix, draft } = address
  const country = chosen(address, 'Country', countries, isNew)
  const [stateName, countryCode] = [`${prefix}State`, `${prefix}CountryCode`]
  const now = country === undefined ? countries.find(({ code }) => code === draft[countryCode]) : country
  const saidStates = [stateName, `${prefix}StateCode`].filter((name) => address.given.has(name) && asText(draft[name]) !== '')
  if (country !== undefined) put(address, 'Country', country)
  if (now === null || now === undefined) {
    if (saidStates.length > 0) {
      const label = object.field(stateName)?.label ?? stateName
      throw refusal(`A country/territory must be specified before specifying a state value for field: ${label}`, saidStates[0] ?? stateName)
    }
    if (country === null) put(address, 'State', null)
    return
  }
  const elsewhere = countries.flatMap(({ states }) => states)
  const state = chosen(address, 'State', [...now.states, ...elsewhere], isNew)
  if (state !== undefined) put(address, 'State', state)
  const held = asText(draft[`${prefix}StateCode`])
  if (held === '') return
  // A state that nobody wrote stays where the country has its code, by the name that it has there.
  const kept = state === undefined || state === null ? now.states.find(({ code }) => code === held) : undefined
  if (kept !== undefined) put(address, 'State', kept)
  if (kept !== undefined || (state !== undefined && state !== null && now.states.includes(state))) return
  const field = object.field(`${prefix}StateCode`)
  throw refusal(
    `The existing country/territory doesn't recognize the state value for field: ${field?.label ?? stateName}`,
    `${prefix}StateCode`,
  )
}

/** Of a seed's row: codes where the texts are known, texts as they are, since orgs have rows from before the picklists. */
function settle({ prefix, draft }: Address, countries: readonly Country[]): void {
  const find = <Kind extends Place>(part: Part, places: readonly Kind[]): Kind | undefined => {
    const [code, text] = [asText(draft[`${prefix}${part}Code`]), asText(draft[`${prefix}${part}`])]
    const place = places.find((each) => (code === '' ? same(each.value, text) : each.code === code))
    draft[`${prefix}${part}Code`] = place?.code ?? null
    if (place !== undefined && text === '') draft[`${prefix}${part}`] = place.value
    return place
  }
  const country = find('Country', countries)
  find('State', country?.states ?? [])
}

/** Fills in texts and codes of every address that the writer touches. Throws a `Failure`. */
export function syncPlaces(
  places: Places,
  object: ObjectSchema,
  before: Values | undefined,
  draft: Draft,
  given: ReadonlySet<string>,
  isSeed: boolean,
): void {
  for (const prefix of places.addresses.get(object.name) ?? []) {
    const address = { object, prefix, draft, given }
    const isTouched = [`${prefix}State`, `${prefix}Country`].some((name) => given.has(name) || given.has(`${name}Code`))
    if (!isTouched) continue
    if (isSeed) settle(address, places.countries)
    else syncAddress(address, places.countries, before === undefined)
  }
}
