/** describe: gives a statement another description, the comment lines directly above it, or takes it away. */
import type { DescribeCommand } from '../command'
import { blockPath, type Desk, located, type Planned } from '../draft'
import { indentAt, lineEndOf, lineStart, ownedBy } from '../lines'
import { commentLines } from '../new-statement'
import { indentIn } from '../put'
import { bodyOf } from '../read-node'
import { withBranch } from '../tree'

/** What a comment says, without its signs. */
const said = (comment: string): string => comment.replace(/^#+\s?/, '').trimEnd()

export const planDescribe = (desk: Desk, { file, target, description }: DescribeCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const { parsed, parents, node, path } = found
  const { text } = parsed.source
  const owned = ownedBy(parsed, node.span)
  const old = owned.lead.map((comment) => comment.text)
  const fresh = description === null || description === '' ? [] : commentLines(description)
  let start = 0
  while (start < old.length && start < fresh.length && said(old[start]!) === said(fresh[start]!)) start++
  let end = 0
  while (end < old.length - start && end < fresh.length - start && said(old.at(-1 - end)!) === said(fresh.at(-1 - end)!)) end++
  if (start + end === old.length && old.length === fresh.length) return []
  const lines = fresh.slice(start, fresh.length - end)
  const eol = lineEndOf(text)
  const block = parents.at(-1)!
  const indent = owned.startsLine ? indentAt(text, node.span.start) : indentIn(parsed, block)
  const written = lines.map((line) => `${indent}${line}${eol}`).join('')
  const beginning = (comment: number) => lineStart(text, (owned.lead[comment] ?? node).span.start)
  const edit = owned.startsLine
    ? { span: { start: beginning(start), end: beginning(old.length - end) }, text: written }
    : { span: { start: (bodyOf(block)?.start ?? node.span.start - 1) + 1, end: node.span.start }, text: `${eol}${written}${indent}` }
  const lead = [...old.slice(0, start), ...lines, ...old.slice(old.length - end)]
  return [
    {
      parsed,
      edits: [edit],
      intend: (items) => withBranch(items, path, (branch) => ({ ...branch, lead })),
      blocks: [blockPath(found)],
    },
  ]
}
