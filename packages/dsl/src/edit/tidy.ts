/** Tidy: the layout of one block, of its own lines only, as the formatter would have it. */
import type { Span } from '../text/span'
import type { TextEdit } from '../text/text-edit'
import { type AnyNode, bodyOf, statementsOf } from './read-node'

const isInside = (span: Span, body: Span): boolean => span.start >= body.start + 1 && span.end <= body.end - 1

/**
 * Of the layout of a whole file, what concerns the lines of the block itself; what stands inside the blocks of its statements is left out,
 * but for `whole`.
 */
export const untidy = (layout: readonly TextEdit[], block: AnyNode, whole?: AnyNode): readonly TextEdit[] => {
  const body = bodyOf(block)
  const isFile = block.kind === 'policy-file'
  if (!body && !isFile) return []
  const others = (statementsOf(block) ?? []).flatMap((node) => {
    const inner = node === whole ? undefined : bodyOf(node)
    return inner ? [inner] : []
  })
  return layout.filter(({ span }) => (isFile || isInside(span, body!)) && !others.some((other) => isInside(span, other)))
}

/** Of the layout of a whole file, what stands inside the statement's own block. */
export const untidyInside = (layout: readonly TextEdit[], node: AnyNode): readonly TextEdit[] => {
  const body = bodyOf(node)
  return body ? layout.filter(({ span }) => isInside(span, body)) : []
}
