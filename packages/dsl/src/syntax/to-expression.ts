/** To expression: the concrete tree of an expression to its nodes; whatever is missing becomes a `MissingNode`. */
import type { CstNode } from 'chevrotain'
import { report } from '../diagnostics/code'
import { nameNeedsBackticks, negatedTest } from '../diagnostics/codes/syntax'
import { cover, type Span } from '../text/span'
import type { BinaryOp, DurationUnit, Expression, LiteralNode, MissingNode, PathNode, Side, UnaryNode } from './ast'
import { node, nodes, spanOf, token, tokens } from './cst'
import { DURATION_UNITS } from './keywords'
import { choiceOf, nameOf, type Reader, textOf, toName } from './reader'
import { replaceFix } from './syntax-errors'
import type { Token } from './tokens'

const missing = (at: number): MissingNode => ({ kind: 'missing', span: { start: at, end: at } })

/** The span, wide enough for holes that recovery left after its last token. */
const around = (span: Span, inner: readonly Expression[]): Span => inner.reduce((whole, one) => cover(whole, one.span), span)

export const toExpression = (reader: Reader, cst: CstNode | undefined, at: number): Expression =>
  chain(cst, at, (operand, from) => chain(operand, from, (inner, start) => toNegation(reader, inner, start)))

/** Left-associative operators of one level; the tokens under `operator` stand between the nodes under `operand`. */
const chain = (cst: CstNode | undefined, at: number, each: (operand: CstNode | undefined, at: number) => Expression): Expression => {
  const operands = nodes(cst, 'operand')
  const operators = tokens(cst, 'operator')
  let left = each(operands[0], at)
  for (const [index, operator] of operators.entries()) {
    const right = each(operands[index + 1], operator.span.end)
    left = {
      kind: 'binary',
      span: cover(left.span, cover(operator.span, right.span)),
      op: operator.value as BinaryOp,
      opSpan: operator.span,
      left,
      right,
    }
  }
  return left
}

const unary = (op: UnaryNode['op'], signs: readonly Token[], operand: Expression): Expression =>
  signs.reduceRight<Expression>((inner, sign) => ({ kind: 'unary', span: cover(sign.span, inner.span), op, operand: inner }), operand)

const toNegation = (reader: Reader, cst: CstNode | undefined, at: number): Expression => {
  const signs = tokens(cst, 'word not')
  return unary('not', signs, toComparison(reader, node(cst, 'comparison'), signs.at(-1)?.span.end ?? at))
}

export const toSum = (reader: Reader, cst: CstNode | undefined, at: number): Expression =>
  chain(cst, at, (operand, from) => chain(operand, from, (inner, start) => toFactor(reader, inner, start)))

const toFactor = (reader: Reader, cst: CstNode | undefined, at: number): Expression => {
  const signs = tokens(cst, 'Minus')
  return unary('-', signs, toPrimary(reader, node(cst, 'primary'), signs.at(-1)?.span.end ?? at))
}

const toComparison = (reader: Reader, cst: CstNode | undefined, at: number): Expression => {
  const left = toSum(reader, node(cst, 'left'), at)
  const tail = node(cst, 'comparisonTail')
  if (!tail) return left
  const span = cover(left.span, spanOf(tail, left.span.end))
  const is = token(tail, 'word is')
  if (is) return toTest(reader, left, tail, span)
  const inWord = token(tail, 'word in')
  if (inWord) {
    const values = toList(reader, node(tail, 'list'))
    return { kind: 'in', span: around(span, values), operand: left, values }
  }
  const opSpan = operatorSpan(tail)
  if (!opSpan) return left
  const right = toSum(reader, node(tail, 'right'), opSpan.span.end)
  return { kind: 'binary', span: cover(span, right.span), op: opSpan.op, opSpan: opSpan.span, left, right }
}

const operatorSpan = (tail: CstNode): { readonly op: BinaryOp; readonly span: Span } | undefined => {
  const sign = token(tail, 'Comparison') ?? token(tail, 'word contains')
  if (sign) return { op: sign.value as BinaryOp, span: sign.span }
  const starts = token(tail, 'word starts')
  const ends = token(tail, 'word ends')
  const first = starts ?? ends
  if (!first) return undefined
  const second = token(tail, 'word with')
  return { op: starts ? 'starts with' : 'ends with', span: second ? cover(first.span, second.span) : first.span }
}

const toTest = (reader: Reader, operand: Expression, tail: CstNode, span: Span): Expression => {
  const test = choiceOf(reader, token(tail, 'test'), ['known', 'blank'])
  const not = token(tail, 'word not')
  const is = token(tail, 'word is')
  if (!not || !is || !test) return { kind: 'test', span, operand, ...(test ? { test } : {}) }
  const value = test.value === 'known' ? 'blank' : 'known'
  const whole = cover(is.span, test.span)
  const means = `is ${value}`
  reader.diagnostics.push(
    report(negatedTest, { found: `is not ${test.value}`, means }, { file: reader.file, span: whole, fix: replaceFix(whole, means) }),
  )
  return { kind: 'test', span, operand, test: { span: test.span, value } }
}

