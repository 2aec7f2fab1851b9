/** Tokens: the pieces of a policy's text, as the lexer gives them; no token spans lines. */
import type { Span } from '../text/span'

export type TokenKind =
  /** A keyword or a name: keywords are contextual. */
  | 'word'
  /** A name in back-ticks. */
  | 'name'
  /** Double-quoted text. */
  | 'text'
  | 'number'
  /** `5%` */
  | 'percent'
  /** `->`, `<-` or `<->` */
  | 'arrow'
  /** `= != < <= > >= + - * /` */
  | 'operator'
  | '{'
  | '}'
  | '('
  | ')'
  | ','
  | '.'
  /** Anything that no policy may hold outside of text and comments. */
  | 'unknown'

/** What is wrong with one token by itself. */
export type Slip =
  /** Another language's spelling, e.g. `==`; `means` is ours. */
  | { readonly kind: 'spelling'; readonly means: string }
  /** Text or a back-ticked name that is not closed on its line. */
  | { readonly kind: 'unclosed' }
  /** A back-slash in text before a character that needs none; `at` is its offset in the source. */
  | { readonly kind: 'escape'; readonly at: number }

export type Token = {
  readonly kind: TokenKind
  readonly span: Span
  /** The characters as they stand in the source. */
  readonly text: string
  /** Names and text without quotes and escapes, numbers without `_` and `%`, slips as we spell them; else the same as `text`. */
  readonly value: string
  readonly slip?: Slip
}

/** A comment from `#` to the end of its line, the line's end not included. */
export type Comment = { readonly kind: 'comment'; readonly span: Span; readonly text: string }
