/** Activities and campaigns compiled. */
import type { BoundActivity, BoundCampaigns } from '../binding/bound'
import { hubspotEnd } from '../types/value-type'
import { compileMapping } from './compile-mapping'
import type { CompiledActivity, CompiledCampaigns, Expr } from './plan'
import type { RuleBook } from './rule-book'

const KINDS = { '<->': 'two-way', '->': 'to-salesforce', '<-': 'to-hubspot' } as const

const joined = (conditions: readonly Expr[]): Expr | undefined => {
  const [first, ...rest] = conditions
  return first === undefined
    ? undefined
    : rest.reduce((left, right): Expr => ({ kind: 'binary', op: 'and', left, right, type: 'boolean' }), first)
}

const targetOf = (object: string): CompiledActivity['object'] => (object === 'Event' ? 'Event' : 'Task')

const compileActivity = (book: RuleBook, one: BoundActivity): CompiledActivity | undefined => {
  const { file, node, type, hubspot, object, subtype, onDelete } = one
  if (object === undefined || node.arrow === undefined) return undefined
  const id = `activities/${type}/${object.name}${subtype === undefined ? '' : `.${subtype}`}`
  const rule = book.note(id, file, node.span)
  const when = joined(one.when)
  const deleteRule = onDelete === undefined ? rule : book.note(`${id}/on-delete`, file, onDelete.span)
  return {
    id,
    rule,
    type,
    ...(hubspot === undefined ? {} : { hubspot: { plural: hubspot.plural, typeId: hubspot.typeId } }),
    kind: KINDS[node.arrow.value],
    object: targetOf(object.name),
    ...(subtype === undefined ? {} : { subtype }),
    ...(when === undefined ? {} : { when }),
    onDelete: { rule: deleteRule, action: onDelete?.action?.value === 'delete' ? 'delete' : 'ignore' },
    mappings: one.asSync.mappings.map((mapping) => compileMapping(book, one.asSync, mapping)),
  }
}

/** By id, so that the order of lines and files does not count. */
export const compileActivities = (book: RuleBook, activities: readonly BoundActivity[]): readonly CompiledActivity[] =>
  activities.flatMap((one) => compileActivity(book, one) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1))

export const compileCampaigns = (book: RuleBook, campaigns: readonly BoundCampaigns[]): CompiledCampaigns | undefined => {
  const [block] = campaigns
  if (block === undefined) return undefined
  const { file, node, forms, showIn } = block
  return {
    rule: book.note('campaigns', file, node.span),
    forms: forms.flatMap(({ node: line, form }) => {
      if (line.campaign === undefined) return []
      return [
        {
          rule: book.note(`campaigns/form/${form.name}->${line.campaign.value}`, file, line.span),
          form: form.name,
          ...(form.id === undefined ? {} : { formId: form.id }),
          campaign: line.campaign.value,
          ...(line.status === undefined ? {} : { status: line.status.value }),
        },
      ]
    }),
    ...(showIn === undefined
      ? {}
      : { showIn: { rule: book.note('campaigns/show', file, showIn.span), property: hubspotEnd(showIn.property) } }),
  }
}
