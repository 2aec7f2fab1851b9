import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze, analyzeParsed } from '../analysis'
import { anyText, damage } from '../testing/arbitraries'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { runs } from '../testing/seed'
import { parse, parseAnew } from './parse'

const FIXTURE = readFileSync(new URL('../../fixtures/kitchen-sink.sync', import.meta.url), 'utf8')

type Edit = { readonly at: number; readonly cut: number; readonly put: string }

/** Places and lengths are shares of the text as it is when the edit comes. */
const typed: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(90)),
  put: fc.oneof(
    fc.constantFrom('', 'x', ' ', '\n', '"', '(', ')', '{', '}', ' -> ', '<->', '#', '.', '5', '%', '\n    email <-> Email\n'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
})

const edited = (text: string, { at, cut, put }: Edit): string => {
  const place = Math.floor(at * text.length)
  return text.slice(0, place) + put + text.slice(place + cut)
}

/** The texts that a file goes through: edits one after the other, lines that change places, and steps back to an earlier text. */
const history: fc.Arbitrary<readonly string[]> = fc
  .record({
    from: fc.constantFrom(FIXTURE, KITCHEN_SINK),
    steps: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: typed.map((edit) => (texts: readonly string[]) => edited(texts.at(-1) ?? '', edit)) },
        fc.tuple(fc.nat(), fc.nat()).map(([from, to]) => (texts: readonly string[]) => {
          const lines = (texts.at(-1) ?? '').split('\n')
          const [line = ''] = lines.splice(from % lines.length, 1)
          return lines.toSpliced(to % (lines.length + 1), 0, line).join('\n')
        }),
        fc.nat().map((back) => (texts: readonly string[]) => texts[back % texts.length] ?? ''),
        fc.oneof(anyText, damage(KITCHEN_SINK)).map((text) => () => text),
      ),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ from, steps }) => {
    const texts = [from]
    for (const step of steps) texts.push(step(texts))
    return texts
  })

/** Node's comparison is the faster one by far, vitest's the one that shows what differs. */
const expectSame = (actual: unknown, expected: unknown) => {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected)
}

test('a text that is parsed after others gives what it gives when it is the first', () => {
  fc.assert(
    fc.property(history, (texts) => {
      for (const text of texts) {
        const source = { file: 'a.sync', text }
        expectSame(parse(source), parseAnew(source))
      }
    }),
    runs(80),
  )
})

test('an analysis after edits is the one that a fresh start gives', () => {
  fc.assert(
    fc.property(history, (texts) => {
      for (const text of texts) {
        const sources = [
          { file: 'a.sync', text },
          { file: 'b.sync', text: KITCHEN_SINK },
        ]
        const fresh = analyzeParsed(sources.map(parseAnew), fixtureCatalog, false)
        expectSame(analyze(sources, fixtureCatalog), fresh)
      }
    }),
    runs(30),
  )
})

test('a line that moved tells its new place, and what stood before it is as it was', () => {
  const before = 'sync contact with Lead {\n  map {\n    a <-> A\n    b <-> B default "x"\n  }\n}\n'
  const after = before.replace('a <-> A', 'longer <-> A')
  parse({ file: 'moved.sync', text: before })
  const { ast, source } = parse({ file: 'moved.sync', text: after })
  const [sync] = ast.statements
  const [map] = sync?.kind === 'sync' ? sync.statements : []
  const lines = map?.kind === 'map' ? map.statements : []
  expect(lines.map(({ span }) => source.text.slice(span.start, span.end))).toEqual(['longer <-> A', 'b <-> B default "x"'])
})

const inMap = (lines: readonly string[]) => `sync contact with Lead {\n  map {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`

test('a line that was sound is read anew where a block opens after it, or where the file has too many errors by then', () => {
  const known = inMap(['a <-> A', 'b <-> B'])
  const others = [inMap(['a <-> A {', '}', 'b <-> B']), inMap([...Array.from({ length: 160 }, () => 'a -> ? A'), 'b <-> B'])]
  for (const text of others) {
    parse({ file: 'known.sync', text: known })
    expectSame(parse({ file: 'known.sync', text }), parseAnew({ file: 'known.sync', text }))
  }
})
