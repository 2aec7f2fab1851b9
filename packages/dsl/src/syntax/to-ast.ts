/** To AST: lines and blocks to the nodes of a policy file; holes where a line is broken, with a diagnostic for each. */
import { report } from '../diagnostics/code'
import { missingBlock, notSupportedYet, unknownStatement, wrongPlace } from '../diagnostics/codes/syntax'
import type {
  BrokenNode,
  DurationUnit,
  FromNode,
  LifecycleNode,
  MapNode,
  PolicyFileNode,
  PolicyNode,
  PolicyStatement,
  Side,
  SyncNode,
  SyncStatement,
  TopLevelNode,
  UnsupportedNode,
  ValuesNode,
} from './ast'
import { node, token, tokens } from './cst'
import { type BlockKind, DURATION_UNITS, STATEMENTS, UNSUPPORTED } from './keywords'
import type { Statement } from './layout'
import { bodySpan, type LineContext, readLine, statementSpan } from './read-line'
import { choiceOf, nameOf, numberOf, textOf, toName } from './reader'
import { describeToken, either, tokenError } from './syntax-errors'
import { toPath } from './to-expression'
import { toFromStatement } from './to-from'
import { toAdvance, toCarry, toMapping, toOrder, toOtherwise, toRow } from './to-rows'

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
    default:
      return toUnsupported(context, statement) ?? toBroken(context, statement)
  }
}

const toUnsupported = ({ source, diagnostics }: LineContext, statement: Statement): UnsupportedNode | undefined => {
  const { keyword: construct, tokens } = statement
  if (construct === undefined || !UNSUPPORTED.includes(construct)) return undefined
  diagnostics.push(report(notSupportedYet, { construct }, { file: source.file, span: tokens[0]!.span }))
  return { kind: 'unsupported', span: statementSpan(statement), construct, ...bodyOf(statement) }
}

const PLACES: Readonly<Record<BlockKind, string>> = {
  file: 'at the top of a file',
  policy: 'in `policy`',
  sync: 'in `sync`',
  from: 'in `from`',
  map: 'in `map`',
  values: 'in `values`',
  lifecycle: 'in `lifecycle`',
  skipped: 'here',
}

