/** Countries and states by any spelling. */
import { foldSpelling } from '../values/fold-spelling'
import type { Place } from '../values/place'
import { ALL_COUNTRIES, STATES } from '../values/shipped-tables'

/** No spelling of a place is longer. */
const LONGEST_SPELLING = 100

type Index = ReadonlyMap<string, Place>

const indexOf = (places: readonly Place[]): Index =>
  new Map(places.flatMap((place) => place.map((spelling) => [foldSpelling(spelling), place] as const)))

let countries: Index | undefined
const states = new Map<string, Index>()

/** The country of that name or code in any spelling; `undefined` when there is none. */
export const findCountry = (text: string | null): Place | undefined => {
  if (text === null || text.length > LONGEST_SPELLING) return undefined
  countries ??= indexOf(ALL_COUNTRIES)
  return countries.get(foldSpelling(text))
}

/** The state or province of that country (by its two letters) in any spelling; `undefined` when there is none. */
export const findState = (text: string | null, country: string): Place | undefined => {
  const places = STATES[country]
  if (text === null || text.length > LONGEST_SPELLING || places === undefined) return undefined
  const index = states.get(country) ?? indexOf(places)
  states.set(country, index)
  return index.get(foldSpelling(text))
}
