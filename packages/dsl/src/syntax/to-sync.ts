/** To sync: the lines that only `sync` holds, other than its blocks `from` and `map`, to nodes. */
import type { CstNode } from 'chevrotain'
import { cover } from '../text/span'
import type {
  AssociateNode,
  AssociateOption,
  BrokenNode,
  CarryingArrow,
  Choice,
  PipelineNode,
  PipelineTargetNode,
  StageNode,
  SyncStatement,
} from './ast'
import { bodyOf, inside, requireBlock, toBroken } from './blocks'
import { node, nodes, spanOf, token, tokens } from './cst'
import type { Statement } from './layout'
import { type LineContext, readLine, statementSpan } from './read-line'
import { nameOf, type Reader, textOf, toName } from './reader'
import { toPath } from './to-expression'

/** The arrow under the label `arrow`, where it stands. */
export const carryingArrowOf = (cst: CstNode): { readonly arrow?: Choice<CarryingArrow> } => {
  const arrow = token(cst, 'arrow')
  return arrow?.value === '<->' || arrow?.value === '->' || arrow?.value === '<-' ? { arrow: { span: arrow.span, value: arrow.value } } : {}
}

/** Nothing when the line begins with none of these words. */
export const toSyncLine = (context: LineContext, statement: Statement): SyncStatement | undefined => {
  switch (statement.keyword) {
    case 'match':
      return toMatch(context, statement)
    case 'prefer':
      return toPrefer(context, statement)
    case 'associate':
      return toAssociate(context, statement)
    case 'pipeline':
      return toPipeline(context, statement)
    default:
      return undefined
  }
}

const toMatch = (context: LineContext, statement: Statement): SyncStatement => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'match', (cst, reader): SyncStatement => {
    if (token(cst, 'word through')) {
      const object = nameOf(token(cst, 'through'))
      return { kind: 'match', by: 'through', span, ...(object ? { object } : {}) }
    }
    if (token(cst, 'word none')) return { kind: 'match', by: 'none', span }
    const hubspot = toPath(reader, node(cst, 'hubspot'))
    const salesforce = toPath(reader, node(cst, 'salesforce'))
    return { kind: 'match', by: 'key', span, ...(hubspot ? { hubspot } : {}), ...(salesforce ? { salesforce } : {}) }
  })
  return made ?? { kind: 'broken', span }
}

const toPrefer = (context: LineContext, statement: Statement): SyncStatement => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'prefer', (cst) => ({
    kind: 'prefer' as const,
    span,
    choices: tokens(cst, 'choice').map(toName),
  }))
  return made ?? { kind: 'broken', span }
}

const toAssociate = (context: LineContext, statement: Statement): AssociateNode | BrokenNode => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'associate', (cst, reader): AssociateNode => {
    const object = nameOf(token(cst, 'object'))
    const field = toPath(reader, node(cst, 'field'))
    return {
      kind: 'associate',
      span,
      ...(object ? { object } : {}),
      ...carryingArrowOf(cst),
      ...(field ? { field } : {}),
      options: nodes(cst, 'associateOption').flatMap((option) => toAssociateOption(reader, option) ?? []),
    }
  })
  return made ?? { kind: 'broken', span }
}

const toAssociateOption = (reader: Reader, cst: CstNode): AssociateOption | undefined => {
  const span = spanOf(cst, reader.end)
  const text = textOf(token(cst, 'Text'))
  if (token(cst, 'word label')) return { kind: 'label-option', span, ...(text ? { label: text } : {}) }
  if (token(cst, 'word role')) return { kind: 'role-option', span, ...(text ? { role: text } : {}) }
  return token(cst, 'word required') ? { kind: 'required-option', span } : undefined
}

const toPipeline = (context: LineContext, statement: Statement): PipelineNode => {
  const before = context.diagnostics.length
  const head = readLine(context, statement, 'pipeline', (cst) => {
    const pipeline = textOf(token(cst, 'pipeline'))
    const target = toTarget(cst)
    return { ...(pipeline ? { pipeline } : {}), ...carryingArrowOf(cst), ...(target ? { target } : {}) }
  })
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => (inner.keyword === 'stage' ? toStage(context, inner) : toBroken(context, inner)))
  return { kind: 'pipeline', span: statementSpan(statement), ...bodyOf(statement), ...head, statements }
}

const toTarget = (cst: CstNode): PipelineTargetNode | undefined => {
  const first = token(cst, 'word record') ?? token(cst, 'word support')
  if (!first) return undefined
  const master = token(cst, 'word master')
  const name = textOf(token(cst, 'recordType') ?? token(cst, 'process'))
  const last = name ?? master ?? token(cst, 'word type') ?? token(cst, 'word process') ?? first
  return {
    kind: 'pipeline-target',
    span: cover(first.span, last.span),
    by: master ? 'master' : first.value === 'support' ? 'support-process' : 'record-type',
    ...(name ? { name } : {}),
  }
}

const toStage = (context: LineContext, statement: Statement): StageNode | BrokenNode => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'stage', (cst): StageNode => {
    const hubspot = textOf(token(cst, 'hubspot'))
    const salesforce = textOf(token(cst, 'salesforce'))
    return { kind: 'stage', span, ...(hubspot ? { hubspot } : {}), ...carryingArrowOf(cst), ...(salesforce ? { salesforce } : {}) }
  })
  return made ?? { kind: 'broken', span }
}
