/** Lookups between the records of two syncs: how one side's Salesforce records name the other's. */
import type { BoundSync } from './bound'

/** The lookups by which the Salesforce records of `other` name those of `sync`; an association's own come first. */
export const lookupsBetween = (
  other: BoundSync,
  sync: BoundSync,
): readonly { readonly object: string; readonly field: string; readonly to: string }[] => {
  const associated = other.associations.flatMap((one) =>
    one.object?.name === sync.name && one.target?.kind === 'lookup' ? one.target.fields : [],
  )
  const all = other.salesforce.flatMap((object) => object.fields.map((field) => ({ object, field })))
  return (associated.length > 0 ? associated : all).flatMap(({ object, field }) => {
    const to = field.type === 'reference' ? sync.salesforceNames.find((name) => field.referenceTo?.includes(name)) : undefined
    return to === undefined ? [] : [{ object: object.name, field: field.name, to }]
  })
}
