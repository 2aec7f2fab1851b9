/** change: gives some fields of a statement other values. */
import type { ChangeCommand } from '../command'
import { type Desk, located, type Planned } from '../draft'
import { fieldsOf } from '../form-parts'
import { changeHead, readHead } from '../head-change'
import { problemOf } from '../read-statement'
import { refuse } from '../refusal'
import type { Spec } from '../write-statement'

export const planChange = (desk: Desk, { file, target, set }: ChangeCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const head = readHead(found)
  if ('ok' in head) return head
  const { form, spec } = head
  const fields = fieldsOf(form.parts).map(({ field }) => field.field)
  const stranger = Object.keys(set).find((key) => !fields.includes(key))
  if (stranger !== undefined)
    return refuse(
      'bad-command',
      `\`${form.kind}\` has no field \`${stranger}\`; it has ${fields.map((one) => `\`${one}\``).join(', ') || 'none'}`,
    )
  // Of a table row's value `null` is `blank`; of any other field it is none.
  const values = fieldsOf(form.parts).flatMap(({ field }) => (field.type === 'scalar' ? [field.field] : []))
  const given = Object.entries(set).map(([key, value]) => [key, value === null && !values.includes(key) ? undefined : value])
  const next: Spec = { ...spec, ...Object.fromEntries(given), kind: spec.kind }
  const known = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined))
  const problem = problemOf(found.place, known)
  return problem === undefined ? changeHead(found, form, spec, next) : refuse('bad-command', problem)
}
