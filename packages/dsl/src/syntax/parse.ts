/** The one entry to the syntax: the text of a policy file to its tree, tokens, comments and diagnostics. */
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Source } from '../text/source'
import type { PolicyFileNode } from './ast'
import type { Comment, Token } from './tokens'

export type ParseResult = {
  readonly source: Source
  readonly ast: PolicyFileNode
  readonly tokens: readonly Token[]
  readonly comments: readonly Comment[]
  /** Syntax errors, ordered by place. */
  readonly diagnostics: readonly Diagnostic[]
}
