/** To policy: the `policy` block and its lines to nodes, and the lines that a `sync` may hold as well. */
import type { BrokenNode, PolicyNode, PolicyStatement, Side } from './ast'
import { bodyOf, inside, requireBlock, toBroken } from './blocks'
import { token } from './cst'
import { HOLD_KINDS } from './keywords'
import type { Statement } from './layout'
import { type LineContext, readLine, statementSpan } from './read-line'
import { choiceOf, durationUnitOf, numberOf, textOf } from './reader'

export const toPolicy = (context: LineContext, statement: Statement): PolicyNode => {
  const before = context.diagnostics.length
  const name = readLine(context, statement, 'policy', (cst) => textOf(token(cst, 'Text')))
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toPolicyStatement(context, inner))
  return { kind: 'policy', span: statementSpan(statement), ...bodyOf(statement), ...(name ? { name } : {}), statements }
}

const toPolicyStatement = (context: LineContext, statement: Statement): PolicyStatement => {
  const span = statementSpan(statement)
  const broken: BrokenNode = { kind: 'broken', span }
  switch (statement.keyword) {
    case 'every':
      return (
        readLine(context, statement, 'every', (cst, reader) => {
          const count = numberOf(token(cst, 'Num'))
          const unit = durationUnitOf(reader, token(cst, 'unit'))
          return {
            kind: 'every' as const,
            span,
            ...(count ? { count } : {}),
            ...(unit ? { unit } : {}),
          }
        }) ?? broken
      )
    case 'salesforce':
    case 'hubspot': {
      const side: Side = statement.keyword
      return (
        readLine(context, statement, 'side', (cst, reader): PolicyStatement => {
          if (token(cst, 'word creates')) {
            const answer = choiceOf(reader, token(cst, 'answer'), ['yes', 'no'])
            return { kind: 'creates-companies', span, ...(answer ? { answer } : {}) }
          }
          const calls = numberOf(token(cst, 'Num'))
          return { kind: 'budget', span, side: { span: statement.tokens[0]!.span, value: side }, ...(calls ? { calls } : {}) }
        }) ?? broken
      )
    }
    default:
      return toConflictsOrHold(context, statement) ?? toBroken(context, statement)
  }
}

/** The lines that stand in `policy` and in `sync` alike; nothing for any other line. */
export const toConflictsOrHold = (context: LineContext, statement: Statement) => {
  const span = statementSpan(statement)
  const broken: BrokenNode = { kind: 'broken', span }
  if (statement.keyword === 'conflicts')
    return (
      readLine(context, statement, 'conflicts', (cst, reader) => {
        const first = choiceOf(reader, token(cst, 'first'), ['newest', 'salesforce', 'hubspot'])
        const then = choiceOf(reader, token(cst, 'then'), ['salesforce', 'hubspot'])
        return { kind: 'conflicts' as const, span, ...(first ? { first } : {}), ...(then ? { then } : {}) }
      }) ?? broken
    )
  if (statement.keyword === 'hold')
    return (
      readLine(context, statement, 'hold', (cst, reader) => {
        const what = choiceOf(reader, token(cst, 'what'), HOLD_KINDS)
        const percent = token(cst, 'Percent')
        const number = percent ?? token(cst, 'Num')
        const limit = number && { span: number.span, value: Number(number.value), percent: percent !== undefined }
        return { kind: 'hold' as const, span, ...(what ? { what } : {}), ...(limit ? { limit } : {}) }
      }) ?? broken
    )
  return undefined
}
