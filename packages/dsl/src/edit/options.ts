/** Options: those of a line, as commands have them. */
import type { Form } from './form'
import { fieldsOf } from './form-parts'
import { isObject } from './json'
import { type Refusal, refuse } from './refusal'
import type { Spec } from './write-statement'

/** The options of a line that may have one of that kind. */
export const optionsOf = (form: Form, spec: Spec, kind: string): readonly Spec[] | Refusal => {
  const field = fieldsOf(form.parts).find((one) => one.field.type === 'options')?.field
  if (field?.type !== 'options') return refuse('not-applicable', `\`${form.kind}\` takes no options`)
  if (!field.forms.some((one) => one.kind === kind))
    return refuse(
      'not-applicable',
      `\`${form.kind}\` takes no option \`${kind}\`, only ${field.forms.map((one) => `\`${one.kind}\``).join(', ')}`,
    )
  const options = spec[field.field]
  return Array.isArray(options) ? options.flatMap((one: unknown) => (isObject(one) ? [{ ...one, kind: String(one['kind']) }] : [])) : []
}
