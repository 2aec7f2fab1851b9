import { expect, test } from 'vitest'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { parseCatalog } from './load'

const hubspot = JSON.stringify(fixtureCatalog.hubspot)
const salesforce = JSON.stringify(fixtureCatalog.salesforce)

test('a catalog that is written is read back', () => {
  expect(parseCatalog(hubspot, salesforce)).toEqual({ catalog: fixtureCatalog, problems: [] })
})

test('what is wrong is said with its place, on both sides at once', () => {
  const broken = JSON.stringify({ version: 1, objects: [{ name: 'contact', plural: 'contacts', typeId: 1, properties: {} }], lists: [] })
  const foreign = JSON.stringify({
    version: 1,
    objects: [{ name: 'Lead', label: 'Lead', fields: [{ name: 'X', label: 'X', type: 'odd' }] }],
  })
  expect(parseCatalog(broken, foreign)).toEqual({
    problems: [
      { side: 'hubspot', path: 'objects[0].typeId', message: 'should be a text' },
      { side: 'hubspot', path: 'objects[0].properties', message: 'should be a list' },
      {
        side: 'salesforce',
        path: 'objects[0].fields[0].type',
        message:
          'should be one of string, textarea, email, phone, url, boolean, int, double, currency, percent, date, datetime, time, picklist, multipicklist, combobox, reference, id, address, encryptedstring, base64, location',
      },
      { side: 'salesforce', path: 'objects[0].fields[0].nillable', message: 'is missing' },
      { side: 'salesforce', path: 'objects[0].fields[0].createable', message: 'is missing' },
      { side: 'salesforce', path: 'objects[0].fields[0].updateable', message: 'is missing' },
    ],
  })
})

test.each(['', 'null', '[]', '<html>', '{"version":1,"obj'])('%s is no catalog, and nothing is thrown', (json) => {
  const { catalog, problems } = parseCatalog(json, salesforce)
  expect([catalog, problems.map((one) => one.side)]).toEqual([undefined, problems.map(() => 'hubspot')])
  expect(problems.length).toBeGreaterThan(0)
})

test.each([
  [2, 'is 2, which a newer Lockstep wrote: this one reads 1'],
  [0, 'should be 1'],
  ['1', 'should be 1'],
])('a catalog of version %j is refused by that alone', (version, message) => {
  const other = JSON.stringify({ version, things: [] })
  expect(parseCatalog(other, salesforce)).toEqual({ problems: [{ side: 'hubspot', path: 'version', message }] })
})

test('a key that this version does not know is left alone', () => {
  const more = JSON.stringify({ ...fixtureCatalog.salesforce, weather: 'fair' })
  expect(parseCatalog(hubspot, more).problems).toEqual([])
})
