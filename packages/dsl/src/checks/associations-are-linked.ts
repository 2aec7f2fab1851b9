/** Associations are linked: both ends of each association are records of some sync. */
import type { BoundAssociation, BoundSync } from '../binding/bound'
import { report } from '../diagnostics/code'
import { associationNeverLinked } from '../diagnostics/codes/objects'
import type { Check } from './check'

const whyNever = (syncs: ReadonlyMap<string, BoundSync>, sync: BoundSync, { object, target }: BoundAssociation): string | undefined => {
  if (object === undefined || target === undefined) return undefined
  const other = syncs.get(object.name)
  if (other === undefined) return `no \`sync ${object.name}\` links them`
  if (target.kind === 'contact-role') {
    if (!sync.salesforceNames.includes('Opportunity')) return 'only an `Opportunity` has contact roles'
    return other.salesforceNames.includes('Contact')
      ? undefined
      : `contact roles name contacts, and \`sync ${object.name}\` has no \`Contact\``
  }
  const stray = target.fields.find(({ field }) => !other.salesforceNames.some((name) => field.referenceTo?.includes(name)))
  if (stray === undefined) return undefined
  const to = (stray.field.referenceTo ?? []).map((name) => `\`${name}\``).join(' or ')
  return `\`${stray.field.name}\` leads to ${to === '' ? 'nothing known' : to}, and \`sync ${object.name}\` has ${other.salesforceNames.map((name) => `\`${name}\``).join(' and ')}`
}

export const associationsAreLinked: Check = {
  name: 'associations-are-linked',
  needsCatalog: true,
  run: (bound) => {
    const syncs = new Map(bound.syncs.map((one) => [one.name, one]))
    return bound.syncs.flatMap((sync) =>
      sync.associations.flatMap((one) => {
        const why = one.complete ? whyNever(syncs, sync, one) : undefined
        if (why === undefined || one.object === undefined) return []
        const at = syncs.has(one.object.name) ? one.node.field : one.node.object
        return [report(associationNeverLinked, { object: one.object.name, why }, { file: sync.file, span: at?.span ?? one.node.span })]
      }),
    )
  },
}
