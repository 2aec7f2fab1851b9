/** Three-letter codes of countries, from the published list of ISO 3166-1. */
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' }

/** Alpha-2 to alpha-3. */
export const ALPHA_3: ReadonlyMap<string, string> = new Map(
  codes.flatMap(([two, three]): (readonly [string, string])[] => (two === undefined || three === undefined ? [] : [[two, three]])),
)
