/** To rows: the lines of `map`, `values` and `lifecycle` blocks to nodes. */
import type { CstNode } from 'chevrotain'
import { report } from '../diagnostics/code'
import { textNeedsQuotes } from '../diagnostics/codes/syntax'
import { cover, type Span } from '../text/span'
import type {
  AdvanceNode,
  Arrow,
  BrokenNode,
  CarryNode,
  Choice,
  LiteralNode,
  MappingNode,
  MappingOption,
  OrderNode,
  OtherwiseNode,
  ValueRowNode,
} from './ast'
import { node, nodes, spanOf, token, tokens } from './cst'
import type { Statement } from './layout'
import { quote } from './lexer'
import { recall } from './line-memory'
import { type LineContext, readLine, statementSpan } from './read-line'
import { choiceOf, nameOf, type Reader, textOf, toText } from './reader'
import { replaceFix } from './syntax-errors'
import { toExpression, toLiteral, toSum } from './to-expression'

const arrowOf = (cst: CstNode): Choice<Arrow> | undefined => {
  const arrow = token(cst, 'Arrow')
  return arrow && { span: arrow.span, value: arrow.value as Arrow }
}

export const toMapping = (context: LineContext, statement: Statement): MappingNode | BrokenNode =>
  recall(context, statement, context.memory.mapping, () => readMapping(context, statement))

const readMapping = (context: LineContext, statement: Statement): MappingNode | BrokenNode => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'mapping', (cst, reader): MappingNode => {
    const arrow = arrowOf(cst)
    return {
      kind: 'mapping',
      span,
      hubspot: toExpression(reader, node(cst, 'hubspot'), span.start),
      ...(arrow ? { arrow } : {}),
      salesforce: toExpression(reader, node(cst, 'salesforce'), arrow?.span.end ?? reader.end),
      options: nodes(cst, 'mappingOption').flatMap((option) => toOption(reader, option) ?? []),
    }
  })
  return made ?? { kind: 'broken', span }
}

const toOption = (reader: Reader, cst: CstNode): MappingOption | undefined => {
  const span = spanOf(cst, reader.end)
  if (token(cst, 'word prefer')) {
    const side = choiceOf(reader, token(cst, 'side'), ['salesforce', 'hubspot'])
    return { kind: 'prefer-option', span, ...(side ? { side } : {}) }
  }
  const defaultWord = token(cst, 'word default')
  if (defaultWord) {
    const value = toSum(reader, node(cst, 'value'), defaultWord.span.end)
    return { kind: 'default-option', span: cover(span, value.span), value }
  }
  const sticky = token(cst, 'word sticky')
  if (sticky) return toSticky(reader, cst, span, toSum(reader, node(cst, 'value'), sticky.span.end))
  const when = token(cst, 'word when')
  if (when) {
    const condition = toExpression(reader, node(cst, 'expression'), when.span.end)
    return { kind: 'when-option', span: cover(span, condition.span), condition }
  }
  if (token(cst, 'word using')) {
    const name = nameOf(token(cst, 'table'))
    const by = nameOf(token(cst, 'by'))
    return { kind: 'using-option', span, ...(name ? { name } : {}), ...(by ? { by } : {}) }
  }
  if (token(cst, 'word once')) return { kind: 'once-option', span }
  return token(cst, 'word required') ? { kind: 'required-option', span } : undefined
}

const toSticky = (reader: Reader, cst: CstNode, span: Span, value: ReturnType<typeof toSum>): MappingOption => {
  const until = choiceOf(reader, token(cst, 'until'), ['hubspot', 'salesforce'])
  const even = token(cst, 'word even')
  const paused = token(cst, 'word paused')
  return {
    kind: 'sticky-option',
    span: cover(span, value.span),
    value,
    ...(until ? { until } : {}),
    ...(even && paused ? { evenWhenPaused: cover(even.span, paused.span) } : {}),
  }
}

