/** New statement: a statement of a command as the text to put into a file, and what that text must say. */
import type { BlockKind } from '../syntax/keywords'
import type { Form } from './form'
import { FORMS } from './forms'
import { writeChecked } from './isolated'
import { formFor } from './read-node'
import { type Refusal, refuse } from './refusal'
import type { Branch } from './tree'
import type { Spec } from './write-statement'

export type NewStatement = {
  readonly ok: true
  readonly branch: Branch
  readonly isBlock: boolean
  write(indent: string, eol: string): string
}

/** The lines of a description as comments. */
export const commentLines = (description: string): readonly string[] =>
  description.split(/\r\n|\n|\r/).map((line) => (line.trim() === '' ? '#' : `# ${line.trimEnd()}`))

/** How messages name a block. */
export const placeName = (place: BlockKind): string => (place === 'file' ? 'the top of a file' : `\`${place}\``)

const kindsIn = (place: BlockKind): string =>
  [...new Set(FORMS.filter((one) => one.place === place).map((one) => `\`${one.kind}\``))].join(', ')

/** The form of a statement for a place; refused when such a statement may not stand there. */
export const placedForm = (place: BlockKind, spec: Spec): Form | Refusal =>
  formFor(place, spec) ?? refuse('not-applicable', `\`${spec.kind}\` cannot stand in ${placeName(place)}, which takes ${kindsIn(place)}`)

/** Refused when a name, text or expression does not read as what it is given as. */
export const newStatement = (place: BlockKind, spec: Spec, description?: string): NewStatement | Refusal => {
  const form = placedForm(place, spec)
  if ('ok' in form) return form
  const statements = spec['statements']
  const children: NewStatement[] = []
  if (Array.isArray(statements)) {
    if (form.opens === undefined) return refuse('bad-command', `\`${spec.kind}\` has no block, so it takes no \`statements\``)
    for (const one of statements as readonly Spec[]) {
      const child = newStatement(form.opens, one)
      if (!child.ok) return child
      children.push(child)
    }
  }
  const { blockless } = form
  const mayLack = blockless === true || (blockless !== undefined && spec[blockless] !== undefined)
  const hasBlock = form.opens !== undefined && (children.length > 0 || !mayLack)
  const head = writeChecked(form, spec, hasBlock)
  if (!head.ok) return badText(form.kind, head.field, spec)
  const lead = description === undefined || description === '' ? [] : commentLines(description)
  return {
    ok: true,
    isBlock: hasBlock,
    branch: {
      head: null,
      shape: () => head.shape,
      lead,
      inner: [],
      after: null,
      items: hasBlock ? children.map((child) => child.branch) : null,
    },
    write: (indent, eol) => {
      const inner = `${indent}  `
      const block = children.map((child, index) => {
        const gap = form.opens === 'sync' && index > 0 && (child.isBlock || children[index - 1]!.isBlock) ? eol : ''
        return `${gap}${inner}${child.write(inner, eol)}${eol}`
      })
      return [...lead, `${head.text}${hasBlock ? ` {${eol}${block.join('')}${indent}}` : ''}`].join(`${eol}${indent}`)
    },
  }
}

/** A field whose text does not read as what it is given as, or a line whose fields do not go together. */
export const badText = (kind: string, field: string, spec: Spec): Refusal =>
  field === 'kind'
    ? refuse('bad-text', `the fields of this \`${kind}\` do not make one line of the policy: ${JSON.stringify(spec)}`)
    : refuse('bad-text', `\`${field}\` of \`${kind}\` does not read as such: ${JSON.stringify(spec[field] ?? null)}`)
