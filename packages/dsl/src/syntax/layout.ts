/**
 * Layout: tokens to lines and blocks, before any grammar. A statement is the tokens of one line (parentheses may run over more), with
 * the block that its `{` opens. Because lines and braces are settled here, an error inside one line can never swallow the next.
 */

import { report } from '../diagnostics/code'
import {
  braceOnOwnLine,
  missingBlock,
  misspeltKeyword,
  oneStatementALine,
  unclosedBlock,
  unclosedParenthesis,
  unopenedBlock,
} from '../diagnostics/codes/syntax'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { nearest } from '../diagnostics/did-you-mean'
import { indexLines, type LineIndex } from '../text/line-index'
import type { Source } from '../text/source'
import { type BlockKind, OPENS, opensIn, STATEMENTS } from './keywords'
import type { Token } from './tokens'

export type Statement = {
  /** Never empty, but for a block that has no statement in front of it. Braces are not among them. */
  readonly tokens: readonly Token[]
  /** The first word, as meant, when it begins a statement of `place`. */
  readonly keyword?: string
  /** The block it stands in. */
  readonly place: BlockKind
  /** True when one of its parentheses is not closed. */
  readonly unclosed?: boolean
  readonly block?: StatementBlock
}

export type StatementBlock = {
  readonly kind: BlockKind
  /** Absent where the brace was forgotten. */
  readonly open?: Token
  readonly close?: Token
  /** The offset after `}` or, where it was forgotten, after the last token inside. */
  readonly end: number
  readonly statements: readonly Statement[]
}

export type Layout = { readonly statements: readonly Statement[]; readonly diagnostics: readonly Diagnostic[] }

type OpenStatement = { tokens: Token[]; keyword?: string; place: BlockKind; unclosed?: boolean; block?: OpenBlock }
type OpenBlock = { kind: BlockKind; open?: Token; close?: Token; end: number; statements: OpenStatement[] }
type Frame = { readonly block: OpenBlock; readonly statement?: OpenStatement; readonly indent: number }

