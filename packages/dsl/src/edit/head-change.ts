/** Head change: gives a statement's line other fields, keeping its block, its comments and the spelling of what stays. */
import type { TextEdit } from '../text/text-edit'
import { blockPath, type Draft, type Planned } from './draft'
import type { Form } from './form'
import { fieldsOf } from './form-parts'
import { headEdits, tokensWithin } from './head-edits'
import { saysSame, writeChecked } from './isolated'
import { isSame } from './json'
import { indentAt, lineEndOf, ownedBy } from './lines'
import { badText } from './new-statement'
import { indentIn } from './put'
import { bodyOf, formOf, spansOf, specOf } from './read-node'
import { type Refusal, refuse } from './refusal'
import type { Located } from './targets'
import { withBranch } from './tree'
import type { Spec, Style } from './write-statement'

/** The form of the statement and what it says now; refused where commands do not know such a statement. */
export const readHead = ({ parsed, place, node }: Located): { readonly form: Form; readonly spec: Spec } | Refusal => {
  const form = formOf(place, node)
  return form ? { form, spec: specOf(form, node, parsed.source.text) } : refuse('not-applicable', `\`${node.kind}\` has no fields to edit`)
}

/** The text of each field that says the same afterwards as before, by its name in the new statement. */
const keptFields = (form: Form, { parsed, node }: Located, before: Spec, after: Spec): ReadonlyMap<string, string> => {
  const kept = new Map<string, string>()
  const spans = spansOf(form, node)
  const keep = (from: string, to: string) => {
    const span = spans.get(from)
    if (span) kept.set(to, parsed.source.text.slice(span.start, span.end))
  }
  for (const { field } of fieldsOf(form.parts)) {
    if (field.type === 'options') {
      const old: readonly unknown[] = Array.isArray(before[field.field]) ? (before[field.field] as readonly unknown[]) : []
      const fresh: readonly unknown[] = Array.isArray(after[field.field]) ? (after[field.field] as readonly unknown[]) : []
      for (const [index, option] of fresh.entries()) {
        const from = old.findIndex((one) => saysSame(field, [one], [option]))
        if (from >= 0) keep(`${field.field}.${from}`, `${field.field}.${index}`)
      }
    } else if (saysSame(field, before[field.field], after[field.field])) keep(field.field, field.field)
  }
  return kept
}

const headSpan = ({ node }: Located) => ({ start: node.span.start, end: bodyOf(node)?.start ?? node.span.end })

const styleOf = (located: Located, kept: ReadonlyMap<string, string>): Style => {
  const tokens = tokensWithin(located.parsed, headSpan(located))
  const commas = tokens.flatMap((token, index) => (token.kind === ',' ? [tokens[index + 1]] : []))
  const isPlain = commas.length > 0 && commas.every((next) => next?.value !== 'then')
  return { kept, ...(isPlain ? { between: ',' } : {}), trailing: commas.at(-1)?.kind === ')' }
}

/** Whether both say the same in every field. */
export const isSameHead = (form: Form, before: Spec, after: Spec): boolean =>
  before.kind === after.kind &&
  isSame(before['by'], after['by']) &&
  fieldsOf(form.parts).every(({ field }) => saysSame(field, before[field.field], after[field.field]))

/** The line with the fields of `spec`, in `form`; nothing where it says that already. */
export const changeHead = (located: Located, form: Form, before: Spec, spec: Spec): Planned => {
  if (isSameHead(form, before, spec)) return []
  const { parsed, node, path } = located
  const written = writeChecked(form, spec, bodyOf(node) !== undefined, styleOf(located, keptFields(form, located, before, spec)))
  if (!written.ok) return badText(form.kind, written.field, spec)
  const blocks = [blockPath(located)]
  const comments = innerComments(located)
  const draft: Draft = {
    parsed,
    edits: headEdits(parsed.source.text, tokensWithin(parsed, headSpan(located)), written.text),
    intend: (items) => withBranch(items, path, (branch) => ({ ...branch, head: null, shape: () => written.shape })),
    blocks,
  }
  if (comments.length === 0) return [draft]
  // A list over several lines may become one line, which holds no comments: they go above it then.
  const above: Draft = {
    parsed,
    edits: aboveEdits(located, comments, written.text),
    intend: (items) =>
      withBranch(items, path, (branch) => ({
        ...branch,
        head: null,
        shape: () => written.shape,
        lead: [...branch.lead, ...comments],
        inner: [],
      })),
    blocks,
  }
  return [{ ...draft, instead: above }]
}

const innerComments = (located: Located): readonly string[] => {
  const { start, end } = headSpan(located)
  return located.parsed.comments.flatMap((one) => (one.span.start >= start && one.span.end <= end ? [one.text] : []))
}

const aboveEdits = (located: Located, comments: readonly string[], text: string): readonly TextEdit[] => {
  const { parsed, parents, node } = located
  const source = parsed.source.text
  const head = tokensWithin(parsed, headSpan(located))
  const eol = lineEndOf(source)
  const startsLine = ownedBy(parsed, node.span).startsLine
  const indent = startsLine ? indentAt(source, node.span.start) : indentIn(parsed, parents.at(-1)!)
  const lines = comments.map((comment) => `${comment}${eol}${indent}`).join('')
  return [
    {
      span: { start: node.span.start, end: head.at(-1)?.span.end ?? node.span.end },
      text: `${startsLine ? '' : `${eol}${indent}`}${lines}${text}`,
    },
  ]
}