export const toRow = (context: LineContext, statement: Statement): ValueRowNode | BrokenNode =>
  recall(context, statement, context.memory.row, () => readRow(context, statement))

const readRow = (context: LineContext, statement: Statement): ValueRowNode | BrokenNode => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'row', (cst, reader): ValueRowNode => {
    const arrow = arrowOf(cst)
    const side = (label: string) => nodes(node(cst, label), 'value').flatMap((value) => toValue(reader, value) ?? [])
    return { kind: 'value-row', span, hubspot: side('hubspot'), ...(arrow ? { arrow } : {}), salesforce: side('salesforce') }
  })
  return made ?? { kind: 'broken', span }
}

/** A literal, perhaps with a minus before it; a bare name is reported and read as text. */
export const toValue = (reader: Reader, cst: CstNode | undefined): LiteralNode | undefined => {
  const literal = toLiteral(node(cst, 'literal'))
  if (literal) return literal
  const minus = token(cst, 'Minus')
  const number = token(cst, 'Num')
  if (minus && number) {
    const span = cover(minus.span, number.span)
    return { kind: 'literal', span, text: `-${number.text}`, type: 'number', value: -Number(number.value) }
  }
  const name = token(cst, 'Name')
  if (!name) return undefined
  reader.diagnostics.push(
    report(textNeedsQuotes, { found: name.value }, { file: reader.file, span: name.span, fix: replaceFix(name.span, quote(name.value)) }),
  )
  return { kind: 'literal', span: name.span, text: name.text, type: 'text', value: name.value }
}

export const toOtherwise = (context: LineContext, statement: Statement): OtherwiseNode | BrokenNode => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'otherwise', (cst, reader): OtherwiseNode => {
    const arrow = token(cst, 'Arrow')
    const action = arrow ? choiceOfArrow(reader, arrow) : choiceOf(reader, token(cst, 'action'), ['error', 'copy', 'blank'])
    const value = toValue(reader, node(cst, 'value'))
    return { kind: 'otherwise', span, ...(action ? { action } : {}), ...(value ? { value } : {}) }
  })
  return made ?? { kind: 'broken', span }
}

const choiceOfArrow = (reader: Reader, arrow: Parameters<typeof choiceOf>[1]): Choice<'->' | '<-'> | undefined =>
  arrow?.value === '->' || arrow?.value === '<-' ? { span: arrow.span, value: arrow.value } : choiceOf(reader, arrow, ['->', '<-'])

export const toOrder = (context: LineContext, statement: Statement): OrderNode | BrokenNode => {
  const span = statementSpan(statement)
  return (
    readLine(context, statement, 'order', (cst) => ({ kind: 'order' as const, span, stages: tokens(cst, 'Text').map(toText) })) ?? {
      kind: 'broken',
      span,
    }
  )
}

export const toAdvance = (context: LineContext, statement: Statement): AdvanceNode | BrokenNode => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'advance', (cst, reader): AdvanceNode => {
    const stage = textOf(token(cst, 'Text'))
    return {
      kind: 'advance',
      span,
      ...(stage ? { stage } : {}),
      when: toExpression(reader, node(cst, 'expression'), token(cst, 'word when')?.span.end ?? reader.end),
    }
  })
  return made ?? { kind: 'broken', span }
}

export const toCarry = (context: LineContext, statement: Statement): CarryNode | BrokenNode => {
  const span = statementSpan(statement)
  const made = readLine(context, statement, 'carry', (cst): CarryNode => {
    const contacts = token(cst, 'word contacts')
    const company = token(cst, 'word company')
    if (!company) return { kind: 'carry', span }
    const to: CarryNode['to'] = contacts
      ? { span: cover(contacts.span, company.span), value: 'contacts of company' }
      : { span: company.span, value: 'company' }
    return { kind: 'carry', span, to }
  })
  return made ?? { kind: 'broken', span }
}
