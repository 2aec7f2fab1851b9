/** To activities: the `activities` block, its lines and their blocks to nodes. */
import type { ActivitiesNode, ActivityNode, BrokenNode, MapNode, OnDeleteNode, WhenNode } from './ast'
import { bodyOf, inside, requireBlock, toBroken } from './blocks'
import { node, token } from './cst'
import type { Statement } from './layout'
import { type LineContext, readLine, statementSpan } from './read-line'
import { choiceOf, nameOf } from './reader'
import { toExpression, toPath } from './to-expression'
import { carryingArrowOf } from './to-sync'

type ToMap = (context: LineContext, statement: Statement) => MapNode

/** `toMap` reads the blocks of mappings inside. */
export const toActivities = (context: LineContext, statement: Statement, toMap: ToMap): ActivitiesNode => {
  const before = context.diagnostics.length
  readLine(context, statement, 'activities', () => undefined)
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) =>
    inner.tokens.length === 0 ? toBroken(context, inner) : toActivity(context, inner, toMap),
  )
  return { kind: 'activities', span: statementSpan(statement), ...bodyOf(statement), statements }
}

const toActivity = (context: LineContext, statement: Statement, toMap: ToMap): ActivityNode | BrokenNode => {
  const span = statementSpan(statement)
  const head = readLine(context, statement, 'activity', (cst, reader) => {
    const type = nameOf(token(cst, 'type'))
    const salesforce = toPath(reader, node(cst, 'path'))
    const when = token(cst, 'word when')
    return {
      ...(type ? { type } : {}),
      ...carryingArrowOf(cst),
      ...(salesforce ? { salesforce } : {}),
      ...(when ? { when: toExpression(reader, node(cst, 'expression'), when.span.end) } : {}),
    }
  })
  const statements = inside(statement, (inner) => toLine(context, inner, toMap))
  return head ? { kind: 'activity', span, ...bodyOf(statement), ...head, statements } : { kind: 'broken', span }
}

const toLine = (context: LineContext, statement: Statement, toMap: ToMap): WhenNode | OnDeleteNode | MapNode | BrokenNode => {
  const span = statementSpan(statement)
  const broken: BrokenNode = { kind: 'broken', span }
  switch (statement.keyword) {
    case 'map':
      return toMap(context, statement)
    case 'when':
      return (
        readLine(context, statement, 'when', (cst, reader) => ({
          kind: 'when' as const,
          span,
          condition: toExpression(reader, node(cst, 'expression'), reader.end),
        })) ?? broken
      )
    case 'on':
      return (
        readLine(context, statement, 'onDelete', (cst, reader): OnDeleteNode => {
          const action = choiceOf(reader, token(cst, 'action'), ['delete', 'ignore'])
          return { kind: 'on-delete', span, ...(action ? { action } : {}) }
        }) ?? broken
      )
    default:
      return toBroken(context, statement)
  }
}
