/** Rules: inclusion, on new, on change, on delete, on merge, match and prefer as nodes between the objects, with the edges that lead through them. */
import type { FromNode, FromStatement, PipelineNode, SyncNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import { cover, type Span } from '../text/span'
import { type Drawing, objectId, traced, words } from './drawing'
import type { GraphDirection, GraphEdge, GraphNode, GraphNodeKind } from './graph'

type RuleKind = Extract<GraphNodeKind, 'pipeline' | 'match' | 'prefer' | 'include' | 'on-new' | 'on-change' | 'on-delete' | 'on-merge'>

/** One rule to draw: `targets` are the ids of the objects it acts on. */
type Rule = {
  readonly kind: RuleKind
  readonly name: string
  readonly label: string
  readonly detail?: string
  readonly span: Span
  readonly source: readonly string[]
  readonly targets: readonly string[]
  readonly direction: GraphDirection
  readonly lines?: readonly string[]
}

export const drawRules = (drawing: Drawing, parsed: ParseResult, sync: SyncNode): void => {
  const name = sync.hubspot!.value
  const hubspot = objectId('hubspot-object', name)
  const objects = sync.salesforce.map((object) => objectId('salesforce-object', object.value))
  let matches = 0
  for (const node of sync.statements) {
    if (node.kind === 'match' || node.kind === 'prefer') {
      const detail = words(parsed, node.span).replace(/^\S+ ?/, '')
      const number = node.kind === 'match' ? `.${++matches}` : ''
      draw(drawing, parsed, name, {
        kind: node.kind,
        name: `${name}${number}`,
        label: node.kind,
        detail,
        span: node.span,
        source: [hubspot],
        targets: objects,
        direction: 'none',
      })
    } else if (node.kind === 'from' && node.object) drawFrom(drawing, parsed, sync, node)
    else if (node.kind === 'pipeline' && node.pipeline) drawPipeline(drawing, parsed, sync, node, node.pipeline.value)
  }
}

const PIPELINE_DIRECTIONS = { '<->': 'both', '->': 'right', '<-': 'left' } as const

const drawPipeline = (drawing: Drawing, parsed: ParseResult, sync: SyncNode, node: PipelineNode, pipeline: string) => {
  const name = sync.hubspot!.value
  const detail =
    node.arrow === undefined ? '' : words(parsed, { start: node.arrow.span.start, end: node.target?.span.end ?? node.arrow.span.end })
  draw(drawing, parsed, name, {
    kind: 'pipeline',
    name: `${name}.${pipeline}`,
    label: `pipeline ${pipeline}`,
    ...(detail === '' ? {} : { detail }),
    span: node.span,
    source: [objectId('hubspot-object', name)],
    targets: sync.salesforce.map((object) => objectId('salesforce-object', object.value)),
    direction: node.arrow === undefined ? 'none' : PIPELINE_DIRECTIONS[node.arrow.value],
    lines: node.statements.map((statement) => words(parsed, statement.span)),
  })
}

/** Lines of the block it is the `same as` are drawn at the place of `from X same as Y`, so that each object shows all of its rules. */
const drawFrom = (drawing: Drawing, parsed: ParseResult, sync: SyncNode, from: FromNode) => {
  const name = sync.hubspot!.value
  const object = from.object!.value
  const other = sync.statements.find(
    (node): node is FromNode => node.kind === 'from' && node.object?.value === from.sameAs?.value && node !== from,
  )
  const own = new Set(from.statements.map((statement) => statement.kind))
  const inherited = from.sameAs && other ? other.statements.filter((statement) => !own.has(statement.kind)) : []
  const isHubspot = object === 'hubspot'
  const hubspot = objectId('hubspot-object', name)
  const source = isHubspot ? hubspot : objectId('salesforce-object', object)
  const objects = sync.salesforce.map((one) => objectId('salesforce-object', one.value))
  let creates = 0
  for (const [statement, isOwn] of [
    ...inherited.map((one) => [one, false] as const),
    ...from.statements.map((one) => [one, true] as const),
  ]) {
    if (statement.kind === 'broken') continue
    const target =
      statement.kind === 'on-new' && isHubspot && statement.object
        ? [objectId('salesforce-object', statement.object.value)]
        : isHubspot
          ? objects
          : [hubspot]
    draw(drawing, parsed, name, {
      kind: statement.kind,
      name: `${name}.${object}${statement.kind === 'on-new' ? `.${++creates}` : ''}`,
      ...captionOf(parsed, statement),
      span: isOwn ? statement.span : cover(from.object!.span, from.sameAs?.span ?? from.object!.span),
      source: [source],
      targets: statement.kind === 'include' || (statement.kind !== 'on-merge' && statement.action?.value === 'ignore') ? [] : target,
      direction: isHubspot ? 'right' : 'left',
    })
  }
}

const captionOf = (
  parsed: ParseResult,
  statement: Exclude<FromStatement, { kind: 'broken' }>,
): { readonly label: string; readonly detail?: string } => {
  if (statement.kind === 'include') return { label: 'include', detail: `when ${words(parsed, statement.condition.span)}` }
  const head =
    statement.kind === 'on-new' && statement.when ? { start: statement.span.start, end: statement.when.span.start } : statement.span
  const label = words(parsed, head).replace(/ when$/, '')
  return statement.kind === 'on-new' && statement.when ? { label, detail: `when ${words(parsed, statement.when.span)}` } : { label }
}

const draw = (drawing: Drawing, parsed: ParseResult, sync: string, rule: Rule) => {
  const id = `${rule.kind}:${rule.name}`
  const place = traced(parsed, rule.span)
  const { detail } = rule
  const node: GraphNode = {
    id,
    kind: rule.kind,
    column: 'middle',
    label: rule.label,
    ...(detail ? { detail } : {}),
    ...place,
    sync,
    rows: [],
    lines: rule.lines ?? [],
  }
  drawing.nodes.push(node)
  const isLeft = (end: string) => end.startsWith('hubspot-object:')
  const tie = (object: string): GraphEdge => ({
    id: `rule:${id}~${object}`,
    kind: 'rule',
    file: place.file,
    span: place.span,
    broken: place.broken,
    left: { node: isLeft(object) ? object : id },
    right: { node: isLeft(object) ? id : object },
    direction: rule.direction,
    options: '',
    label: `${rule.label}${detail ? ` ${detail}` : ''}`,
    sync,
  })
  for (const object of [...rule.source, ...rule.targets]) drawing.edges.push(tie(object))
}
