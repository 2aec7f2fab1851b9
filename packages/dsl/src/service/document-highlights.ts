/** Document highlights: the places of one file that name what stands under the cursor. */
import type { Span } from '../text/span'
import { referencesAt } from './definition'
import type { ServiceInput } from './hover'

/** In order of place; empty where nothing is named. Never throws. */
export const documentHighlights = (analysis: ServiceInput, file: string, offset: number): readonly Span[] =>
  referencesAt(analysis, file, offset)
    .filter((one) => one.file === file)
    .map((one) => one.span)
