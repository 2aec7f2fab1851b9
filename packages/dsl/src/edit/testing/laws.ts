/** Laws of edits, each as a check of one step that shares as little as it can with the code that makes the step. */
import { toGraph } from '../../graph/to-graph'
import { leadComments, lineComment, ownedRange } from '../../syntax/comments'
import type { BlockKind } from '../../syntax/keywords'
import { lex } from '../../syntax/lexer'
import { type ParseResult, parse } from '../../syntax/parse'
import type { Span } from '../../text/span'
import { applyTextEdits } from '../../text/text-edit'
import { applyEdit } from '../apply-edit'
import { isSame as isSameJson } from '../json'
import { type AnyNode, bodyOf, formOf, specOf, statementsOf } from '../read-node'
import { locatedIn } from '../targets'
import { law4 } from './law-4'
import { law7 } from './law-7'
import { FILE, isRename, type Law, targetOf, within } from './step'

const tokensOf = (text: string): string =>
  lex(text)
    .tokens.map((token) => token.text)
    .join(' ')

const headOf = (text: string, node: AnyNode): string => tokensOf(text.slice(node.span.start, bodyOf(node)?.start ?? node.span.end))

/** Each statement with what it owns, as text: its head, and the comments above it and after it. */
const owners = (parsed: ParseResult, leftOut?: Span): readonly string[] =>
  locatedIn(parsed).flatMap(({ node }) => {
    if (leftOut && node.span.start >= leftOut.start && node.span.end <= leftOut.end) return []
    const lead = leadComments(parsed, node.span).map((one) => one.text)
    return [JSON.stringify([headOf(parsed.source.text, node), lead, lineComment(parsed, node.span)?.text ?? null])]
  })

/** What is in `a` and not in `b`, counted. */
const missing = (a: readonly string[], b: readonly string[]): readonly string[] => {
  const left = new Map<string, number>()
  for (const one of b) left.set(one, (left.get(one) ?? 0) + 1)
  return a.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}

const law3: Law = {
  name: 'law 3: the graph is a function of the text alone',
  check: ({ before, outcome, after }) => {
    // The parser remembers lines of the texts before; the graph must not.
    const remembered = JSON.stringify(toGraph([parse(after.source)]))
    if (JSON.stringify(toGraph([after])) !== remembered) return 'the graph depends on the texts before'
    if (!outcome.ok || outcome.files.length === 0) return undefined
    const undone = applyTextEdits(after.source.text, outcome.files[0]!.inverse)
    return undone === before.source.text ? undefined : 'the undo leads to another graph'
  },
}

const law5: Law = {
  name: 'law 5: comments survive, attached to the same construct',
  check: (step) => {
    const { before, after, command, outcome } = step
    if (!outcome.ok || isRename(command)) {
      const lost = missing(
        before.comments.map((one) => one.text),
        after.comments.map((one) => one.text),
      )
      return lost.length > 0 ? `comments are lost: ${lost.join(', ')}` : undefined
    }
    const target = command.command === 'add' ? undefined : targetOf(step)
    const strays = missing(owners(before, target?.node.span), owners(after))
    if (strays.length > 0) return `other comments at ${strays.join(', ')}`
    const own = target && ownedRange(before, target.node.span)
    const kept = before.comments.filter((one) => {
      if (command.command === 'remove') return !own || !within(one.span, own)
      return (
        command.command !== 'describe' ||
        !target ||
        !leadComments(before, target.node.span).some((lead) => lead.span.start === one.span.start)
      )
    })
    const lost = missing(
      kept.map((one) => one.text),
      after.comments.map((one) => one.text),
    )
    return lost.length > 0 ? `comments are lost: ${lost.join(', ')}` : undefined
  },
}

const childHeads = (parsed: ParseResult, node: AnyNode): readonly string[] =>
  (statementsOf(node) ?? []).map((one) => tokensOf(parsed.source.text.slice(one.span.start, one.span.end)))

const nodeAt = (parsed: ParseResult, path: readonly number[]): AnyNode =>
  path.reduce<AnyNode>((node, index) => statementsOf(node)?.[index] ?? node, parsed.ast)