/** `place`: the kind of the block whose content the tokens are; the whole file by default. */
export const layOut = (source: Source, tokens: readonly Token[], place: BlockKind = 'file'): Layout => {
  const { file, text } = source
  const diagnostics: Diagnostic[] = []
  const pairs = pairParentheses(tokens)
  const root: OpenBlock = { kind: place, end: text.length, statements: [] }
  const stack: Frame[] = [{ block: root, indent: -1 }]
  let current: OpenStatement | undefined
  /** The last index of a parenthesis that keeps the current statement open over line ends. */
  let insideUntil = -1
  let suspect: Frame | undefined

  const top = () => stack[stack.length - 1]!
  const startsLine = (index: number) => index === 0 || endsLineBetween(text, tokens[index - 1]!.span.end, tokens[index]!.span.start)
  let lines: LineIndex | undefined
  const indentOf = (offset: number) => {
    lines ??= indexLines(text)
    return lines.positionAt(offset).column - 1
  }

  const push = (statement: OpenStatement, open: Token | undefined) => {
    const block: OpenBlock = {
      kind: kindOf(statement),
      end: (open ?? statement.tokens.at(-1))?.span.end ?? 0,
      statements: [],
      ...(open ? { open } : {}),
    }
    statement.block = block
    const first = statement.tokens[0] ?? open
    stack.push({ block, statement, indent: first ? indentOf(first.span.start) : 0 })
    current = undefined
  }

  /** Blocks left open from that depth on end with that token. */
  const endAll = (depth: number, last: Token | undefined) => {
    for (const { block } of stack.slice(depth)) block.end = Math.max(block.end, last?.span.end ?? 0)
  }

  const reportUnclosed = (outer: Frame) => {
    // A block inside that was closed by a brace further left than its own line is the likelier one.
    const inner = suspect && (suspect.block.open?.span.start ?? -1) > (outer.block.open?.span.start ?? -1) ? suspect : undefined
    const { statement, block } = inner ?? outer
    suspect = undefined
    const last = block.open ?? statement?.tokens.at(-1)
    if (!last) return
    const head = statement?.tokens[0]
    diagnostics.push(report(unclosedBlock, { head: head ? `\`${head.value}\`` : 'this brace' }, { file, span: last.span }))
  }

  const begin = (index: number) => {
    const token = tokens[index]!
    closeForgotten(index)
    const place = top().block.kind
    const keyword = keywordAt(index, place)
    current = { tokens: [token], place, ...(keyword === undefined ? {} : { keyword }) }
    top().block.statements.push(current)
    const before = tokens[index - 1]
    if (before?.kind === '}' && !startsLine(index))
      diagnostics.push(
        report(
          oneStatementALine,
          { found: `\`${token.text}\`` },
          {
            file,
            span: token.span,
            fix: { title: 'begin a new line', edits: [{ span: { start: token.span.start, end: token.span.start }, text: '\n' }] },
          },
        ),
      )
  }

  /** The keyword that the word at `index` is or, when it is nearly one, was meant to be. */
  const keywordAt = (index: number, place: BlockKind): string | undefined => {
    const token = tokens[index]!
    const next = tokens[index + 1]
    if (token.kind !== 'word' || place === 'map' || place === 'activities' || place === 'skipped') return undefined
    const words = STATEMENTS[place]
    if (words.includes(token.value)) return token.value
    if (next && !startsLine(index + 1) && ['arrow', 'operator', '.', ','].includes(next.kind)) return undefined
    if (Object.values(STATEMENTS).some((others) => others.includes(token.value))) return undefined
    const meant = nearest(token.value, words)
    if (meant !== undefined)
      diagnostics.push(
        report(
          misspeltKeyword,
          { found: token.text, meant },
          { file, span: token.span, fix: { title: `write \`${meant}\``, edits: [{ span: token.span, text: meant }] } },
        ),
      )
    return meant
  }

  /** A block statement that cannot stand here but could in a block around it shows that a `}` was forgotten. */
  const closeForgotten = (index: number) => {
    const token = tokens[index]!
    if (token.kind !== 'word' || OPENS[token.value] === undefined || stack.length === 1) return
    if (STATEMENTS[top().block.kind].includes(token.value)) return
    const atTop = STATEMENTS.file.includes(token.value)
    if (top().block.kind === 'skipped' && !(atTop && indentOf(token.span.start) === 0)) return
    const depth = stack.findLastIndex((frame) => STATEMENTS[frame.block.kind].includes(token.value))
    if (depth < 0 || !opensBlock(index)) return
    reportUnclosed(stack[depth + 1]!)
    endAll(depth + 1, tokens[index - 1])
    stack.length = depth + 1
  }

  const opensBlock = (index: number) => {
    for (let at = index + 1; at < tokens.length; at++) {
      const { kind } = tokens[at]!
      if (kind === '{') return true
      if (kind === '}' || kind === 'arrow' || startsLine(at)) return false
    }
    return false
  }

  /** At the end of a line: a statement that should have opened a block and is followed by what belongs inside opens it all the same. */
  const openForgotten = (index: number) => {
    const statement = current
    const token = tokens[index]!
    if (!statement?.keyword || token.kind === '{') return
    const kind = OPENS[statement.keyword]
    if (kind === undefined || kind === 'skipped' || !belongsIn(kind, index)) return
    if (kind === 'from' && statement.tokens.some((one) => one.value === 'same')) return
    const last = statement.tokens.at(-1)!
    const at = { start: last.span.end, end: last.span.end }
    diagnostics.push(
      report(
        missingBlock,
        { head: statement.keyword },
        { file, span: last.span, fix: { title: 'put in `{`', edits: [{ span: at, text: ' {' }] } },
      ),
    )
    push(statement, undefined)
  }

  const belongsIn = (kind: BlockKind, index: number) => {
    const token = tokens[index]!
    if (STATEMENTS[kind].includes(token.value) && !STATEMENTS[top().block.kind].includes(token.value)) return true
    if (kind !== 'map' && kind !== 'values' && kind !== 'activities') return false
    for (let at = index + 1; at < tokens.length && !startsLine(at); at++)
      if (tokens[at]!.kind === 'arrow' || tokens[at]!.value === 'off') return true
    return false
  }

  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    const fresh = startsLine(index) && index > insideUntil
    if (current && fresh) {
      openForgotten(index)
      if (token.kind !== '{') current = undefined
    }
    if (token.kind === '{') {
      if (current && fresh && OPENS[current.keyword ?? ''] !== undefined) {
        const end = current.tokens.at(-1)!.span.end
        diagnostics.push(
          report(
            braceOnOwnLine,
            {},
            {
              file,
              span: token.span,
              fix: {
                title: 'move the `{` up',
                edits: [
                  { span: { start: end, end }, text: ' {' },
                  { span: token.span, text: '' },
                ],
              },
            },
          ),
        )
      }
      if (!current || (fresh && OPENS[current.keyword ?? ''] === undefined)) {
        current = { tokens: [], place: top().block.kind }
        top().block.statements.push(current)
      }
      push(current, token)
    } else if (token.kind === '}') {
      current = undefined
      const frame = top()
      if (stack.length === 1) {
        diagnostics.push(report(unopenedBlock, {}, { file, span: token.span }))
      } else {
        frame.block.close = token
        frame.block.end = token.span.end
        if (startsLine(index) && indentOf(token.span.start) < frame.indent) suspect = frame
        stack.pop()
      }
    } else {
      if (current) current.tokens.push(token)
      else begin(index)
      if (token.kind === '(') {
        const close = pairs.get(index)
        if (close !== undefined) insideUntil = Math.max(insideUntil, close)
        else if (current && !current.unclosed && current.place !== 'skipped') {
          diagnostics.push(report(unclosedParenthesis, {}, { file, span: token.span }))
          current.unclosed = true
        }
      }
    }
  }

  endAll(1, tokens.at(-1))
  const open = stack[1]
  if (open) reportUnclosed(open)
  return { statements: root.statements, diagnostics }
}

const isLineEnd = (code: number) => code === 10 || code === 13

const endsLineBetween = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (isLineEnd(text.charCodeAt(at))) return true
  return false
}

const kindOf = (statement: OpenStatement): BlockKind =>
  opensIn(statement.place, statement.keyword ?? (statement.tokens[0]?.kind === 'word' ? statement.tokens[0].value : ''))

/** Which `(` closes where. Braces and arrows never stand between parentheses, so they end the search. */
const pairParentheses = (tokens: readonly Token[]): ReadonlyMap<number, number> => {
  const pairs = new Map<number, number>()
  let open: number[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.kind === '(') open.push(index)
    else if (token.kind === '{' || token.kind === '}' || token.kind === 'arrow') open = []
    else if (token.kind === ')') {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, index)
    }
  }
  return pairs
}
