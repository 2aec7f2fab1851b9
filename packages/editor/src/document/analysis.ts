/** Diagnostics and graph of the open text, worked out again after each change; one question is under way at a time. */
import type { Diagnostic, Graph } from '@lockstep/dsl'
import { asFailure } from '../api/resource'
import { keepLastGood } from '../graph/last-good'
import { announce } from '../ui/announce'
import { createStore } from '../ui/store'
import { askLanguage } from './language-client'
import { policy } from './policy-store'
import type { FileText } from './protocol'

export type Analysis = {
  readonly diagnostics: readonly Diagnostic[]
  readonly graph: Graph
  /** What the graph keeps from the last good text. */
  readonly stale: ReadonlySet<string>
  readonly hasCatalog: boolean
  readonly files: readonly FileText[]
}

/** `null` until the first answer. */
export const analysis = createStore<Analysis | null>(null)

let asking = false
let asked: readonly FileText[] = []
let catalogSent: unknown

const texts = (): readonly FileText[] => {
  const now = policy.get()
  return now.state === 'ready' ? now.files.map(({ path, text }) => ({ path, text })) : []
}

const same = (a: readonly FileText[], b: readonly FileText[]): boolean =>
  a.length === b.length && a.every((file, index) => file.path === b[index]?.path && file.text === b[index]?.text)

/** Syntax errors have codes of the first thousand. */
const filesWithSyntaxErrors = (diagnostics: readonly Diagnostic[]): ReadonlySet<string> =>
  new Set(diagnostics.filter((each) => each.severity === 'error' && each.code.startsWith('LS1')).map((each) => each.file))

const ask = async (): Promise<void> => {
  if (asking) return
  asking = true
  try {
    for (;;) {
      const now = policy.get()
      const files = texts()
      if (now.state !== 'ready' || (same(files, asked) && catalogSent === now.catalog)) return
      const answer = await askLanguage<'analyze'>(
        catalogSent === now.catalog ? { kind: 'analyze', files } : { kind: 'analyze', files, catalog: now.catalog },
      )
      asked = files
      catalogSent = now.catalog
      const kept = keepLastGood(analysis.get()?.graph ?? null, answer.graph, filesWithSyntaxErrors(answer.diagnostics))
      analysis.set({ diagnostics: answer.diagnostics, graph: kept.graph, stale: kept.stale, hasCatalog: answer.hasCatalog, files })
    }
  } catch (error) {
    announce(asFailure(error).message, 'bad')
  } finally {
    asking = false
  }
}

/** Follows the policy's text; returns the way to stop. */
export const watchAnalysis = (): (() => void) => {
  void ask()
  return policy.subscribe(() => void ask())
}
