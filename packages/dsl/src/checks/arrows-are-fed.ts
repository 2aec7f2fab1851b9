/** Arrows are fed: a mapping carries only from a side whose changes are let through. */
import type { BoundMapping, BoundSync } from '../binding/bound'
import { report } from '../diagnostics/code'
import { arrowWithoutUpdate } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Check } from './check'
import { fromOf, writesHubspot, writesSalesforce } from './mappings-of'

/** Where a `from` is broken or names a stranger, nobody knows what it was to let through. */
const isUnclear = (sync: BoundSync, object: string): boolean => {
  const from = fromOf(sync, object)
  if (from === undefined)
    return sync.node.statements.some(
      (one) => one.kind === 'broken' || (one.kind === 'from' && !sync.froms.some((known) => known.node === one)),
    )
  return from.node.statements.some((one) => one.kind === 'broken' || (one.kind === 'on-change' && one.action === undefined))
}

const lets = (sync: BoundSync, object: string, what: 'update' | 'create'): boolean => {
  const from = fromOf(sync, object)
  return what === 'update'
    ? from?.onChange?.action?.value === 'update'
    : (from?.onNew.some((line) => line.node.action?.value === 'create') ?? false)
}

const sourcesOf = (mapping: BoundMapping): readonly string[] => [
  ...(writesSalesforce(mapping) ? ['hubspot'] : []),
  ...(writesHubspot(mapping) ? mapping.objects : []),
]

/** One diagnostic for each side that is shut, at the first arrow that needs it; the others are named beside it. */
const shut = (sync: BoundSync, from: string): readonly Diagnostic[] => {
  if (isUnclear(sync, from) || lets(sync, from, 'update')) return []
  const isCreated = lets(sync, from, 'create')
  const arrows = sync.mappings.flatMap((mapping) => {
    const { arrow } = mapping.node
    return arrow !== undefined && sourcesOf(mapping).includes(from) && !(mapping.once && isCreated) ? [arrow] : []
  })
  const associations = sync.associations.flatMap(({ node: { arrow }, target }) => {
    const objects = target?.kind === 'lookup' ? target.fields.map((one) => one.object.name) : sync.salesforceNames
    const sources = [...(arrow?.value === '<-' ? [] : ['hubspot']), ...(arrow?.value === '->' ? [] : objects)]
    return arrow !== undefined && sources.includes(from) ? [arrow] : []
  })
  const [first, ...others] = [...arrows, ...associations].sort((a, b) => a.span.start - b.span.start)
  if (first === undefined) return []
  const related = others.map((arrow) => ({ location: { file: sync.file, span: arrow.span }, message: 'needs it too' }))
  return [report(arrowWithoutUpdate, { arrow: first.value, from }, { file: sync.file, span: first.span, related })]
}

export const arrowsAreFed: Check = {
  name: 'arrows-are-fed',
  needsCatalog: false,
  run: (bound) => bound.syncs.flatMap((sync) => ['hubspot', ...new Set(sync.salesforceNames)].flatMap((from) => shut(sync, from))),
}
