/** Blocks: what nodes with a body share, and the lines of a body that begin no statement of it. */
import { report } from '../diagnostics/code'
import { missingBlock, unknownStatement, wrongPlace } from '../diagnostics/codes/syntax'
import { nearest } from '../diagnostics/did-you-mean'
import type { BrokenNode } from './ast'
import { type BlockKind, STATEMENTS } from './keywords'
import type { Statement } from './layout'
import { bodySpan, type LineContext, statementSpan } from './read-line'
import { describeToken, either, tokenError } from './syntax-errors'

const PLACES: Readonly<Record<BlockKind, string>> = {
  file: 'at the top of a file',
  policy: 'in `policy`',
  sync: 'in `sync`',
  from: 'in `from`',
  map: 'in `map`',
  pipeline: 'in `pipeline`',
  values: 'in `values`',
  lifecycle: 'in `lifecycle`',
  activities: 'in `activities`',
  activity: 'in the block of an activity',
  campaigns: 'in `campaigns`',
  test: 'in `test`',
  skipped: 'here',
}

/** Blocks in which a line with an arrow was meant to be a mapping. */
const MAPS_INSIDE: readonly BlockKind[] = ['file', 'policy', 'sync', 'from']

/** `form` and `from` are one slip apart, and each has its place. */
const moveTo = (word: string, place: BlockKind, home: BlockKind): string => {
  const meant = nearest(word, STATEMENTS[place])
  const first = meant === undefined ? '' : `did you mean \`${meant}\`? Else `
  return home === 'file'
    ? `${first}move it out of all blocks, or look for a \`}\` missing above`
    : `${first}move it between the braces of \`${home}\`, or look for a brace missing above`
}

/** A line that begins no statement of its block. */
export const toBroken = ({ source, diagnostics }: LineContext, statement: Statement): BrokenNode => {
  const { tokens, place } = statement
  const { file } = source
  const slips = tokens.flatMap((one) => tokenError(file, one) ?? [])
  for (const one of slips) diagnostics.push(one)
  const first = tokens[0] ?? statement.block?.open
  if (first && slips.length === 0 && !statement.unclosed) {
    const home = (Object.keys(STATEMENTS) as BlockKind[]).find((kind) => first.kind === 'word' && STATEMENTS[kind].includes(first.value))
    const isMapping = place !== 'map' && tokens.some((one, index) => index > 0 && one.kind === 'arrow')
    const help =
      isMapping && MAPS_INSIDE.includes(place)
        ? { help: 'put it between the braces of `map`, where mappings stand' }
        : STATEMENTS[place].length > 0
          ? { help: `a line ${PLACES[place]} begins with ${either(STATEMENTS[place].map((word) => `\`${word}\``))}` }
          : {}
    diagnostics.push(
      home && home !== place
        ? report(
            wrongPlace,
            { found: first.value, place: PLACES[place], belongs: PLACES[home] },
            { file, span: first.span, help: moveTo(first.value, place, home) },
          )
        : report(unknownStatement, { found: describeToken(first), place: PLACES[place] }, { file, span: first.span, ...help }),
    )
  }
  return { kind: 'broken', span: statementSpan(statement) }
}

/** The part that nodes with a block share. */
export const bodyOf = (statement: Statement) => {
  const body = bodySpan(statement)
  return body ? { body } : {}
}

/** Reports a block that is not there, unless the line has been complained about since there were `before` diagnostics. */
export const requireBlock = ({ source, diagnostics }: LineContext, statement: Statement, before: number) => {
  if (statement.block || diagnostics.length > before) return
  const last = statement.tokens.at(-1)!
  diagnostics.push(report(missingBlock, { head: statement.keyword ?? last.value }, { file: source.file, span: last.span }))
}

/** What `each` makes of the lines inside the statement's block. */
export const inside = <T>(statement: Statement, each: (inner: Statement) => T): readonly T[] =>
  (statement.block?.statements ?? []).map(each)
