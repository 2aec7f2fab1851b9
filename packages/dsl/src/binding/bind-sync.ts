/** `sync` blocks bound: objects, match keys, preferences, `from` blocks and mappings. */
import { duplicateDeclaration, objectNotInSync } from '../diagnostics/codes/names'
import { keyOfAnother } from '../diagnostics/codes/objects'
import type { MatchKeyNode, MatchNoneNode, MatchThroughNode, NameNode, PreferNode, SyncNode, SyncStatement } from '../syntax/ast'
import type { Source } from '../text/source'
import { bindAssociation } from './bind-association'
import { bindFrom } from './bind-from'
import { endScopes } from './bind-mapping'
import { hubspotObject, salesforceObject } from './bind-objects'
import { bindPipeline } from './bind-pipeline'
import { type Binding, didYouMean } from './binding'
import type { BoundMatch, BoundSync } from './bound'
import { syncOf } from './bound-lines'
import { bindMappings } from './mapping-memory'
import { resolvePath } from './resolve-path'
import type { Scope } from './scope'

const statementsOf = <K extends SyncStatement['kind']>(node: SyncNode, kind: K): readonly Extract<SyncStatement, { kind: K }>[] =>
  node.statements.filter((one): one is Extract<SyncStatement, { kind: K }> => one.kind === kind)

const bindMatch = (binding: Binding, scope: Scope, node: MatchKeyNode): BoundMatch => {
  const hubspot = node.hubspot === undefined ? undefined : resolvePath(binding, { ...scope, bare: 'hubspot' }, node.hubspot)
  const salesforce = node.salesforce === undefined ? undefined : resolvePath(binding, { ...scope, bare: 'salesforce' }, node.salesforce)
  for (const [path, resolved] of [
    [node.hubspot, hubspot],
    [node.salesforce, salesforce],
  ] as const)
    if (binding.catalog !== undefined && path !== undefined && resolved?.expr.kind === 'related')
      binding.report(keyOfAnother, { name: path.segments.map((one) => one.value).join('.') }, { file: scope.file, span: path.span })
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

export const bindSync = (binding: Binding, source: Source, node: SyncNode): BoundSync => {
  const { file } = source
  const name = node.hubspot?.value ?? ''
  const hubspot = hubspotObject(binding, file, node.hubspot)
  const salesforce = node.salesforce.flatMap((one) => salesforceObject(binding, file, one))
  const heads = node.salesforce.map((one) => one.value)
  for (const [index, one] of node.salesforce.entries())
    if (heads.indexOf(one.value) !== index) binding.report(duplicateDeclaration, { what: `\`${one.value}\`` }, { file, span: one.span })

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
  const isThrough = (one: SyncStatement): one is MatchThroughNode => one.kind === 'match' && one.by === 'through'
  const none = node.statements.find((one): one is MatchNoneNode => one.kind === 'match' && one.by === 'none')
  const boundFroms = froms.flatMap((from) => bindFrom(binding, { scope, hubspotName: name }, from, froms) ?? [])
  const mappings = bindMappings(binding, source, name, scope, ends, statementsOf(node, 'map'))
  const about = {
    file,
    node,
    name,
    ...(hubspot === undefined ? {} : { hubspot }),
    salesforceNames: heads,
    salesforce,
    matches: node.statements.filter(isKey).map((one) => bindMatch(binding, scope, one)),
    matchThrough: node.statements.filter(isThrough).map((one) => {
      const object = hubspotObject(binding, file, one.object)
      return { node: one, ...(object === undefined ? {} : { object }) }
    }),
    ...(none === undefined ? {} : { matchNone: none }),
    ...(prefer === undefined ? {} : { prefer }),
    froms: boundFroms,
    associations: statementsOf(node, 'associate').map((one) => bindAssociation(binding, scope, one)),
    pipelines: statementsOf(node, 'pipeline').map((one) => bindPipeline(binding, scope, one)),
  }
  return syncOf(about, mappings)
}
