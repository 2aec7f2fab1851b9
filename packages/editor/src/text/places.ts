/** Offsets of the language to Monaco's lines and columns. */
import type { Span } from '@lockstep/dsl'
import { monaco } from './monaco'

/** The range of a span. */
export const rangeOf = (model: monaco.editor.ITextModel, span: Span): monaco.Range =>
  monaco.Range.fromPositions(model.getPositionAt(span.start), model.getPositionAt(span.end))
