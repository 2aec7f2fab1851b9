/** Flip an arrow: the other ways in which a mapping or a row of a table may carry. */
import type { Arrow, Expression, MappingNode, ValueRowNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import { nodesAt } from '../syntax/walk'
import type { Span } from '../text/span'
import type { TextEdit } from '../text/text-edit'
import type { CodeAction } from './code-action'

const TITLES: Readonly<Record<Exclude<Arrow, 'off'>, string>> = {
  '<->': 'carry both ways: `<->`',
  '->': 'carry from HubSpot to Salesforce: `->`',
  '<-': 'carry from Salesforce to HubSpot: `<-`',
}

/** Each other arrow that the line can take; columns of arrows stay as they are. */
export const flipArrow = (parsed: ParseResult, span: Span): readonly CodeAction[] => {
  const { ast, source } = parsed
  const node = nodesAt(ast, span.start).find((one): one is MappingNode | ValueRowNode => one.kind === 'mapping' || one.kind === 'value-row')
  const { arrow } = node ?? {}
  if (!node || !arrow || span.end > node.span.end) return []
  const others = (Object.keys(TITLES) as (keyof typeof TITLES)[]).filter((one) => one !== arrow.value && fits(node, one))
  return others.map((one) => ({
    title: TITLES[one],
    kind: 'rewrite',
    files: [{ file: source.file, edits: [writeArrow(source.text, arrow.span, one)] }],
    isPreferred: false,
  }))
}

const isName = (end: Expression): boolean => end.kind === 'path'

/** A target is one property or field; several values stand only where a one-way row begins; `prefer` needs two ways, `once` one. */
const fits = (node: MappingNode | ValueRowNode, arrow: Arrow): boolean => {
  const toSalesforce = arrow !== '<-'
  const toHubspot = arrow !== '->'
  if (node.kind === 'value-row') return !(toSalesforce && node.salesforce.length > 1) && !(toHubspot && node.hubspot.length > 1)
  const isOption = (kind: string) => node.options.some((option) => option.kind === kind)
  if (arrow === '<->' ? isOption('once-option') : isOption('prefer-option')) return false
  return !(toSalesforce && !isName(node.salesforce)) && !(toHubspot && !isName(node.hubspot))
}

/** Arrows stand in a column of three; a shorter one keeps to its side of it, as the formatter has it. */
const writeArrow = (text: string, { start, end }: Span, arrow: Exclude<Arrow, 'off'>): TextEdit => {
  const isSpace = (at: number) => text.charAt(at) === ' '
  const from = end - start === 2 && text.slice(start, end) === '->' && isSpace(start - 1) && isSpace(start - 2) ? start - 1 : start
  const to = end - start === 2 && text.slice(start, end) === '<-' && isSpace(end) && isSpace(end + 1) ? end + 1 : end
  const width = to - from
  const written = arrow === '->' && width === 3 ? ' ->' : arrow === '<-' && width === 3 ? '<- ' : arrow
  return { span: { start: from, end: to }, text: written }
}
