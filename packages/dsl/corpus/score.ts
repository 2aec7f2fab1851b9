/** Score: how well each mistake of the corpus is told: where, with which help, and with how many words too many. */
import { analyze } from '../src/analysis'
import type { Catalog } from '../src/catalog/catalog'
import type { Diagnostic } from '../src/diagnostics/diagnostic'
import { applyTextEdits } from '../src/text/text-edit'
import type { Mistake } from './read-mistake'

export type Result = {
  readonly mistake: Mistake
  /** As they are shown, by place. */
  readonly found: readonly Diagnostic[]
  readonly isCode: boolean
  readonly isSpan: boolean
  readonly isHelp: boolean
}

export type Score = {
  readonly results: readonly Result[]
  /** Parts of all mistakes, from 0 to 1. */
  readonly code: number
  readonly span: number
  readonly help: number
  /** For each mistake. */
  readonly diagnostics: number
}

/** What the score should reach; `diagnostics` is the most for each mistake. */
export const TARGET = { span: 0.97, help: 0.95, diagnostics: 1.05 } as const

/** A fix must do away with what it mends. */
const mends = (mistake: Mistake, first: Diagnostic, catalog: Catalog): boolean => {
  if (first.fix === undefined) return true
  const { edits } = first.fix
  const files = mistake.files.map((one) => (one.file === first.file ? { ...one, text: applyTextEdits(one.text, edits) } : one))
  return !analyze(files, catalog).diagnostics.some(
    (one) => one.code === first.code && one.file === first.file && one.span.start === first.span.start && one.message === first.message,
  )
}

/** The first diagnostic, in the order in which a reader meets them, is the one that counts. */
export const judge = (mistake: Mistake, catalog: Catalog): Result => {
  const found = analyze(mistake.files, catalog).diagnostics
  const [first] = found
  const { file, span } = mistake.at
  const help = first?.help ?? ''
  return {
    mistake,
    found,
    isCode: first?.code === mistake.code,
    isSpan: first?.file === file && first.span.start === span.start && first.span.end === span.end,
    isHelp: first !== undefined && help !== '' && mistake.help.every((piece) => help.includes(piece)) && mends(mistake, first, catalog),
  }
}

const part = (results: readonly Result[], holds: (one: Result) => boolean): number => results.filter(holds).length / results.length

export const scoreOf = (mistakes: readonly Mistake[], catalog: Catalog): Score => {
  const results = mistakes.map((one) => judge(one, catalog))
  return {
    results,
    code: part(results, (one) => one.isCode),
    span: part(results, (one) => one.isSpan),
    help: part(results, (one) => one.isHelp),
    diagnostics: results.reduce((sum, { found }) => sum + found.length, 0) / results.length,
  }
}
