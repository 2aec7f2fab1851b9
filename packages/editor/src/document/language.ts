/** What the language worker can do: checks, graph and what an editor asks while somebody types, from the language package alone. */
import {
  type Analysis,
  analyze,
  applyTextEdits,
  type Catalog,
  complete,
  definitionAt,
  foldingRanges,
  format,
  hover,
  parse,
  referencesAt,
  semanticTokens,
  toGraph,
} from '@lockstep/dsl'
import type { FileText, LanguageAnswer, LanguageRequest } from './protocol'

export type Language = { answer(request: LanguageRequest): LanguageAnswer[keyof LanguageAnswer] }

/** Remembers the files and the catalog it was told last. */
export const createLanguage = (): Language => {
  let files: readonly FileText[] = []
  let catalog: Catalog | undefined
  let latest: Analysis | undefined
  const analyzed = (): Analysis => {
    latest ??= analyze(
      files.map((file) => ({ file: file.path, text: file.text })),
      catalog,
    )
    return latest
  }
  /** Takes a newer text of one file into account; a question about it may come before the next analysis. */
  const withText = (path: string, text: string): Analysis => {
    if (files.find((file) => file.path === path)?.text !== text) {
      files = [...files.filter((file) => file.path !== path), { path, text }]
      latest = undefined
    }
    return analyzed()
  }
  return {
    answer: (request) => {
      switch (request.kind) {
        case 'analyze': {
          files = request.files
          if (request.catalog !== undefined) catalog = request.catalog ?? undefined
          latest = undefined
          const analysis = analyzed()
          return { diagnostics: analysis.diagnostics, graph: toGraph(analysis.files), hasCatalog: catalog !== undefined, files }
        }
        case 'complete':
          return complete(withText(request.path, request.text), request.path, request.offset)
        case 'hover':
          return hover(withText(request.path, request.text), request.path, request.offset) ?? null
        case 'format': {
          const source = { file: request.path, text: request.text }
          if (parse(source).diagnostics.some((each) => each.severity === 'error')) return null
          const edits = format(source)
          return { edits, text: applyTextEdits(request.text, edits) }
        }
        case 'define':
          return definitionAt(withText(request.path, request.text), request.path, request.offset) ?? null
        case 'refer':
          return referencesAt(withText(request.path, request.text), request.path, request.offset)
        case 'fold':
          return foldingRanges(parse({ file: request.path, text: request.text }))
        case 'colour': {
          const parsed = parse({ file: request.path, text: request.text })
          return parsed.diagnostics.some((each) => each.severity === 'error') ? null : semanticTokens(parsed)
        }
      }
    },
  }
}
