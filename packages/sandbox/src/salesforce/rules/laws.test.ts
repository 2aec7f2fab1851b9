/** Laws of the rules: forms that are compared, keys that follow their rows, limits that take nothing away where everything is granted. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EMPTY_SEED } from '../../world/seed'
import { Schema } from '../schema/schema'
import { KeyIndex } from '../store/key-index'
import type { Row, Values } from '../store/row'
import { startOrg, type TestOrg } from '../testing/start-org'
import { comparable, METHODS } from './comparison'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('The Acme, Inc.', '+1 (415) 555-0100', 'Müller', 'Bob', 'Bobb', 'Matt', 'The Co', '', ' '),
)

test('the form of a form is that form, and case is never told apart', () => {
  fc.assert(
    fc.property(fc.constantFrom(...METHODS), text, (method, value) => {
      const form = comparable(method, value)
      expect(comparable(method, form)).toBe(form)
      const ascii = value.replace(/[^ -~]/g, '')
      expect(comparable(method, ascii.toUpperCase())).toBe(comparable(method, ascii.toLowerCase()))
    }),
    { numRuns: 2_000 },
  )
})

test('a key finds the rows that have it now, however often they changed', () => {
  const object = new Schema().object('Lead')!
  const keyOf = (values: Values) => (typeof values['City'] === 'string' ? values['City'] : undefined)
  const step = fc.record({ row: fc.nat({ max: 4 }), city: fc.constantFrom('Rome', 'Paris', null, undefined) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const rows = [0, 1, 2, 3, 4].map((id): Row => ({ id: String(id), object, values: { City: 'Rome' } }))
      const here = new Map(rows.map((row) => [row.id, row]))
      const index = new KeyIndex(rows, keyOf)
      for (const { row: at, city } of steps) {
        const row = rows[at]!
        // An absent city takes the row away, or leaves it away.
        const before = here.has(row.id) ? row.values : undefined
        const after = city === undefined ? undefined : { City: city }
        index.move(row, before, after)
        if (after === undefined) here.delete(row.id)
        else {
          row.values = after
          here.set(row.id, row)
        }
      }
      for (const city of ['Rome', 'Paris']) {
        const wanted = rows.filter((row) => here.has(row.id) && row.values['City'] === city)
        expect(new Set(index.of(city))).toEqual(new Set(wanted))
      }
    }),
    { numRuns: 500 },
  )
})

let free: TestOrg
let limited: TestOrg

beforeAll(async () => {
  free = await startOrg()
  limited = await startOrg()
})
afterAll(() => Promise.all([free.close(), limited.close()]))

const objects = fc.constantFrom('Lead', 'Contact', 'Account', 'Opportunity', 'Case', 'Nothing')
const value = fc.constantFrom('Rome', 'a@b.example', '', null, true, 7)
const fields = fc.constantFrom(
  'LastName',
  'Company',
  'Name',
  'City',
  'Email',
  'Phone',
  'OwnerId',
  'StageName',
  'CloseDate',
  'IsDeleted',
  'Subject',
)
const request = fc.oneof(
  fc.record({
    method: fc.constant('POST'),
    path: objects.map((object) => `/sobjects/${object}`),
    body: fc.dictionary(fields, value, { maxKeys: 4 }),
  }),
  fc.record({
    method: fc.constant('POST'),
    path: fc.constant('/composite/sobjects'),
    body: fc
      .array(
        fc
          .record({ type: objects, values: fc.dictionary(fields, value, { maxKeys: 4 }) })
          .map(({ type, values }) => ({ attributes: { type }, ...values })),
        { maxLength: 3 },
      )
      .map((records) => ({ records })),
  }),
  fc.record({
    method: fc.constant('GET'),
    path: fc
      .tuple(objects, fields)
      .map(([object, field]) => `/query?q=${encodeURIComponent(`SELECT Id, ${field} FROM ${object} ORDER BY Id`)}`),
    body: fc.constant(undefined),
  }),
  fc.record({ method: fc.constant('GET'), path: objects.map((object) => `/sobjects/${object}/describe`), body: fc.constant(undefined) }),
)

test('a profile that grants everything is no limit at all', async () => {
  const profiles = [{ name: 'System Administrator', modifyAllData: true }]
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), async (requests) => {
      for (const org of [free, limited]) {
        org.world.clock.freeze(true)
        org.world.clock.set(Date.parse('2026-11-01T12:00:00Z'))
      }
      free.system.load(EMPTY_SEED.salesforce)
      limited.system.load({ ...EMPTY_SEED.salesforce, schema: { profiles, sharing: { models: { Lead: 'Private', Account: 'Private' } } } })
      for (const { method, path, body } of requests) {
        const [one, other] = [await free.call(method, path, body), await limited.call(method, path, body)]
        expect({ status: other.status, body: other.body }).toEqual({ status: one.status, body: one.body })
      }
    }),
    { numRuns: 40 },
  )
})

const governed = ['Lead', 'Contact', 'Account', 'Opportunity', 'Case']
const rights = fc.constantFrom([], ['read'], ['read', 'create'], ['read', 'create', 'edit', 'delete'], ['read', 'create', 'viewAll'])
const limits = fc.record({
  objects: fc.dictionary(fc.constantFrom(...governed), rights, { maxKeys: 3 }),
  fields: fc.dictionary(
    fc.constantFrom('Lead.Phone', 'Lead.Email', 'Contact.Email', 'Case.Subject', 'Account.ParentId'),
    fc.constantFrom('none', 'read'),
  ),
  models: fc.dictionary(fc.constantFrom(...governed), fc.constantFrom('Private', 'Read', 'ReadWrite', 'ControlledByParent')),
})

test('whatever a profile takes away, the org answers, and no user sees more than everybody', async () => {
  const shownIds = (body: unknown) => (body as { records: { Id: string }[] }).records.map(({ Id }) => Id)
  await fc.assert(
    fc.asyncProperty(
      limits,
      fc.array(request, { minLength: 1, maxLength: 6 }),
      async ({ objects: granted, fields: hidden, models }, requests) => {
        const profiles = [{ name: 'System Administrator', objects: granted, fields: hidden }]
        limited.system.load({ ...EMPTY_SEED.salesforce, schema: { profiles, sharing: { models } } })
        limited.system.edit({ object: 'Lead', values: { LastName: 'Doe', Company: 'Acme' } })
        limited.system.edit({ object: 'Contact', values: { LastName: 'Doe' } })
        for (const { method, path, body } of requests) {
          const answer = await limited.call(method, path, body)
          expect(answer.status).not.toBe(500)
          if (!path.startsWith('/query') || answer.status !== 200) continue
          const object = /FROM (\w+)/.exec(decodeURIComponent(path))?.[1] ?? ''
          const all = ((limited.system.dump()[object] ?? []) as { Id: string }[]).map(({ Id }) => Id)
          expect(all).toEqual(expect.arrayContaining(shownIds(answer.body)))
        }
      },
    ),
    { numRuns: 60 },
  )
})