const law6: Law = {
  name: 'law 6: the edited text parses to the intended policy, else nothing is changed',
  check: (step) => {
    const { before, after, command, outcome } = step
    if (!outcome.ok) return outcome.code === 'self-check' ? `refused: ${outcome.message}` : undefined
    if (after.diagnostics.length > before.diagnostics.length) return `a new error: ${after.diagnostics[0]!.message}`
    if (isRename(command)) return undefined
    const target = targetOf(step)
    const path = command.command === 'add' ? (target?.path ?? []) : (target?.path.slice(0, -1) ?? [])
    const old = childHeads(before, nodeAt(before, path))
    const fresh = childHeads(after, nodeAt(after, path))
    const at = target?.path.at(-1) ?? 0
    const rest = (heads: readonly string[]) => heads.filter((_, index) => index !== at)
    const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, index) => one === b[index])
    switch (command.command) {
      case 'add':
        return fresh.length === old.length + 1 && fresh.some((_, index) => isSame(fresh.toSpliced(index, 1), old))
          ? undefined
          : 'not one statement more'
      case 'remove':
        return isSame(fresh, old.toSpliced(at, 1)) ? undefined : 'not that statement less'
      case 'move':
        return fresh.some((_, index) => isSame(old.toSpliced(at, 1).toSpliced(index, 0, old[at]!), fresh)) ? undefined : 'not another order'
      case 'describe':
        return isSame(fresh, old) ? undefined : 'a description changes statements'
      default: {
        if (!isSame(rest(old), rest(fresh))) return 'another statement changed'
        const inner = (parsed: ParseResult) => childHeads(parsed, nodeAt(parsed, target!.path))
        return isSame(inner(before), inner(after)) ? undefined : 'what is in the block changed'
      }
    }
  },
}

const law8: Law = {
  name: 'law 8: an edit is refused where a syntax error touches its block',
  check: (step) => {
    const { before, command } = step
    const target = targetOf(step)
    if (!target || isRename(command)) return undefined
    const { text } = before.source
    const block = command.command === 'add' ? target.node : target.parents.at(-1)!
    const inside = bodyOf(block)
    if (!inside && block.kind !== 'policy-file') return undefined
    const at = inside ? inside.start + 1 : text.length
    const broken = `${text.slice(0, at)}\n@ = (" \n${text.slice(at)}`
    const outcome = applyEdit([{ file: FILE, text: broken }], command)
    // Errors may take the target's own name away, never may the edit be made.
    return !outcome.ok ? undefined : 'edited beside a syntax error'
  },
}

const law9: Law = {
  name: 'law 9: one command is one undo step, which restores the very text',
  check: (step) => {
    const { outcome, before, after } = step
    if (!outcome.ok || outcome.files.length === 0) return after.source.text === before.source.text ? undefined : 'changed without edits'
    const [file, ...others] = outcome.files
    if (!file || others.length > 0) return 'edits of several files'
    if (file.edits.some((edit, index) => index > 0 && edit.span.start < file.edits[index - 1]!.span.end))
      return 'edits overlap or are out of order'
    if (applyTextEdits(before.source.text, file.edits) !== after.source.text) return 'the edits do not make the text'
    return applyTextEdits(after.source.text, file.inverse) === before.source.text ? undefined : 'the undo gives another text'
  },
}

const LINE_ENDS = /\r\n|\n|\r/g

const lineEnds: Law = {
  name: 'line ends and the final newline stay as the file has them',
  check: ({ before, after }) => {
    const kinds = (text: string) => [...new Set(text.match(LINE_ENDS) ?? [])].sort().join()
    const [old, fresh] = [before.source.text, after.source.text]
    const endsAlike = /[\n\r]\s*$/.test(old) === /[\n\r]\s*$/.test(fresh) || fresh.trim() === '' || old.trim() === ''
    if (!endsAlike) return 'the file ends otherwise'
    return kinds(old) === '' || kinds(fresh) === '' || kinds(old).includes(kinds(fresh)) ? undefined : 'other line ends'
  },
}

const law12: Law = {
  name: 'law 12: putting what was got changes nothing, and getting gives what was put',
  check: (step) => {
    const { after, command, outcome } = step
    const target = targetOf(step)
    if (!outcome.ok || !target || !('target' in command)) return undefined
    const form = formOf(target.place as BlockKind, target.node)
    if (form) {
      const { kind, by, ...fields } = specOf(form, target.node, step.before.source.text)
      const put = applyEdit([{ file: FILE, text: step.before.source.text }], {
        command: 'change',
        file: FILE,
        target: command.target,
        set: fields,
      })
      if (!put.ok || put.files.length > 0) return `putting what ${kind} ${String(by ?? '')} says: ${JSON.stringify(put)}`
    }
    if (command.command !== 'change' || !form) return undefined
    const node = nodeAt(after, target.path)
    const got = specOf(form, node, after.source.text)
    for (const [field, value] of Object.entries(command.set)) {
      const same = isSameJson(inTokens(noneOf(got[field])), inTokens(noneOf(value)))
      if (!same) return `${field} is ${JSON.stringify(got[field])}`
    }
    return undefined
  },
}

/** The same value with every text in it as its tokens, so that spacing does not count. */
const inTokens = (value: unknown): unknown => {
  if (typeof value === 'string') return tokensOf(value) || value
  if (Array.isArray(value)) return value.map(inTokens)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inTokens(inner)]))
    : value
}

/** An empty list is as good as none. */
const noneOf = (value: unknown): unknown => (value === undefined || (Array.isArray(value) && value.length === 0) ? null : value)

export const LAWS: readonly Law[] = [law3, law4, law5, law6, law7, law8, law9, lineEnds, law12]
