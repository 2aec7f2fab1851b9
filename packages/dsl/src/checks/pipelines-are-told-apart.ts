/** Pipelines are told apart: where a pipeline or a stage crosses, it has one counterpart. */
import type { BoundPipeline, BoundSync } from '../binding/bound'
import { report } from '../diagnostics/code'
import { writtenTwiceInPipeline } from '../diagnostics/codes/objects'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { CarryingArrow, Choice } from '../syntax/ast'
import type { Span } from '../text/span'
import type { Check } from './check'

type Line = {
  readonly arrow: Choice<CarryingArrow> | undefined
  readonly hubspot: { readonly name: string; readonly span: Span }
  readonly salesforce: { readonly name: string; readonly span: Span }
}

/** Lines that carry from one name of that side to two names of the other. */
const doubles = (file: string, lines: readonly Line[], side: 'hubspot' | 'salesforce'): readonly Diagnostic[] => {
  const back = side === 'hubspot' ? '<-' : '->'
  const first = new Map<string, Line>()
  return lines.flatMap((line) => {
    if (line.arrow === undefined || line.arrow.value === back) return []
    const before = first.get(line[side].name)
    if (before === undefined) {
      first.set(line[side].name, line)
      return []
    }
    const related = [{ location: { file, span: before[side].span }, message: 'the first one' }]
    const args = { what: line[side].name, side: side === 'hubspot' ? 'Salesforce' : 'HubSpot' }
    return [report(writtenTwiceInPipeline, args, { file, span: line[side].span, related })]
  })
}

const targetWords = ({ node }: BoundPipeline): string => {
  const name = node.target?.name?.value
  if (node.target?.by === 'master') return '`record type master`'
  return node.target?.by === 'support-process' ? `the support process \`${name ?? ''}\`` : `the record type \`${name ?? ''}\``
}

const inSync = (sync: BoundSync): readonly Diagnostic[] => {
  const whole = sync.pipelines.filter((one) => one.complete)
  const heads = whole.map(
    (one): Line => ({
      arrow: one.node.arrow,
      hubspot: { name: `the pipeline \`${one.pipeline?.id ?? ''}\``, span: one.node.pipeline?.span ?? one.node.span },
      salesforce: { name: targetWords(one), span: one.node.target?.span ?? one.node.span },
    }),
  )
  const stages = whole.flatMap((one) => {
    const lines = one.stages.map(
      ({ node, hubspot, salesforce }): Line => ({
        arrow: node.arrow,
        hubspot: { name: `the stage \`${hubspot}\``, span: node.hubspot?.span ?? node.span },
        salesforce: { name: `the stage \`${salesforce}\``, span: node.salesforce?.span ?? node.span },
      }),
    )
    return [...doubles(sync.file, lines, 'hubspot'), ...doubles(sync.file, lines, 'salesforce')]
  })
  return [...doubles(sync.file, heads, 'hubspot'), ...doubles(sync.file, heads, 'salesforce'), ...stages]
}

export const pipelinesAreToldApart: Check = {
  name: 'pipelines-are-told-apart',
  needsCatalog: true,
  run: (bound) => bound.syncs.flatMap(inSync),
}
