/** Dependent picklists of a seed: `controller: "Industry"` on a field, and on its values `validFor: ["Banking"]`, those of the controlling field. */
import { type Said, saidList, saidObject, saidText } from '../rules/said'
import type { Field } from './field'
import type { ObjectSchema } from './object'
import { validFor } from './valid-for'

/** The values that a picklist or checkbox may have, in the order in which the bits count them. */
function controlling(field: Field): readonly string[] {
  return field.type === 'boolean' ? ['false', 'true'] : field.picklist.map(({ value }) => value)
}

function depend(object: ObjectSchema, said: Said, what: string): void {
  const name = saidText(said['controller'], `the controller of ${what}`)
  const [field, controller] = [object.field(String(said['name'])), object.field(name)]
  if (field === undefined || controller === undefined || controlling(controller).length === 0) {
    throw new TypeError(`${what}: ${object.name} has no picklist or checkbox \`${name}\` to depend on`)
  }
  const known = controlling(controller)
  const entries = saidList(said['values'], `the values of ${what}`).map((each) =>
    typeof each === 'string' ? { value: each } : saidObject(each, `a value of ${what}`),
  )
  const picklist = field.picklist.map((each) => {
    const listed = entries.find(({ value }) => value === each.value)
    const values = saidList(listed?.['validFor'], `validFor of ${what}`).map(String)
    const unknown = values.find((value) => !known.includes(value))
    if (unknown !== undefined) throw new TypeError(`${what}: \`${name}\` has no value \`${unknown}\``)
    return { ...each, validFor: validFor(known, new Set(values)) }
  })
  object.put({ ...field, controller: controller.name, picklist })
}

/** Reads what the fields of an object say of the picklists on which they depend; all fields have to be there. Throws a `TypeError`. */
export function readDependencies(object: ObjectSchema, fields: readonly unknown[]): void {
  for (const entry of fields) {
    const said = saidObject(entry, `a field of ${object.name}`)
    if (said['controller'] !== undefined) depend(object, said, `${object.name}.${String(said['name'])}`)
  }
}
