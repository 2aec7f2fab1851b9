/** Any text is kept and comes back as it was: in plain columns, in JSON that is kept as text, and in JSON columns. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from './database'
import { openEmbedded } from './embedded'
import { openPostgres } from './postgres'
import { escapeText, fromJsonText, storableQueries, toJsonText, unescapeText } from './storable'
import { hasPostgres, startPostgres } from './testing/postgres'

/** Halves of pairs, U+0000, both marks of the escapes, what looks like an escape, and other signs that are seldom met. */
const signs = [
  '\0',
  '\uD800',
  '\uDFFF',
  '\uD83D',
  '\uDE00',
  '😀',
  '\uFDD0',
  '\uFDD1',
  '\uFFFF',
  '\uFEFF',
  '\u202E',
  '\u0301',
  '\\',
  '"',
  'u0000',
  'ud800',
  '0000',
  'a',
]
const hostile = fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map((parts) => parts.join(''))

test('every text is escaped to one that has neither U+0000 nor half a pair, and comes back', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const kept = escapeText(text)
      return !/\0|\p{Surrogate}/u.test(kept) && unescapeText(kept) === text
    }),
  )
})

test('a plain text is kept as it is', () => {
  const plain = 'Zoë 😀 "quoted" \\u0000 \u202E\n'
  expect([escapeText(plain), toJsonText({ plain })]).toEqual([plain, JSON.stringify({ plain })])
})

test('every value is kept as JSON without escapes of U+0000 and halves of pairs, and comes back', () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, fc.oneof(hostile, fc.array(hostile), fc.constant(null))), (value) => {
      const given: unknown = JSON.parse(JSON.stringify(value))
      const kept = toJsonText(given)
      expect([fromJsonText(kept), kept.includes('\uFDD0')]).toEqual([given, false])
      // What the database unfolds of it is a text that it can keep.
      expect(JSON.stringify(JSON.parse(kept)).replace(/\\\\/g, '')).not.toMatch(/\\u(0000|d[89a-f]..)/)
    }),
  )
})

const open: { name: string; database: Database; close(): Promise<void> }[] = []
beforeAll(async () => {
  const embedded = await openEmbedded()
  open.push({ name: 'embedded', database: embedded, close: () => embedded.close() })
  if (!hasPostgres()) return
  const server = await startPostgres()
  const database = await openPostgres(await server.create('storable'))
  open.push({
    name: 'PostgreSQL',
    database,
    close: async () => {
      await database.close()
      await server.stop()
    },
  })
})
afterAll(async () => {
  for (const each of open) await each.close()
})

test('both databases keep every text, and look into JSON that holds one', { timeout: 120_000 }, async () => {
  for (const { database } of open) {
    await database.script('create table held (id integer, plain text, inner_json text, outer_json jsonb)')
    const queries = storableQueries(database)
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 5 }), async (texts) => {
        await queries.query('delete from held')
        const rows = texts.map((text, id) => ({ id, plain: text, inner_json: toJsonText({ text, at: id }) }))
        await queries.query(
          `insert into held select x.id, x.plain, x.inner_json, $2::jsonb from json_to_recordset($1::json) as x(id integer, plain text, inner_json text)`,
          [JSON.stringify(rows), JSON.stringify({ texts })],
        )
        const read = await queries.query<{ id: number; plain: string; inner: string; outer: unknown; at: string }>(
          `select id, plain, inner_json as inner, outer_json as outer, inner_json::json->>'at' as at from held order by id`,
        )
        expect(read.map(({ inner, ...row }) => ({ ...row, inner: fromJsonText(inner) }))).toEqual(
          texts.map((text, id) => ({ id, plain: text, inner: { text, at: id }, outer: { texts }, at: String(id) })),
        )
        const found = await queries.query<{ id: number }>('select id from held where plain = $1 and plain = any($2::text[]) order by id', [
          texts[0] ?? '',
          [...texts],
        ])
        expect(found.map(({ id }) => id)).toEqual(texts.flatMap((text, id) => (text === texts[0] ? [id] : [])))
      }),
      { numRuns: 60 },
    )
  }
  expect(open.map(({ name }) => name)).toEqual(hasPostgres() ? ['embedded', 'PostgreSQL'] : ['embedded'])
})
