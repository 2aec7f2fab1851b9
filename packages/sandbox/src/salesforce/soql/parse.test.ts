/** Any text is either a query or refused in plain words. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Failure } from '../failure'
import { parseQuery } from './parse'

const WORDS = [
  'SELECT',
  'Id',
  ',',
  'FROM',
  'Lead',
  'WHERE',
  '(',
  ')',
  '=',
  "'x'",
  'IN',
  'NOT',
  'AND',
  'OR',
  'null',
  '5',
  'ORDER',
  'BY',
  'LIMIT',
  '.',
  'COUNT',
  'LIKE',
  'TODAY',
  ':',
  '2026-01-01',
]

function outcome(source: string): string {
  try {
    parseQuery(source)
    return 'parsed'
  } catch (error) {
    return error instanceof Failure ? 'refused' : String(error)
  }
}

test('a query is read into its parts', () => {
  expect(parseQuery("select Id, Owner.Name from Lead where not (Email like 'a%') order by Id desc nulls last limit 5 offset 2")).toEqual({
    select: [
      { kind: 'field', path: { parts: ['Id'], at: 7 }, alias: undefined },
      { kind: 'field', path: { parts: ['Owner', 'Name'], at: 11 }, alias: undefined },
    ],
    from: { name: 'Lead', at: 27, alias: undefined },
    where: {
      kind: 'not',
      term: { kind: 'compare', path: { parts: ['Email'], at: 43 }, operator: 'LIKE', literal: { kind: 'string', value: 'a%' } },
    },
    groupBy: [],
    having: undefined,
    orderBy: [{ path: { parts: ['Id'], at: 69 }, descending: true, nullsLast: true }],
    limit: 5,
    offset: 2,
    allRows: false,
    scope: undefined,
    viewed: false,
  })
})

test('no text makes the parser stumble', () => {
  const stands = (source: string) => {
    expect(['parsed', 'refused']).toContain(outcome(source))
  }
  fc.assert(fc.property(fc.string(), stands))
  fc.assert(fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }), (words) => stands(words.join(' '))))
  stands(`SELECT Id FROM Lead WHERE ${'('.repeat(50_000)}`)
  stands(`SELECT Id FROM Lead WHERE ${'NOT '.repeat(20_000)}`)
  stands('SELECT '.concat('(SELECT '.repeat(12_000)))
})

test('any text survives as a string literal', () => {
  const escaped = (text: string) => text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { where } = parseQuery(`SELECT Id FROM Lead WHERE Name = '${escaped(text)}'`)
      expect(where).toMatchObject({ literal: { kind: 'string', value: text } })
    }),
  )
})

test('a text in quotes has at most 4,000 characters, escapes counted as what they mean', () => {
  const query = (text: string) => parseQuery(`SELECT Id FROM Lead WHERE Name = '${text}'`)
  expect(query("\\'".repeat(4_000)).where).toMatchObject({ literal: { value: "'".repeat(4_000) } })
  expect(() => query('x'.repeat(4_001))).toThrow('String literal is longer than 4000 characters')
})
