/** Settling a draft: it is checked as the policy will be, and what a check minds gives way until nothing is minded. */
import { analyze } from '../analysis'
import type { Catalog } from '../catalog/catalog'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { formatText } from '../format/format'
import { indexLines } from '../text/line-index'
import { type DraftBlock, type DraftLine, type DraftPiece, drawDraft } from './draft'

const FILE = 'policy.sync'

/**
 * The formatted text of the draft without a diagnostic that its lines do not bear; `remaining` are those that they do. Ends, since each round
 * drives at least one line further, and a draft of comments alone is minded by no check.
 */
export const settleDraft = (
  pieces: readonly DraftPiece[],
  catalog: Catalog,
): { readonly text: string; readonly remaining: readonly Diagnostic[] } => {
  const refusals = new Map<DraftLine | DraftBlock, { count: number; why: string }>()
  const refuse = (piece: DraftLine | DraftBlock, why: string) => {
    refusals.set(piece, { count: (refusals.get(piece)?.count ?? 0) + 1, why })
  }
  while (true) {
    const drawn = drawDraft(pieces, refusals)
    const { diagnostics } = analyze([{ file: FILE, text: drawn.text }], catalog)
    const lines = indexLines(drawn.text)
    const minded = new Map<DraftLine | DraftBlock, string>()
    let bearing = 0
    for (const diagnostic of diagnostics) {
      const owner = drawn.owners[lines.positionAt(diagnostic.span.start).line - 1]
      const piece = owner?.piece ?? owner?.around[0]
      if (piece !== undefined && piece.bears?.includes(diagnostic.code) === true) bearing += 1
      else if (piece !== undefined && !minded.has(piece)) minded.set(piece, diagnostic.message)
    }
    if (minded.size === 0 && bearing === diagnostics.length)
      return { text: formatText({ file: FILE, text: drawn.text }), remaining: diagnostics }
    const givesWay = (piece: DraftLine | DraftBlock) =>
      piece.kind === 'block' ? !refusals.has(piece) : (refusals.get(piece)?.count ?? 0) < piece.spellings.length
    const standing = [...minded].filter(([piece]) => givesWay(piece))
    // Something is minded outside every line that stands: no text is better than a wrong one.
    if (standing.length === 0) return { text: '', remaining: diagnostics }
    // A line gives way before the block around it.
    const narrow = standing.filter(([piece]) => piece.kind === 'line')
    for (const [piece, why] of narrow.length > 0 ? narrow : standing) refuse(piece, why)
  }
}
