/** What the page and the language worker say to each other; plain data. */
import type { Catalog, Diagnostic, FoldingRange, Graph, Location, SemanticToken, Span, TextEdit } from '@lockstep/dsl'

export type FileText = { readonly path: string; readonly text: string }

/** One suggestion; `kind` chooses its sign. */
export type Suggestion = {
  readonly label: string
  readonly insert: string
  /** What it replaces. */
  readonly span: Span
  readonly kind: string
  readonly detail: string
  readonly doc: string
}

/** What is told about the thing under the pointer; Markdown. */
export type HoverText = { readonly span: Span; readonly markdown: string }

export type LanguageRequest =
  | { readonly kind: 'analyze'; readonly files: readonly FileText[]; readonly catalog?: Catalog | null }
  | { readonly kind: 'complete'; readonly path: string; readonly text: string; readonly offset: number }
  | { readonly kind: 'hover'; readonly path: string; readonly text: string; readonly offset: number }
  | { readonly kind: 'format'; readonly path: string; readonly text: string }
  | { readonly kind: 'define'; readonly path: string; readonly text: string; readonly offset: number }
  | { readonly kind: 'refer'; readonly path: string; readonly text: string; readonly offset: number }
  | { readonly kind: 'fold'; readonly path: string; readonly text: string }
  | { readonly kind: 'colour'; readonly path: string; readonly text: string }

export type Analyzed = {
  readonly diagnostics: readonly Diagnostic[]
  readonly graph: Graph
  readonly hasCatalog: boolean
  /** The texts this was worked out from. */
  readonly files: readonly FileText[]
}

export type LanguageAnswer = {
  readonly analyze: Analyzed
  readonly complete: readonly Suggestion[]
  readonly hover: HoverText | null
  /** `null` when the file has a syntax error; `text` is the whole file with the edits made. */
  readonly format: { readonly edits: readonly TextEdit[]; readonly text: string } | null
  /** Where the policy declares what stands there; `null` for names out of a catalog. */
  readonly define: Location | null
  readonly refer: readonly Location[]
  readonly fold: readonly FoldingRange[]
  /** `null` when the file has a syntax error: then the words of a line are all there is to go by. */
  readonly colour: readonly SemanticToken[] | null
}

export type Posted = { readonly id: number; readonly request: LanguageRequest }
export type Replied =
  | { readonly id: number; readonly answer: LanguageAnswer[keyof LanguageAnswer] }
  | { readonly id: number; readonly failure: string }
