/** The difference of two catalogs as text: changes by system, the lines that name what changed, then what breaks. */
import { type CatalogChange, changeInWords, codeFrame, indexLines, type PolicyImpact, type Source } from '@lockstep/dsl'

const signs = { added: '+', removed: '-', changed: '~' } as const
const names = { hubspot: 'HubSpot', salesforce: 'Salesforce' } as const

const placesOf = (impact: PolicyImpact, sources: readonly Source[]): ReadonlyMap<CatalogChange, string> => {
  const lines = new Map(sources.map((source) => [source.file, indexLines(source.text)]))
  return new Map(
    impact.touched.map(({ change, places }) => {
      const told = places.map(({ file, span }) => `${file}:${lines.get(file)?.positionAt(span.start).line ?? 1}`)
      return [change, [...new Set(told)].join(', ')]
    }),
  )
}

/** `data` for standard output, empty where nothing differs; `message` for a person. */
export const catalogDiffText = (
  impact: PolicyImpact,
  sources: readonly Source[],
  hasColour: boolean,
): { readonly data: string; readonly message: string } => {
  const places = placesOf(impact, sources)
  const texts = new Map(sources.map((source) => [source.file, source.text]))
  const listed = (['hubspot', 'salesforce'] as const).flatMap((side) => {
    const changes = impact.changes.filter((one) => one.side === side)
    if (changes.length === 0) return []
    return [
      names[side],
      ...changes.map((change) => {
        const named = places.get(change)
        return `  ${signs[change.change]} ${changeInWords(change)}${named === undefined ? '' : `  (${named})`}`
      }),
    ]
  })
  const frames = [...impact.broken, ...impact.warned].map((one) => codeFrame(one, texts, { colour: hasColour }))
  const blocks = [...(listed.length === 0 ? [] : [listed.join('\n')]), ...frames]
  const count = impact.changes.length
  const differences = count === 0 ? 'no difference' : `${count} ${count === 1 ? 'difference' : 'differences'}`
  const broken = impact.broken.length
  const outcome =
    count === 0 && broken === 0
      ? ''
      : broken === 0
        ? ': nothing in the policy breaks'
        : `: the policy breaks in ${broken} ${broken === 1 ? 'place' : 'places'}`
  return { data: blocks.join('\n\n'), message: `${differences}${outcome}` }
}
