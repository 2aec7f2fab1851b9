/** Definition and references: where a value table is declared, and every place that names the same thing. */
import { symbolKey } from '../binding/symbols'
import { type Location, touches } from '../text/span'
import type { ServiceInput } from './hover'

const symbolAt = ({ bound }: ServiceInput, file: string, offset: number) =>
  bound.references.find(({ location }) => location.file === file && touches(location.span, offset))?.symbol

/** All places, in order, that name what stands at the offset; empty where nothing does. */
export const referencesAt = (analysis: ServiceInput, file: string, offset: number): readonly Location[] => {
  const symbol = symbolAt(analysis, file, offset)
  if (!symbol) return []
  const key = symbolKey(symbol)
  return analysis.bound.references
    .filter((reference) => symbolKey(reference.symbol) === key)
    .map((reference) => reference.location)
    .sort((a, b) => (a.file === b.file ? a.span.start - b.span.start : a.file < b.file ? -1 : 1))
}

/** Where the policy declares what stands at the offset; nothing for names out of a catalog and tables that come with Lockstep. */
export const definitionAt = (analysis: ServiceInput, file: string, offset: number): Location | undefined => {
  const symbol = symbolAt(analysis, file, offset)
  const key = symbol && symbolKey(symbol)
  return analysis.bound.references.find((reference) => reference.declares && symbolKey(reference.symbol) === key)?.location
}