/** A line that begins no statement of its block. */
const toBroken = ({ source, diagnostics }: LineContext, statement: Statement): BrokenNode => {
  const { tokens, place } = statement
  const { file } = source
  const slips = tokens.flatMap((one) => tokenError(file, one) ?? [])
  diagnostics.push(...slips)
  const first = tokens[0] ?? statement.block?.open
  if (first && slips.length === 0 && !statement.unclosed) {
    const home = (Object.keys(STATEMENTS) as BlockKind[]).find((kind) => first.kind === 'word' && STATEMENTS[kind].includes(first.value))
    const help =
      STATEMENTS[place].length > 0
        ? { help: `a line ${PLACES[place]} begins with ${either(STATEMENTS[place].map((word) => `\`${word}\``))}` }
        : {}
    diagnostics.push(
      home && home !== place
        ? report(wrongPlace, { found: first.value, place: PLACES[place], belongs: PLACES[home] }, { file, span: first.span })
        : report(unknownStatement, { found: describeToken(first), place: PLACES[place] }, { file, span: first.span, ...help }),
    )
  }
  return { kind: 'broken', span: statementSpan(statement) }
}

/** The part that nodes with a block share; a block that is not there is reported, unless the line is broken anyway. */
const bodyOf = (statement: Statement) => {
  const body = bodySpan(statement)
  return body ? { body } : {}
}

const requireBlock = ({ source, diagnostics }: LineContext, statement: Statement, before: number) => {
  if (statement.block || diagnostics.length > before) return
  const last = statement.tokens.at(-1)!
  diagnostics.push(report(missingBlock, { head: statement.keyword ?? last.value }, { file: source.file, span: last.span }))
}

const inside = <T>(statement: Statement, each: (inner: Statement) => T): readonly T[] => (statement.block?.statements ?? []).map(each)

const toPolicy = (context: LineContext, statement: Statement): PolicyNode => {
  const before = context.diagnostics.length
  const name = readLine(context, statement, 'policy', (cst) => textOf(token(cst, 'Text')))
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => toPolicyStatement(context, inner))
  return { kind: 'policy', span: statementSpan(statement), ...bodyOf(statement), ...(name ? { name } : {}), statements }
}

const UNITS = Object.keys(DURATION_UNITS) as DurationUnit[]
const UNIT_WORDS = UNITS.flatMap((unit): string[] => [`${unit}s`, unit])

const toPolicyStatement = (context: LineContext, statement: Statement): PolicyStatement => {
  const span = statementSpan(statement)
  const broken: BrokenNode = { kind: 'broken', span }
  switch (statement.keyword) {
    case 'every':
      return (
        readLine(context, statement, 'every', (cst, reader) => {
          const count = numberOf(token(cst, 'Num'))
          const word = choiceOf(reader, token(cst, 'unit'), UNIT_WORDS)
          const unit = UNITS.find((one) => word?.value === one || word?.value === `${one}s`)
          return {
            kind: 'every' as const,
            span,
            ...(count ? { count } : {}),
            ...(word && unit ? { unit: { span: word.span, value: unit } } : {}),
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

const toConflictsOrHold = (context: LineContext, statement: Statement) => {
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
        const what = choiceOf(reader, token(cst, 'what'), ['deletes', 'creates', 'updates', 'clears'])
        const percent = token(cst, 'Percent')
        const number = percent ?? token(cst, 'Num')
        const limit = number && { span: number.span, value: Number(number.value), percent: percent !== undefined }
        return { kind: 'hold' as const, span, ...(what ? { what } : {}), ...(limit ? { limit } : {}) }
      }) ?? broken
    )
  return undefined
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
  const span = statementSpan(statement)
  switch (statement.keyword) {
    case 'match':
      return toMatch(context, statement) ?? { kind: 'broken', span }
    case 'prefer':
      return (
        readLine(context, statement, 'prefer', (cst) => ({
          kind: 'prefer' as const,
          span,
          choices: tokens(cst, 'choice').map(toName),
        })) ?? { kind: 'broken', span }
      )
    case 'from':
      return toFrom(context, statement)
    case 'map':
      return toMap(context, statement)
    default:
      return toConflictsOrHold(context, statement) ?? toUnsupported(context, statement) ?? toBroken(context, statement)
  }
}

const toMatch = (context: LineContext, statement: Statement): SyncStatement | undefined => {
  const span = statementSpan(statement)
  return readLine(context, statement, 'match', (cst, reader): SyncStatement => {
    const through = token(cst, 'word through')
    if (through) {
      const object = nameOf(token(cst, 'through'))
      reader.diagnostics.push(report(notSupportedYet, { construct: 'match through' }, { file: reader.file, span: through.span }))
      return { kind: 'match', by: 'through', span, ...(object ? { object } : {}) }
    }
    if (token(cst, 'word none')) return { kind: 'match', by: 'none', span }
    const hubspot = toPath(reader, node(cst, 'hubspot'))
    const salesforce = toPath(reader, node(cst, 'salesforce'))
    return { kind: 'match', by: 'key', span, ...(hubspot ? { hubspot } : {}), ...(salesforce ? { salesforce } : {}) }
  })
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
  const statements = inside(statement, (inner) => (inner.tokens.length === 0 ? toBroken(context, inner) : toMapping(context, inner)))
  return { kind: 'map', span: statementSpan(statement), ...bodyOf(statement), statements }
}

const toValues = (context: LineContext, statement: Statement): ValuesNode => {
  const before = context.diagnostics.length
  const name = readLine(context, statement, 'values', (cst) => nameOf(token(cst, 'Name')))
  requireBlock(context, statement, before)
  const statements = inside(statement, (inner) => {
    if (inner.keyword === 'otherwise') return toOtherwise(context, inner)
    return inner.tokens.length === 0 ? toBroken(context, inner) : toRow(context, inner)
  })
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
