/** Workspace symbols: the statements of all files whose line holds some letters. */
import type { ParseResult } from '../syntax/parse'
import type { Location } from '../text/span'
import { type DocumentSymbol, documentSymbols } from './document-symbols'

export type WorkspaceSymbol = {
  readonly name: string
  readonly kind: DocumentSymbol['kind']
  readonly location: Location
  readonly container: string
}

const MOST = 200

/** At most 200, whole-word starts first; letters of the query must follow each other in the line, capitals do not count. Never throws. */
export const workspaceSymbols = (files: readonly ParseResult[], query: string): readonly WorkspaceSymbol[] => {
  const wanted = query.trim().toLowerCase()
  const found = files.flatMap((parsed) => {
    const { file } = parsed.source
    const flatten = (symbols: readonly DocumentSymbol[], container: string): readonly WorkspaceSymbol[] =>
      symbols.flatMap(({ name, kind, span, children }) => [{ name, kind, location: { file, span }, container }, ...flatten(children, name)])
    return flatten(documentSymbols(parsed), file)
  })
  const ranked = found.flatMap((one) => {
    const at = one.name.toLowerCase().indexOf(wanted)
    return at < 0 ? [] : [{ one, rank: at === 0 || /\s/.test(one.name.charAt(at - 1)) ? 0 : 1 }]
  })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ one }) => one)
}
