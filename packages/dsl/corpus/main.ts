/** `npm run corpus [NAME …]`: prints the score of the error corpus, and for what falls short what is said instead. */
import { join } from 'node:path'
import { fixtureCatalog } from '../src/testing/fixture-catalog'
import type { Location } from '../src/text/span'
import { figuresOf, shortfalls } from './page'
import { readCorpus } from './read-corpus'
import { scoreOf } from './score'

const names = process.argv.slice(2)
const { mistakes } = readCorpus(join(process.env['LOCKSTEP_ROOT'] ?? '.', 'packages/dsl/corpus'))
const chosen = mistakes.filter(({ name }) => names.length === 0 || names.some((one) => name.includes(one)))
const score = scoreOf(chosen, fixtureCatalog)
for (const one of score.results) {
  if (shortfalls(one).length === 0 && names.length === 0) continue
  const { mistake, found } = one
  process.stdout.write(`\n${mistake.name}: ${shortfalls(one).join(', ') || 'as expected'}\n`)
  const piece = ({ file, span }: Location) =>
    (mistake.files.find((each) => each.file === file)?.text ?? '').slice(span.start, span.end).replace(/\s+/g, ' ')
  process.stdout.write(`  wanted ${mistake.code} at «${piece(mistake.at)}»${mistake.help.map((help) => `, help: ${help}`).join('')}\n`)
  for (const { code, file, span, message, help } of found)
    process.stdout.write(`  ${code} at «${piece({ file, span })}»: ${message}\n${help === undefined ? '' : `    help: ${help}\n`}`)
}
process.stdout.write('\n')
for (const [what, figure, target] of figuresOf(score)) process.stdout.write(`${what.padEnd(32)} ${figure.padStart(8)}  ${target}\n`)
