/** SOQL texts: escaping, and queries that fit. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datetime, inQueries, literal } from './soql'

/** Reads a literal back as Salesforce does. */
function unquote(text: string): string {
  const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  return text
    .slice(1, -1)
    .replace(/\\(?:u([0-9A-F]{4})|(.))/gs, (_, unit: string | undefined, sign: string) =>
      unit === undefined ? (signs[sign] ?? sign) : String.fromCharCode(Number.parseInt(unit, 16)),
    )
}

describe('a literal', () => {
  it('escapes quotes and the backslash', () => {
    expect(literal("O'Brien\\")).toBe("'O\\'Brien\\\\'")
  })

  it('gives back any text and holds no quote that ends it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
        (value) => {
          const quoted = literal(value)
          expect(unquote(quoted)).toBe(value)
          expect(quoted.slice(1, -1).replace(/\\./gs, '')).not.toMatch(/['"]/)
        },
      ),
    )
  })
})

describe('a datetime', () => {
  it('is the whole second at or before', () => {
    expect(datetime(Date.UTC(2026, 0, 2, 3, 4, 5, 999))).toBe('2026-01-02T03:04:05Z')
  })
})

describe('IN queries', () => {
  it('fit into a URL and ask for each value once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 900 }), (values) => {
        const queries = inQueries('SELECT Id FROM Lead', 'Email', values)
        for (const query of queries) expect(encodeURIComponent(query).length).toBeLessThanOrEqual(12_100)
        const asked = queries.map((query) => query.slice('SELECT Id FROM Lead WHERE Email IN ('.length, -1)).join(',')
        expect(asked).toBe(values.map(literal).join(','))
      }),
      { numRuns: 30 },
    )
  })
})

it.each([
  ['\0', "'\\u0000'"],
  ['a\ud83d', "'a\\uD83D'"],
  ['\ude00b', "'\\uDE00b'"],
  ['\u{1f600}', "'\u{1f600}'"],
  ['\u001b[31m', "'\\u001B[31m'"],
])('writes what no address carries as an escape: %j', (value, expected) => {
  expect([literal(value), inQueries('SELECT Id FROM Lead', 'Name', [value])]).toEqual([
    expected,
    [`SELECT Id FROM Lead WHERE Name IN (${expected})`],
  ])
})
