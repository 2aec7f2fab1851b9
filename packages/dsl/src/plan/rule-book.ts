/** The rule book: gathers the place of every statement under its rule id while a plan is compiled. */

import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
import type { RuleId, RuleRef } from './plan'

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

const lineOf = (starts: readonly number[], offset: number): number => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}

export type RuleBook = {
  /** Remembers where the rule stands, and gives its id back. */
  note(id: RuleId, file: string, span: Span): RuleId
  readonly rules: Record<RuleId, RuleRef>
}

export const openRuleBook = (files: readonly ParseResult[]): RuleBook => {
  const starts = new Map(files.map((one) => [one.source.file, lineStarts(one.source.text)]))
  const rules: Record<RuleId, RuleRef> = {}
  return {
    rules,
    note(id, file, span) {
      rules[id] = { file, line: lineOf(starts.get(file) ?? [0], span.start), start: span.start, end: span.end }
      return id
    },
  }
}
