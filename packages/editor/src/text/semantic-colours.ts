/** Colours by meaning: what the tree says of each word, in Monaco's packed form. */
import type { SemanticToken } from '@lockstep/dsl'

/** The kinds of words, in the order that the packed form counts them. */
export const legend: readonly SemanticToken['type'][] = [
  'keyword',
  'property',
  'type',
  'variable',
  'function',
  'string',
  'number',
  'operator',
  'comment',
  'invalid',
]

type Position = { readonly lineNumber: number; readonly column: number }

/** Five numbers a token: lines and columns from the token before, length, kind, no modifiers. */
export const packed = (tokens: readonly SemanticToken[], positionAt: (offset: number) => Position): Uint32Array => {
  const numbers: number[] = []
  let before: Position = { lineNumber: 1, column: 1 }
  for (const { span, type } of tokens) {
    const at = positionAt(span.start)
    const down = at.lineNumber - before.lineNumber
    numbers.push(down, down === 0 ? at.column - before.column : at.column - 1, span.end - span.start, legend.indexOf(type), 0)
    before = at
  }
  return Uint32Array.from(numbers)
}