const toList = (reader: Reader, cst: CstNode | undefined): readonly Expression[] =>
  nodes(cst, 'item').map((item) => toExpression(reader, item, spanOf(item, reader.end).start))

const toPrimary = (reader: Reader, cst: CstNode | undefined, at: number): Expression => {
  const span = spanOf(cst, at)
  const open = token(cst, 'LeftParen')
  if (open) {
    const inner = toExpression(reader, node(cst, 'expression'), open.span.end)
    return inner.kind === 'missing' ? inner : { ...inner, span: around(span, [inner]) }
  }
  const choice = node(cst, 'ifThenElse')
  if (choice) return toIf(reader, choice, span)
  const quantified = node(cst, 'quantified')
  if (quantified) return toQuantifier(reader, quantified, span)
  const literal = toLiteral(node(cst, 'literal'))
  if (literal) return literal
  const state = node(cst, 'linkState')
  if (state) {
    const object = nameOf(token(state, 'object'))
    return token(state, 'word included') ? { kind: 'included', span } : { kind: 'linked', span, ...(object ? { object } : {}) }
  }
  const member = node(cst, 'member')
  if (member) {
    const list = textOf(token(member, 'Text'))
    return { kind: 'member', span, ...(list ? { list } : {}) }
  }
  return toReference(reader, node(cst, 'reference')) ?? missing(at)
}

const toIf = (reader: Reader, cst: CstNode, span: Span): Expression => {
  const after = (label: string) => token(cst, label)?.span.end ?? span.end
  const condition = toExpression(reader, node(cst, 'condition'), after('word if'))
  const then = toExpression(reader, node(cst, 'then'), after('word then'))
  const otherwise = toExpression(reader, node(cst, 'else'), after('word else'))
  return { kind: 'if', span: around(span, [condition, then, otherwise]), condition, then, else: otherwise }
}

const toQuantifier = (reader: Reader, cst: CstNode, span: Span): Expression => {
  const word = token(cst, 'Quantifier')
  const quantifier = word?.value === 'all' ? 'all' : word?.value === 'no' ? 'no' : 'any'
  const object = nameOf(token(cst, 'object'))
  const whereWord = token(cst, 'word where')
  const state = choiceOf(reader, token(cst, 'state'), ['open', 'won', 'lost'])
  const where = whereWord && toExpression(reader, node(cst, 'expression'), whereWord.span.end)
  return {
    kind: 'quantifier',
    span: around(span, where ? [where] : []),
    quantifier,
    ...(object ? { object } : {}),
    ...(state ? { state } : {}),
    ...(where ? { where } : {}),
  }
}

/** A literal, when all of it is there. */
export const toLiteral = (cst: CstNode | undefined): LiteralNode | undefined => {
  if (!cst) return undefined
  const text = token(cst, 'Text')
  if (text) return { kind: 'literal', span: text.span, text: text.text, type: 'text', value: text.value }
  const number = token(cst, 'Num')
  if (number) return toNumber(number, token(cst, 'DurationUnit'))
  const blank = token(cst, 'word blank')
  if (blank) return { kind: 'literal', span: blank.span, text: blank.text, type: 'blank', value: null }
  const truth = token(cst, 'word true') ?? token(cst, 'word false')
  return truth && { kind: 'literal', span: truth.span, text: truth.text, type: 'boolean', value: truth.value === 'true' }
}

const toNumber = (number: Token, unitWord: Token | undefined): LiteralNode => {
  const count = Number(number.value)
  if (!unitWord) return { kind: 'literal', span: number.span, text: number.text, type: 'number', value: count }
  const unit = unitWord.value.replace(/s$/, '') as DurationUnit
  const span = cover(number.span, unitWord.span)
  return {
    kind: 'literal',
    span,
    text: `${number.text} ${unitWord.text}`,
    type: 'duration',
    value: count * DURATION_UNITS[unit]!,
    count,
    unit,
  }
}

const toReference = (reader: Reader, cst: CstNode | undefined): Expression | undefined => {
  const path = toPath(reader, node(cst, 'path'))
  if (!path) return undefined
  const name = path.segments[0]
  if (!token(cst, 'LeftParen') || path.segments.length !== 1 || path.side || !name) return path
  const args = toList(reader, node(cst, 'list'))
  return { kind: 'call', span: around(spanOf(cst, path.span.end), args), name, args }
}

const isSide = (value: string): value is Side => value === 'hubspot' || value === 'salesforce'

/** A dotted path, its side told apart; nothing when there is not even a first name. */
export const toPath = (reader: Reader, cst: CstNode | undefined): PathNode | undefined => {
  const words = tokens(cst, 'segment')
  const first = words[0]
  if (!first) return undefined
  const span = spanOf(cst, first.span.end)
  if (first.kind !== 'word' || !isSide(first.value)) return { kind: 'path', span, segments: words.map(toName) }
  if (!token(cst, 'Dot')) {
    reader.diagnostics.push(
      report(
        nameNeedsBackticks,
        { found: first.value },
        { file: reader.file, span: first.span, fix: replaceFix(first.span, `\`${first.value}\``) },
      ),
    )
    return { kind: 'path', span, segments: words.map(toName) }
  }
  return { kind: 'path', span, side: { span: first.span, value: first.value }, segments: words.slice(1).map(toName) }
}
