/** The one entry to the syntax: the text of a policy file to its tree, tokens, comments and diagnostics. */

import { report } from '../diagnostics/code'
import { tooManyErrors } from '../diagnostics/codes/syntax'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Source } from '../text/source'
import type { PolicyFileNode } from './ast'
import { openFileMemory } from './file-memory'
import { layOut } from './layout'
import { type Lexed, lex } from './lexer'
import { type LineMemory, renewMemory } from './line-memory'
import { type Reparsed, reparse } from './reparse'
import { toAst } from './to-ast'
import type { Comment, Token } from './tokens'

export type ParseResult = {
  readonly source: Source
  readonly ast: PolicyFileNode
  readonly tokens: readonly Token[]
  readonly comments: readonly Comment[]
  /** Syntax errors, ordered by place; after the first hundred, one that says so. */
  readonly diagnostics: readonly Diagnostic[]
}

const MOST = 100

/** What is known of the last text of a file: its result, and its lines for the next text. */
type Parsed = { readonly result: ParseResult; readonly memory: LineMemory }

const parsed = openFileMemory<Parsed>(64, 2_000_000)

/**
 * Never throws, whatever the text; every span lies within it. The parser is made at the first call. The answer depends on the source
 * alone: what is remembered of the file's last text only makes it come sooner.
 */
export const parse = (source: Source): ParseResult => {
  const { file, text } = source
  const before = parsed.recall(file)
  if (before?.result.source.text === text) {
    parsed.keep(file, before, text.length)
    return before.result.source === source ? before.result : resultOf(source, before.result, () => before.result)
  }
  const edited = before && reparse(before.result, source)
  const memory = edited ? before.memory : renewMemory(before?.memory)
  const result = edited
    ? resultOf(
        source,
        { ...edited, diagnostics: inOrder(edited.diagnostics) },
        once(() => lex(text)),
      )
    : parseLines(source, memory)
  parsed.keep(file, { result, memory }, text.length)
  return result
}

/** As `parse`, with nothing remembered. */
export const parseAnew = (source: Source): ParseResult => parseLines(source, renewMemory(undefined))

const parseLines = (source: Source, memory: LineMemory): ParseResult => {
  const lexed = lex(source.text)
  const layout = layOut(source, lexed.tokens)
  const diagnostics: Diagnostic[] = [...layout.diagnostics]
  const ast = toAst({ source, diagnostics, memory }, layout.statements)
  return resultOf(source, { ast, diagnostics: capped(source, inOrder(diagnostics)) }, () => lexed)
}

const once = <T extends object>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Tokens and comments are made at the first look where they are not there yet: an edited line needs none of the others'. */
const resultOf = (source: Source, { ast, diagnostics }: Reparsed, read: () => Lexed): ParseResult => ({
  source,
  ast,
  get tokens() {
    return read().tokens
  },
  get comments() {
    return read().comments
  },
  diagnostics,
})

const inOrder = (diagnostics: readonly Diagnostic[]) =>
  [...diagnostics].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )

const capped = ({ file }: Source, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const next = diagnostics[MOST]
  if (!next) return diagnostics
  return [...diagnostics.slice(0, MOST), report(tooManyErrors, { most: String(MOST) }, { file, span: next.span })]
}
