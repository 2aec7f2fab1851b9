/** Span: a half-open range of UTF-16 offsets within one source. */

/** Half-open: `start` is the first code unit, `end` the first one after. Always `0 <= start <= end <= text.length`. */
export type Span = { readonly start: number; readonly end: number }

/** A span together with the path of the source it lies in. */
export type Location = { readonly file: string; readonly span: Span }

/** The smallest span that contains both. */
export const cover = (a: Span, b: Span): Span => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) })

/** True when `offset` lies in the span or at either end of it (as an editor's cursor does). */
export const touches = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end
