/** Page: the score as `docs/reference/error-corpus.md`. */
import type { Result, Score } from './score'
import { TARGET } from './score'

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`

/** What of a mistake is not told as a reader would want it. */
export const shortfalls = ({ found, isCode, isSpan, isHelp }: Result): readonly string[] => [
  ...(isSpan ? [] : ['place']),
  ...(isHelp ? [] : ['help']),
  ...(found.length > 1 ? [`${found.length} diagnostics`] : []),
  ...(isCode ? [] : [`code (${found[0]?.code ?? 'none'})`]),
]

/** The figures, one a line: what, how much, and what it should be. */
export const figuresOf = (score: Score): readonly (readonly [string, string, string])[] => [
  ['mistakes', String(score.results.length), 'at least 200'],
  ['primary place exact', percent(score.span), `at least ${percent(TARGET.span)}`],
  ['first help right', percent(score.help), `at least ${percent(TARGET.help)}`],
  ['diagnostics for each mistake', score.diagnostics.toFixed(3), `at most ${TARGET.diagnostics}`],
  ['code as expected', percent(score.code), ''],
]

export const corpusPage = (score: Score): string => {
  const groups = new Map<string, Result[]>()
  for (const one of score.results) {
    const group = one.mistake.name.split('/')[0] ?? ''
    groups.set(group, [...(groups.get(group) ?? []), one])
  }
  const short = score.results.filter((one) => shortfalls(one).length > 0)
  return [
    '# How well mistakes are told',
    '',
    'This page is generated; `npm run corpus` prints the score, `npm run docs` writes the page.',
    '',
    'Each file below `packages/dsl/corpus/mistakes` holds one mistake that an administrator makes, with the diagnostic that a reader would want: its code, the piece of text',
    'it points at, and what its help must say. Of what `lockstep check` says of it, the first diagnostic counts. A fix that it carries must mend it.',
    '',
    '| figure | now | target |',
    '|---|---|---|',
    ...figuresOf(score).map((row) => `| ${row.join(' | ')} |`),
    '',
    '## By kind',
    '',
    '| kind | mistakes | place exact | help right |',
    '|---|---|---|---|',
    ...[...groups].map(
      ([name, results]) =>
        `| ${name} | ${results.length} | ${results.filter((one) => one.isSpan).length} | ${results.filter((one) => one.isHelp).length} |`,
    ),
    '',
    '## What falls short',
    '',
    '| mistake | falls short in |',
    '|---|---|',
    ...short.map((one) => `| \`${one.mistake.name}\` | ${shortfalls(one).join(', ')} |`),
    '',
  ].join('\n')
}
