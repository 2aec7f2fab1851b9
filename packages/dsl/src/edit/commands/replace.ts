/** replace: puts another statement in the place of a line, whose comments stay. */
import type { ReplaceCommand } from '../command'
import { type Desk, located, type Planned } from '../draft'
import { changeHead, readHead } from '../head-change'
import { placedForm } from '../new-statement'
import { refuse } from '../refusal'
import type { Spec } from '../write-statement'

export const planReplace = (desk: Desk, { file, target, statement }: ReplaceCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const head = readHead(found)
  if ('ok' in head) return head
  const spec: Spec = statement
  const form = placedForm(found.place, spec)
  if ('ok' in form) return form
  if (form.opens !== head.form.opens || spec['statements'] !== undefined)
    return refuse(
      'not-applicable',
      `\`replace\` gives a line another one and keeps its block: \`${head.form.kind}\` cannot become this \`${form.kind}\``,
    )
  return changeHead(found, form, head.spec, spec)
}
