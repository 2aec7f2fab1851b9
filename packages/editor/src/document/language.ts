/** What the language worker can do: checks, graph, suggestions, hover and formatting, from the language package alone. */
import { analyze, applyTextEdits, type Catalog, format, parse, toGraph } from '@lockstep/dsl'
import type { FileText, LanguageAnswer, LanguageRequest } from './protocol'

export type Language = { answer(request: LanguageRequest): LanguageAnswer[keyof LanguageAnswer] }

/** Remembers the files and the catalog it was told last. */
export const createLanguage = (): Language => {
  let files: readonly FileText[] = []
  let catalog: Catalog | undefined
  const sources = () => files.map((file) => ({ file: file.path, text: file.text }))
  return {
    answer: (request) => {
      switch (request.kind) {
        case 'analyze': {
          files = request.files
          if (request.catalog !== undefined) catalog = request.catalog ?? undefined
          const analysis = analyze(sources(), catalog)
          return { diagnostics: analysis.diagnostics, graph: toGraph(analysis.files), hasCatalog: catalog !== undefined, files }
        }
        case 'complete':
          return []
        case 'hover':
          return null
        case 'format': {
          const source = { file: request.path, text: request.text }
          if (parse(source).diagnostics.some((each) => each.severity === 'error')) return null
          const edits = format(source)
          return { edits, text: applyTextEdits(request.text, edits) }
        }
      }
    },
  }
}
