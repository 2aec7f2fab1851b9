/** `sync` blocks bound: objects, match keys, preferences, `from` blocks and mappings. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findHubspotObject, findSalesforceObject } from '../catalog/find'
import { notSupportedYet } from '../diagnostics/codes/meaning'
import { duplicateDeclaration, objectNotInSync, unknownHubspotObject, unknownSalesforceObject } from '../diagnostics/codes/names'
import type { MatchKeyNode, NameNode, PreferNode, SyncNode, SyncStatement } from '../syntax/ast'
import { bindFrom } from './bind-from'
import { bindMapping, endScopes } from './bind-mapping'
import { type Binding, didYouMean } from './binding'
import type { BoundMatch, BoundSync } from './bound'
import { resolvePath } from './resolve-path'
import type { Scope } from './scope'

const statementsOf = <K extends SyncStatement['kind']>(node: SyncNode, kind: K): readonly Extract<SyncStatement, { kind: K }>[] =>
  node.statements.filter((one): one is Extract<SyncStatement, { kind: K }> => one.kind === kind)

const hubspotObject = (binding: Binding, file: string, name: NameNode | undefined): HubspotObject | undefined => {
  if (name === undefined || binding.catalog === undefined) return undefined
  const object = findHubspotObject(binding.catalog, name.value)
  if (object === undefined) {
    const { objects } = binding.catalog.hubspot
    const plural = objects.find((one) => one.plural === name.value)
    const mean = didYouMean(
      name,
      objects.map((one) => one.name),
      'the catalog lists the objects that may be synced',
    )
    const fix = plural === undefined ? {} : { fix: { title: `write \`${plural.name}\``, edits: [{ span: name.span, text: plural.name }] } }
    binding.report(unknownHubspotObject, { name: name.value }, { file, span: name.span, ...mean, ...fix })
    return undefined
  }
  binding.refer({ kind: 'hubspot-object', name: object.name }, file, name.span)
  return object
}

const salesforceObject = (binding: Binding, file: string, name: NameNode): readonly SalesforceObject[] => {
  if (binding.catalog === undefined) return []
  const object = findSalesforceObject(binding.catalog, name.value)
  if (object === undefined) {
    const names = binding.catalog.salesforce.objects.map((one) => one.name)
    const mean = didYouMean(name, names, 'the catalog lists the objects that may be synced')
    binding.report(unknownSalesforceObject, { name: name.value }, { file, span: name.span, ...mean })
    return []
  }
  binding.refer({ kind: 'salesforce-object', name: object.name }, file, name.span)
  return [object]
}

const bindMatch = (binding: Binding, scope: Scope, node: MatchKeyNode): BoundMatch => {
  const hubspot = node.hubspot === undefined ? undefined : resolvePath(binding, { ...scope, bare: 'hubspot' }, node.hubspot)
  const salesforce = node.salesforce === undefined ? undefined : resolvePath(binding, { ...scope, bare: 'salesforce' }, node.salesforce)
  return { node, ...(hubspot?.hubspot === undefined ? {} : { hubspot: hubspot.hubspot }), fields: salesforce?.fields ?? [] }
}

const checkPrefer = (binding: Binding, scope: Scope, node: PreferNode): void => {
  for (const choice of node.choices) {
    if (scope.heads.includes(choice.value)) {
      binding.refer({ kind: 'salesforce-object', name: choice.value }, scope.file, choice.span)
      continue
    }
    if (choice.value === 'newest' || choice.value === 'oldest') continue
    const choices = [...scope.heads, 'newest', 'oldest']
    binding.report(
      objectNotInSync,
      { name: choice.value, heads: scope.heads.map((head) => `\`${head}\``).join(' and ') },
      { file: scope.file, span: choice.span, ...didYouMean(choice, choices, 'write an object of this sync, `newest` or `oldest`') },
    )
  }
}

const reportSecond = (binding: Binding, file: string, nodes: readonly { readonly span: NameNode['span'] }[], what: string): void => {
  const [first, second] = nodes
  if (first === undefined || second === undefined) return
  const related = [{ location: { file, span: first.span }, message: 'the first one' }]
  binding.report(duplicateDeclaration, { what }, { file, span: second.span, related })
}

export const bindSync = (binding: Binding, file: string, node: SyncNode): BoundSync => {
  const name = node.hubspot?.value ?? ''
  const hubspot = hubspotObject(binding, file, node.hubspot)
  const salesforce = node.salesforce.flatMap((one) => salesforceObject(binding, file, one))
  const heads = node.salesforce.map((one) => one.value)
  if (node.hubspot !== undefined && hubspot !== undefined && name !== 'contact')
    binding.report(notSupportedYet, { what: `a sync of \`${name}\`` }, { file, span: node.hubspot.span })
  for (const [index, one] of node.salesforce.entries())
    if (name === 'contact' && salesforce.some((object) => object.name === one.value) && one.value !== 'Lead' && one.value !== 'Contact')
      binding.report(notSupportedYet, { what: `a sync of contacts with \`${one.value}\`` }, { file, span: one.span })
    else if (heads.indexOf(one.value) !== index)
      binding.report(duplicateDeclaration, { what: `\`${one.value}\`` }, { file, span: one.span })

  const scope: Scope = { file, ...(hubspot === undefined ? {} : { hubspot }), salesforce, heads }
  const ends = endScopes(scope)
  const froms = statementsOf(node, 'from')
  const prefers = statementsOf(node, 'prefer')
  for (const object of new Set(froms.map((from) => from.object?.value)))
    if (object !== undefined)
      reportSecond(
        binding,
        file,
        froms.filter((from) => from.object?.value === object),
        `\`from ${object}\``,
      )
  reportSecond(binding, file, prefers, '`prefer`')
  const [prefer] = prefers
  if (prefer !== undefined) checkPrefer(binding, scope, prefer)
  const isKey = (one: SyncStatement): one is MatchKeyNode => one.kind === 'match' && one.by === 'key'
  return {
    file,
    node,
    name,
    ...(hubspot === undefined ? {} : { hubspot }),
    salesforceNames: heads,
    salesforce,
    matches: node.statements.filter(isKey).map((one) => bindMatch(binding, scope, one)),
    ...(prefer === undefined ? {} : { prefer }),
    froms: froms.flatMap((from) => bindFrom(binding, { scope, hubspotName: name }, from, froms) ?? []),
    mappings: statementsOf(node, 'map').flatMap((map) =>
      map.statements.flatMap((line) => (line.kind === 'mapping' ? [bindMapping(binding, scope, ends, line)] : [])),
    ),
  }
}
