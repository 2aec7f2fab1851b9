/** wrap: puts text around an expression, which stays as it is written. */
import { lex } from '../../syntax/lexer'
import type { WrapCommand } from '../command'
import { blockPath, type Desk, located, type Planned } from '../draft'
import { fieldsOf } from '../form-parts'
import { readHead } from '../head-change'
import { readExpression, writeChecked } from '../isolated'
import { badText } from '../new-statement'
import { bodyOf, spansOf } from '../read-node'
import { refuse } from '../refusal'
import { holds } from '../shape'
import { withBranch } from '../tree'
import type { Spec } from '../write-statement'

export const planWrap = (desk: Desk, { file, target, field, before, after }: WrapCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const head = readHead(found)
  if ('ok' in head) return head
  const { form, spec } = head
  const { parsed, node, path } = found
  const place = placeOf(form, spec, field)
  const span = place && spansOf(form, node).get(place.key)
  if (!place || !span) return refuse('not-applicable', `\`${form.kind}\` has no expression \`${field}\` here`)
  if (before === '' && after === '') return []
  const inner = readExpression(place.text)
  const whole = readExpression(`${before}${place.text}${after}`)
  if (!isOneLine(before) || !isOneLine(after) || inner === undefined || whole === undefined || !holds(whole, inner))
    return refuse(
      'bad-text',
      `the expression would not stand whole between ${JSON.stringify(before)} and ${JSON.stringify(after)}: use parentheses`,
    )
  const next = place.write(`${before}${place.text}${after}`)
  const written = writeChecked(form, next, bodyOf(node) !== undefined, { mayHoldComments: true })
  if (!written.ok) return badText(form.kind, field, next)
  return [
    {
      parsed,
      edits: [
        { span: { start: span.start, end: span.start }, text: before },
        { span: { start: span.end, end: span.end }, text: after },
      ],
      intend: (items) => withBranch(items, path, (branch) => ({ ...branch, head: null, shape: () => written.shape })),
      blocks: [blockPath(found)],
    },
  ]
}

const isOneLine = (text: string): boolean => !/[\n\r]/.test(text) && lex(text).comments.length === 0

type Place = { readonly key: string; readonly text: string; write(text: string): Spec }

/** An expression of the line itself, or of one of its options. */
const placeOf = (form: Parameters<typeof spansOf>[0], spec: Spec, name: string): Place | undefined => {
  const [first = '', second] = name.split('.')
  for (const { field } of fieldsOf(form.parts)) {
    if (second === undefined && field.field === first && field.type === 'expression') {
      const text = spec[first]
      return typeof text === 'string' ? { key: first, text, write: (next) => ({ ...spec, [first]: next }) } : undefined
    }
    if (second === undefined || field.type !== 'options') continue
    const option = field.forms.find((one) => one.kind === first)
    if (!option || !fieldsOf(option.parts).some((one) => one.field.field === second && one.field.type === 'expression')) return undefined
    const options: readonly Spec[] = Array.isArray(spec[field.field]) ? (spec[field.field] as readonly Spec[]) : []
    const index = options.findIndex((one) => one.kind === first)
    const old = options[index]
    const text = old?.[second]
    if (!old || typeof text !== 'string') return undefined
    return {
      key: `${field.field}.${index}.${second}`,
      text,
      write: (next) => ({ ...spec, [field.field]: options.with(index, { ...old, [second]: next }) }),
    }
  }
  return undefined
}
