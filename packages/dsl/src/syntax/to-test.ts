/** To test: `test` blocks and their lines to nodes. */
import type { CstNode } from 'chevrotain'
import { cover, type Span } from '../text/span'
import type { ExpectNode, FieldNode, GivenNode, PolicyTestNode, StepNode, TestStatement } from './ast'
import { bodyOf, inside, requireBlock, toBroken } from './blocks'
import { node, nodes, spanOf, token } from './cst'
import type { Statement } from './layout'
import { type LineContext, readLine, statementSpan } from './read-line'
import { choiceOf, durationUnitOf, nameOf, numberOf, type Reader, textOf } from './reader'
import { toValue } from './to-rows'

export const toTest = (context: LineContext, statement: Statement): PolicyTestNode => {
  const before = context.diagnostics.length
  const name = readLine(context, statement, 'test', (cst) => textOf(token(cst, 'Text')))
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toLine(context, inner))
  return { kind: 'policy-test', span: statementSpan(statement), ...bodyOf(statement), ...(name ? { name } : {}), statements }
}

const toLine = (context: LineContext, statement: Statement): TestStatement => {
  const span = statementSpan(statement)
  switch (statement.keyword) {
    case 'given':
      return readLine(context, statement, 'given', (cst, reader) => toGiven(reader, cst, span)) ?? { kind: 'broken', span }
    case 'then':
      return readLine(context, statement, 'step', (cst, reader) => toStep(reader, cst, span)) ?? { kind: 'broken', span }
    case 'expect':
      return readLine(context, statement, 'expect', (cst, reader) => toExpect(reader, cst, span)) ?? { kind: 'broken', span }
    default:
      return toBroken(context, statement)
  }
}

const fieldsOf = (reader: Reader, cst: CstNode): readonly FieldNode[] =>
  nodes(node(cst, 'fields'), 'field').map((field) => {
    const name = nameOf(token(field, 'Name'))
    const value = toValue(reader, node(field, 'value'))
    const span = spanOf(field, reader.end)
    const whole = value ? cover(span, value.span) : span
    return { kind: 'field', span: whole, ...(name ? { name } : {}), ...(value ? { value } : {}) }
  })

const toGiven = (reader: Reader, cst: CstNode, span: Span): GivenNode => {
  const object = nameOf(token(cst, 'object'))
  const name = nameOf(token(cst, 'name'))
  const owner = nameOf(token(cst, 'for'))
  const linkedTo = nameOf(token(cst, 'linkedTo'))
  const memberOf = token(cst, 'memberOf')
  return {
    kind: 'given',
    span,
    ...(object ? { object } : {}),
    ...(name ? { name } : {}),
    fields: fieldsOf(reader, cst),
    ...(owner ? { for: owner } : {}),
    ...(linkedTo ? { linkedTo } : {}),
    ...(memberOf ? { memberOf: textOf(memberOf) } : {}),
  }
}

const toStep = (reader: Reader, cst: CstNode, span: Span): StepNode => {
  const count = numberOf(token(cst, 'Num'))
  if (count) {
    const unit = durationUnitOf(reader, token(cst, 'unit'))
    return { kind: 'step', by: 'time', span, count, ...(unit ? { unit } : {}) }
  }
  if (token(cst, 'word sync')) return { kind: 'step', by: 'sync', span }
  const side = choiceOf(reader, token(cst, 'side'), ['hubspot', 'salesforce'])
  const verb = choiceOf(reader, token(cst, 'verb'), ['creates', 'changes', 'deletes', 'restores', 'merges', 'converts', 'adds', 'removes'])
  const record = nameOf(token(cst, 'record'))
  const name = nameOf(token(cst, 'name'))
  const into = nameOf(token(cst, 'into'))
  const to = token(cst, 'to')
  const from = token(cst, 'from')
  return {
    kind: 'step',
    by: 'person',
    span,
    ...(side ? { side } : {}),
    ...(verb ? { verb } : {}),
    ...(record ? { record } : {}),
    ...(name ? { name } : {}),
    ...(into ? { into } : {}),
    ...(to ? { to: textOf(to) } : {}),
    ...(from ? { from: textOf(from) } : {}),
    fields: fieldsOf(reader, cst),
  }
}

const toExpect = (reader: Reader, cst: CstNode, span: Span): ExpectNode => {
  const error = token(cst, 'word error')
  if (error) {
    const code = token(cst, 'code')
    const owner = nameOf(token(cst, 'for'))
    const named = code?.kind === 'text' ? textOf(code) : nameOf(code)
    return { kind: 'expect', what: 'error', span, ...(named ? { code: named } : {}), ...(owner ? { for: owner } : {}) }
  }
  const counted = choiceOf(reader, token(cst, 'count'), ['writes', 'calls'])
  const isAbsent = token(cst, 'word no') !== undefined
  if (counted) return { kind: 'expect', what: 'count', span, of: counted, count: isAbsent ? 0 : (numberOf(token(cst, 'Num'))?.value ?? 0) }
  const record = nameOf(token(cst, 'record'))
  return { kind: 'expect', what: 'record', span, isAbsent, ...(record ? { record } : {}), fields: fieldsOf(reader, cst) }
}
