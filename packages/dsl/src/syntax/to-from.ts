/** To from: the lines of a `from` block to nodes. */

import type { CstNode } from 'chevrotain'
import type { Span } from '../text/span'
import { cover } from '../text/span'
import type { FromStatement, OnNewNode } from './ast'
import { node, token } from './cst'
import type { Statement } from './layout'
import { type LineContext, readLine, statementSpan } from './read-line'
import { choiceOf, nameOf, type Reader, textOf } from './reader'
import { toExpression } from './to-expression'

/** Nothing when the line begins with none of the words of this block. */
export const toFromStatement = (context: LineContext, statement: Statement): FromStatement | undefined => {
  const span = statementSpan(statement)
  if (statement.keyword === 'include')
    return (
      readLine(context, statement, 'include', (cst, reader) => ({
        kind: 'include' as const,
        span,
        condition: toExpression(reader, node(cst, 'expression'), reader.end),
      })) ?? { kind: 'broken', span }
    )
  if (statement.keyword !== 'on') return undefined
  return readLine(context, statement, 'on', (cst, reader) => toOn(reader, cst, span)) ?? { kind: 'broken', span }
}

const toOn = (reader: Reader, cst: CstNode, span: Span): FromStatement => {
  const word = token(cst, 'action')
  if (token(cst, 'word new')) return toOnNew(reader, node(cst, 'onNew'), span)
  if (token(cst, 'word change')) {
    const action = choiceOf(reader, word, ['update', 'ignore'])
    return { kind: 'on-change', span, ...(action ? { action } : {}) }
  }
  if (token(cst, 'word delete')) {
    const action = choiceOf(reader, word, ['delete', 'unlink', 'ignore'])
    return { kind: 'on-delete', span, ...(action ? { action } : {}) }
  }
  if (token(cst, 'word merge')) {
    const action = choiceOf(reader, word, ['follow', 'delete'])
    return { kind: 'on-merge', span, ...(action ? { action } : {}) }
  }
  return { kind: 'broken', span }
}

const toOnNew = (reader: Reader, cst: CstNode | undefined, span: Span): OnNewNode => {
  const action = choiceOf(reader, token(cst, 'action'), ['create', 'link', 'ignore'])
  const object = nameOf(token(cst, 'object'))
  const recordType = textOf(token(cst, 'recordType'))
  const withWord = token(cst, 'word with')
  const rules = token(cst, 'word rules')
  const when = token(cst, 'word when')
  return {
    kind: 'on-new',
    span,
    ...(action ? { action } : {}),
    ...(object ? { object } : {}),
    ...(recordType ? { recordType } : {}),
    ...(withWord && rules ? { assignmentRules: cover(withWord.span, rules.span) } : {}),
    ...(when ? { when: toExpression(reader, node(cst, 'expression'), when.span.end) } : {}),
  }
}
