/** Imports and exports through the unmodified client. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Json, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      {
        contacts: [
          { id: '1', values: { email: 'ada@example.com', firstname: 'Ada', lifecyclestage: 'customer' } },
          { id: '2', values: { email: 'bob@example.com', firstname: 'Bob, "B"' } },
        ],
      },
      { lists: [{ id: '4', name: 'Adas', objectTypeId: '0-1', processingType: 'MANUAL' }] },
    ),
  )
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const column = (columnName: string, propertyName: string, columnObjectTypeId = '0-1') => ({ columnName, propertyName, columnObjectTypeId })
const COLUMNS = [column('Mail', 'email'), column('First', 'firstname'), column('Stage', 'lifecyclestage')]
const request = (columnMappings: unknown = COLUMNS, more: Json = {}) => ({
  name: 'June',
  files: [{ fileName: 'people.csv', fileFormat: 'CSV', fileImportPage: { hasHeader: true, columnMappings } }],
  ...more,
})
const start = (csv: string, body: unknown = request()) =>
  client.crm.imports.coreApi.create({ data: Buffer.from(csv, 'utf8'), name: 'people.csv' }, JSON.stringify(body))
const contact = async (email: string) =>
  (
    await hubspot.call(
      'GET',
      `/crm/v3/objects/contacts/${email}?idProperty=email&properties=firstname,hs_object_source&associations=companies`,
    )
  ).body

describe('an import', () => {
  test('creates and changes contacts, and tells what it could not take', async () => {
    const started = await start('Mail,First,Stage\nada@example.com,Ada L,\neve@example.com,Eve,wizard\nnonsense,Mo,lead\n')
    expect([started.state, started.importName, started.mappedObjectTypeIds]).toEqual(['STARTED', 'June', ['0-1']])
    const done = await client.crm.imports.coreApi.getById(Number(started.id))
    expect([done.state, done.metadata.counters]).toMatchObject([
      'DONE',
      { TOTAL_ROWS: 3, CREATED_OBJECTS: 2, UPDATED_OBJECTS: 1, ERRORS: 2 },
    ])
    expect((await contact('ada@example.com'))['properties']).toMatchObject({ firstname: 'Ada L' })
    expect((await contact('eve@example.com'))['properties']).toMatchObject({ firstname: 'Eve', hs_object_source: 'IMPORT' })
    const errors = await client.crm.imports.publicImportsApi.getErrors(Number(started.id))
    expect(errors.results.map(({ errorType, invalidValue, sourceData }) => [errorType, invalidValue, sourceData.lineNumber])).toEqual([
      ['INVALID_ENUMERATION_OPTION', 'wizard', 3],
      ['INVALID_EMAIL', 'nonsense', 4],
    ])
    expect((await client.crm.imports.coreApi.getPage()).results.map(({ id }) => id)).toEqual([started.id])
  })

  test('joins the contact and the company of a row', async () => {
    await start('Mail,Co,Web\neve@example.com,Acme,acme.example\nmo@example.com,Acme,acme.example\n', {
      ...request([column('Mail', 'email'), column('Co', 'name', '0-2'), column('Web', 'domain', '0-2')]),
    })
    const ids = await Promise.all(['eve@example.com', 'mo@example.com'].map(contact))
    const companies = ids.map((body) => (body['associations'] as { companies: { results: Json[] } }).companies.results[0]?.['id'])
    expect(companies[0]).toBe(companies[1])
  })

  test('may be told to create or to update alone', async () => {
    const errorsOf = async (operation: string, csv: string) => {
      const { id } = await start(csv, request(COLUMNS, { importOperations: { '0-1': operation } }))
      return (await client.crm.imports.publicImportsApi.getErrors(Number(id))).results.map(({ errorType }) => errorType)
    }
    expect(await errorsOf('CREATE', 'Mail,First,Stage\nada@example.com,X,\n')).toEqual(['CREATE_ONLY_IMPORT'])
    expect(await errorsOf('UPDATE', 'Mail,First,Stage\neve@example.com,X,\n')).toEqual(['UPDATE_ONLY_IMPORT'])
  })

  test('waits for its time, until then it can be canceled', async () => {
    hubspot.world.configure({ bulkLag: '1m' })
    const { id } = await start('Mail,First,Stage\neve@example.com,Eve,\n')
    expect((await client.crm.imports.coreApi.getById(Number(id))).state).toBe('STARTED')
    expect((await client.crm.imports.coreApi.cancel(Number(id))).status).toBe('CANCELED')
    hubspot.world.clock.advance(60_000)
    expect((await client.crm.imports.coreApi.getById(Number(id))).state).toBe('CANCELED')
    expect((await contact('eve@example.com'))['properties']).toBeUndefined()
    expect((await hubspot.call('POST', `/crm/v3/imports/${id}/cancel`)).status).toBe(400)
  })

  test('without a mapped column fails, and a request that makes no sense is refused', async () => {
    const { id } = await start('Mail,First\neve@example.com,Eve\n')
    expect((await client.crm.imports.coreApi.getById(Number(id))).state).toBe('FAILED')
    await expect(start('x', request([column('Mail', 'nothing')]))).rejects.toMatchObject({ code: 400 })
    expect((await hubspot.call('POST', '/crm/v3/imports', {})).status).toBe(400)
  })
})

describe('an export', () => {
  const VIEW = {
    exportType: 'VIEW',
    format: 'CSV',
    exportName: 'all',
    objectType: 'CONTACT',
    language: 'EN',
    objectProperties: ['email', 'firstname', 'lifecyclestage'],
  }
  const fetchFile = async (body: Json) => {
    const task = await hubspot.call('POST', '/crm/v3/exports/export/async', body)
    expect(task.status).toBe(202)
    const status = await client.crm.exports.publicExportsApi.getStatus(Number(task.body['id']))
    expect(status.status).toBe('COMPLETE')
    return (await fetch(status.result ?? '')).text()
  }

  test('of a view is a file with labels, or with internal names and values', async () => {
    expect(await fetchFile(VIEW)).toBe(
      'Record ID,Email,First Name,Lifecycle Stage\n1,ada@example.com,Ada,Customer\n2,bob@example.com,"Bob, ""B""",\n',
    )
    expect(await fetchFile({ ...VIEW, exportInternalValuesOptions: ['NAMES', 'VALUES'] })).toContain(
      'Record ID,email,firstname,lifecyclestage\n1,ada@example.com,Ada,customer\n',
    )
  })

  test('holds what its filters or its list let through', async () => {
    const filters = [{ propertyName: 'firstname', operator: 'EQ', value: 'Ada' }]
    expect(await fetchFile({ ...VIEW, objectProperties: [], publicCrmSearchRequest: { filters } })).toBe('Record ID\n1\n')
    await hubspot.call('PUT', '/crm/v3/lists/4/memberships/add', ['2'])
    expect(await fetchFile({ ...VIEW, exportType: 'LIST', listId: '4', objectProperties: [] })).toBe('Record ID\n2\n')
  })

  test('whose property is gone by the time tells an error and holds up nobody', async () => {
    const property = { name: 'colour', label: 'Colour', type: 'string', fieldType: 'text', groupName: 'contactinformation' }
    await hubspot.call('POST', '/crm/v3/properties/contacts', property)
    hubspot.world.configure({ bulkLag: '1m' })
    const filters = [{ propertyName: 'colour', operator: 'EQ', value: 'red' }]
    const { body } = await hubspot.call('POST', '/crm/v3/exports/export/async', { ...VIEW, publicCrmSearchRequest: { filters } })
    await hubspot.call('DELETE', '/crm/v3/properties/contacts/colour')
    hubspot.world.clock.advance(60_000)
    const status = await hubspot.call('GET', `/crm/v3/exports/export/async/tasks/${String(body['id'])}/status`)
    expect(status.body).toMatchObject({ status: 'COMPLETE', numErrors: 1 })
  })

  test('is processed until its time has come', async () => {
    hubspot.world.configure({ bulkLag: '1m' })
    const { body } = await hubspot.call('POST', '/crm/v3/exports/export/async', VIEW)
    const path = `/crm/v3/exports/export/async/tasks/${String(body['id'])}/status`
    const details = async () => (await hubspot.call('GET', `/crm/v3/exports/export/${String(body['id'])}`)).body
    expect((await hubspot.call('GET', path)).body).toMatchObject({ status: 'PROCESSING' })
    expect(await details()).toMatchObject({ exportState: 'PROCESSING', exportType: 'VIEW', objectType: '0-1' })
    hubspot.world.clock.advance(60_000)
    expect(await details()).toMatchObject({ exportState: 'DONE', recordCount: 2 })
    expect((await hubspot.call('GET', path)).body).toMatchObject({ status: 'COMPLETE' })
  })

  test.each([
    { format: 'XLSX' },
    { exportType: 'DREAM' },
    { objectType: 'car' },
    { exportType: 'LIST', listId: '9' },
    { publicCrmSearchRequest: { filters: [{ propertyName: 'no', operator: 'EQ', value: '1' }] } },
  ])('%j is refused', async (more) => {
    expect((await hubspot.call('POST', '/crm/v3/exports/export/async', { ...VIEW, ...more })).status).toBe(400)
  })
})
