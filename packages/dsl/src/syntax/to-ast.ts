/** To AST: lines and blocks to the nodes of a policy file; holes where a line is broken, with a diagnostic for each. */
import type { FromNode, LifecycleNode, MapNode, PolicyFileNode, SyncNode, SyncStatement, TopLevelNode, ValuesNode } from './ast'
import { bodyOf, inside, requireBlock, toBroken } from './blocks'
import { token, tokens } from './cst'
import type { Statement } from './layout'
import { type LineContext, readLine, statementSpan } from './read-line'
import { nameOf, toName } from './reader'
import { toActivities } from './to-activities'
import { toCampaigns } from './to-campaigns'
import { toFromStatement } from './to-from'
import { toConflictsOrHold, toPolicy } from './to-policy'
import { toAdvance, toCarry, toMapping, toOrder, toOtherwise, toRow } from './to-rows'
import { toSyncLine } from './to-sync'
import { toTest } from './to-test'

export const toAst = (context: LineContext, statements: readonly Statement[]): PolicyFileNode => ({
  kind: 'policy-file',
  span: { start: 0, end: context.source.text.length },
  statements: statements.map((statement) => toTopLevel(context, statement)),
})

const toTopLevel = (context: LineContext, statement: Statement): TopLevelNode => {
  switch (statement.keyword) {
    case 'policy':
      return toPolicy(context, statement)
    case 'sync':
      return toSync(context, statement)
    case 'values':
      return toValues(context, statement)
    case 'lifecycle':
      return toLifecycle(context, statement)
    case 'activities':
      return toActivities(context, statement, toMap)
    case 'campaigns':
      return toCampaigns(context, statement)
    case 'test':
      return toTest(context, statement)
    default:
      return toBroken(context, statement)
  }
}

const toSync = (context: LineContext, statement: Statement): SyncNode => {
  const before = context.diagnostics.length
  const head = readLine(context, statement, 'sync', (cst) => {
    const hubspot = nameOf(token(cst, 'hubspot'))
    return { ...(hubspot ? { hubspot } : {}), salesforce: tokens(cst, 'salesforce').map(toName) }
  })
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toSyncStatement(context, inner))
  return { kind: 'sync', span: statementSpan(statement), ...bodyOf(statement), ...(head ?? { salesforce: [] }), statements }
}

const toSyncStatement = (context: LineContext, statement: Statement): SyncStatement => {
  switch (statement.keyword) {
    case 'from':
      return toFrom(context, statement)
    case 'map':
      return toMap(context, statement)
    default:
      return toSyncLine(context, statement) ?? toConflictsOrHold(context, statement) ?? toBroken(context, statement)
  }
}

const toFrom = (context: LineContext, statement: Statement): FromNode => {
  const before = context.diagnostics.length
  const head = readLine(context, statement, 'from', (cst) => {
    const object = nameOf(token(cst, 'object'))
    const sameAs = nameOf(token(cst, 'sameAs'))
    return { ...(object ? { object } : {}), ...(sameAs ? { sameAs } : {}) }
  })
  if (!head?.sameAs) requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toFromStatement(context, inner) ?? toBroken(context, inner))
  return { kind: 'from', span: statementSpan(statement), ...bodyOf(statement), ...head, statements }
}

const toMap = (context: LineContext, statement: Statement): MapNode => {
  const before = context.diagnostics.length
  readLine(context, statement, 'map', () => undefined)
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toMapLine(context, inner))
  return { kind: 'map', span: statementSpan(statement), ...bodyOf(statement), statements }
}

/** One statement of a `map` block. */
export const toMapLine = (context: LineContext, inner: Statement): MapNode['statements'][number] =>
  inner.tokens.length === 0 ? toBroken(context, inner) : toMapping(context, inner)

/** One statement of a `values` block. */
export const toValuesLine = (context: LineContext, inner: Statement): ValuesNode['statements'][number] => {
  if (inner.keyword === 'otherwise') return toOtherwise(context, inner)
  return inner.tokens.length === 0 ? toBroken(context, inner) : toRow(context, inner)
}

const toValues = (context: LineContext, statement: Statement): ValuesNode => {
  const before = context.diagnostics.length
  const name = readLine(context, statement, 'values', (cst) => nameOf(token(cst, 'Name')))
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toValuesLine(context, inner))
  return { kind: 'values', span: statementSpan(statement), ...bodyOf(statement), ...(name ? { name } : {}), statements }
}

const toLifecycle = (context: LineContext, statement: Statement): LifecycleNode => {
  const before = context.diagnostics.length
  const head = readLine(context, statement, 'lifecycle', (cst) => {
    const object = nameOf(token(cst, 'object'))
    const property = nameOf(token(cst, 'property'))
    return { ...(object ? { object } : {}), ...(property ? { property } : {}) }
  })
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => {
    if (inner.keyword === 'order') return toOrder(context, inner)
    if (inner.keyword === 'advance') return toAdvance(context, inner)
    return inner.keyword === 'carry' ? toCarry(context, inner) : toBroken(context, inner)
  })
  return { kind: 'lifecycle', span: statementSpan(statement), ...bodyOf(statement), ...head, statements }
}
