/** The one registry of diagnostic codes, assembled from a file for each phase. */
import type { Code } from './code'
import { ACTIVITIES_CODES } from './codes/activities'
import { CAMPAIGN_CODES } from './codes/campaigns'
import { CATALOG_CODES } from './codes/catalog'
import { LIFECYCLE_CODES } from './codes/lifecycle'
import { MEANING_CODES } from './codes/meaning'
import { NAMES_CODES } from './codes/names'
import { OBJECTS_CODES } from './codes/objects'
import { STYLE_CODES } from './codes/style'
import { SYNTAX_CODES } from './codes/syntax'
import { TESTS_CODES } from './codes/tests'
import { TYPES_CODES } from './codes/types'

/** Every code, by number. A number that was released is never used again for something else. */
export const CODES: readonly Code<never>[] = [
  ...SYNTAX_CODES,
  ...NAMES_CODES,
  ...TYPES_CODES,
  ...MEANING_CODES,
  ...OBJECTS_CODES,
  ...LIFECYCLE_CODES,
  ...ACTIVITIES_CODES,
  ...CAMPAIGN_CODES,
  ...TESTS_CODES,
  ...CATALOG_CODES,
  ...STYLE_CODES,
]
