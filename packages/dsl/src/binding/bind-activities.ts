/** Lines of `activities` bound: the HubSpot activity, the Salesforce task or event, conditions and mappings. */
import { findField, findHubspotObject } from '../catalog/find'
import { activityWithoutProperties } from '../diagnostics/codes/activities'
import { unknownActivity, unknownActivityObject, unknownSubtype } from '../diagnostics/codes/names'
import type { Expr } from '../plan/plan'
import type { ActivityNode, Expression, NameNode, OnDeleteNode } from '../syntax/ast'
import { bindMapping, endScopes } from './bind-mapping'
import { salesforceObject } from './bind-objects'
import { type Binding, didYouMean } from './binding'
import type { BoundActivity } from './bound'
import { lowerCondition } from './lower'
import type { Scope } from './scope'

/** Activities that are objects of HubSpot's API, and so may cross both ways. */
export const ACTIVITY_OBJECTS: readonly string[] = ['call', 'email', 'meeting', 'note', 'task']

/** What HubSpot only tells on a contact's timeline (`hubspot-salesforce.md` 18, triggers): it becomes a task and nothing comes back. */
export const TIMELINE_EVENTS: readonly string[] = ['form_submission', 'marketing_email', 'sales_email', 'document_view']

/** Salesforce's own subtypes of a task, where the catalog does not list them. */
const SUBTYPES: readonly string[] = ['Task', 'Email', 'ListEmail', 'Cadence', 'Call', 'LinkedIn']

export const ACTIVITY_TARGETS: readonly string[] = ['Task', 'Event']

const typeOf = (
  binding: Binding,
  file: string,
  name: NameNode | undefined,
): Pick<BoundActivity, 'hubspot' | 'isTimeline'> & { readonly known: boolean } => {
  if (name === undefined) return { isTimeline: false, known: false }
  if (TIMELINE_EVENTS.includes(name.value)) return { isTimeline: true, known: true }
  const hubspot = binding.catalog === undefined ? undefined : findHubspotObject(binding.catalog, name.value)
  const isKind = ACTIVITY_OBJECTS.includes(name.value)
  if (isKind && (binding.catalog === undefined || hubspot !== undefined)) {
    if (hubspot !== undefined) binding.refer({ kind: 'hubspot-object', name: hubspot.name }, file, name.span)
    return { isTimeline: false, known: true, ...(hubspot === undefined ? {} : { hubspot }) }
  }
  const names = [...ACTIVITY_OBJECTS, ...TIMELINE_EVENTS]
  const help = isKind
    ? { help: 'run `lockstep catalog pull`: the catalog has no such activities yet' }
    : didYouMean(name, names, `the activities are ${names.map((one) => `\`${one}\``).join(', ')}`)
  binding.report(unknownActivity, { name: name.value }, { file, span: name.span, ...help })
  return { isTimeline: false, known: false }
}

const targetOf = (
  binding: Binding,
  file: string,
  node: ActivityNode,
): Pick<BoundActivity, 'object' | 'subtype'> & { readonly known: boolean } => {
  const [first, second, third] = node.salesforce?.segments ?? []
  if (first === undefined || node.salesforce?.side !== undefined) return { known: false }
  if (!ACTIVITY_TARGETS.includes(first.value)) {
    const place = {
      file,
      span: first.span,
      ...didYouMean(first, ACTIVITY_TARGETS, 'write `Task`, a subtype such as `Task.Call`, or `Event`'),
    }
    binding.report(unknownActivityObject, { name: first.value }, place)
    return { known: false }
  }
  const [object] = salesforceObject(binding, file, first)
  if (second === undefined || third !== undefined) return { known: third === undefined, ...(object === undefined ? {} : { object }) }
  const listed = (object === undefined ? undefined : findField(object, 'TaskSubtype'))?.options?.map((one) => one.value)
  const subtypes = first.value === 'Task' ? (listed ?? SUBTYPES) : []
  const isKnown = subtypes.includes(second.value)
  if (!isKnown) {
    const otherwise = first.value === 'Task' ? 'write a subtype of tasks as Salesforce spells it' : 'only tasks have subtypes'
    binding.report(
      unknownSubtype,
      { name: second.value, object: first.value },
      { file, span: second.span, ...didYouMean(second, subtypes, otherwise) },
    )
  }
  return { known: isKnown, subtype: second.value, ...(object === undefined ? {} : { object }) }
}

export const bindActivity = (binding: Binding, file: string, node: ActivityNode): BoundActivity => {
  const type = node.type?.value ?? ''
  const { hubspot, isTimeline, known } = typeOf(binding, file, node.type)
  const target = targetOf(binding, file, node)
  const object = target.object
  const heads = object === undefined ? [] : [object.name]
  const scope: Scope = { file, ...(hubspot === undefined ? {} : { hubspot }), salesforce: object === undefined ? [] : [object], heads }
  const inner = node.statements.flatMap((one) => (one.kind === 'when' ? [one.condition] : []))
  const conditions: readonly Expression[] = [...(node.when === undefined ? [] : [node.when]), ...inner]
  const maps = node.statements.flatMap((one) => (one.kind === 'map' ? [one] : []))
  const lines = maps.flatMap((map) => map.statements.flatMap((line) => (line.kind === 'mapping' ? [line] : [])))
  if (isTimeline)
    for (const part of [...conditions, ...maps]) binding.report(activityWithoutProperties, { type }, { file, span: part.span })
  const when = isTimeline
    ? []
    : conditions.flatMap((one): readonly Expr[] => {
        const condition = lowerCondition(binding, scope, one)
        return condition === undefined ? [] : [condition]
      })
  const ends = endScopes(scope)
  const mappings = isTimeline || !known ? [] : lines.map((line) => bindMapping(binding, scope, ends, line))
  const onDelete = node.statements.find((one): one is OnDeleteNode => one.kind === 'on-delete')
  return {
    file,
    node,
    type,
    ...(hubspot === undefined ? {} : { hubspot }),
    isTimeline,
    ...(object === undefined ? {} : { object }),
    ...(target.subtype === undefined ? {} : { subtype: target.subtype }),
    when,
    ...(onDelete === undefined ? {} : { onDelete }),
    asSync: {
      file,
      node: { kind: 'sync', span: node.span, salesforce: [], statements: [] },
      name: `activities/${type}`,
      ...(hubspot === undefined ? {} : { hubspot }),
      salesforceNames: heads,
      salesforce: scope.salesforce,
      matches: [],
      matchThrough: [],
      froms: [],
      mappings,
      associations: [],
      pipelines: [],
    },
    complete:
      known && target.known && object !== undefined && node.arrow !== undefined && when.length === (isTimeline ? 0 : conditions.length),
  }
}
