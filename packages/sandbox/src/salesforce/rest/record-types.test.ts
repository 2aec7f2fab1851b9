/** Record types through jsforce and raw HTTP: what they are, which values they allow, what rows get. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

const [PARTNER, DIRECT, OLD, BIG] = ['0125g000000AAAA', '0125g000000AAAB', '0125g000000AAAC', '0125g000000AAAD']
let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg({
    restricted: ['Lead.Industry'],
    objects: {
      Lead: {
        fields: [
          {
            name: 'Branch__c',
            type: 'picklist',
            controller: 'Industry',
            values: [{ value: 'Retail bank', validFor: ['Banking'] }, 'Other'],
          },
          { name: 'Reason__c', type: 'picklist', controller: 'DoNotCall', values: [{ value: 'Asked us', validFor: ['true'] }] },
        ],
      },
    },
    businessProcesses: [{ object: 'Opportunity', name: 'Short', values: ['Prospecting', 'Closed Won', 'Closed Lost'] }],
    recordTypes: [
      {
        id: PARTNER,
        object: 'Lead',
        name: 'Partner',
        default: true,
        picklists: { Industry: ['Banking', { value: 'Media', default: true }] },
      },
      { id: DIRECT, object: 'Lead', name: 'Direct sale', developerName: 'Direct', description: 'Ours' },
      { id: OLD, object: 'Lead', name: 'Old', active: false },
      { id: BIG, object: 'Opportunity', name: 'Big', process: 'Short' },
    ],
  })
  client = new Connection(org.settings)
})
afterAll(() => org.close())

const full = async (name: string): Promise<string> =>
  String((await client.query(`SELECT Id FROM RecordType WHERE Name = '${name}'`)).records[0]?.Id)

async function refusal(values: Record<string, unknown>): Promise<unknown> {
  const { body } = await org.call('POST', '/sobjects/Lead', { LastName: 'Doe', Company: 'Acme', ...values })
  const [{ errorCode, message, fields }] = body as [{ errorCode: string; message: string; fields: string[] }]
  return [errorCode, message, fields]
}

test('record types and their processes are rows of their own', async () => {
  const { records } = await client.query(
    'SELECT Name, DeveloperName, SobjectType, IsActive, Description, BusinessProcessId FROM RecordType ORDER BY Id',
  )
  const processes = (await client.query('SELECT Id, Name, TableEnumOrId, IsActive FROM BusinessProcess')).records
  expect(processes).toMatchObject([{ Name: 'Short', TableEnumOrId: 'Opportunity', IsActive: true }])
  expect(
    records.map((row) => ['Name', 'DeveloperName', 'SobjectType', 'IsActive', 'Description', 'BusinessProcessId'].map((name) => row[name])),
  ).toEqual([
    ['Partner', 'Partner', 'Lead', true, null, null],
    ['Direct sale', 'Direct', 'Lead', true, 'Ours', null],
    ['Old', 'Old', 'Lead', false, null, null],
    ['Big', 'Big', 'Opportunity', true, null, processes[0]?.Id],
  ])
})

test('describe lists the types of an object, and only objects that have some have the field', async () => {
  const { body } = await org.call('GET', '/sobjects/Lead/describe')
  const { recordTypeInfos } = body as { recordTypeInfos: Record<string, unknown>[] }
  const facts = ['name', 'active', 'available', 'defaultRecordTypeMapping', 'master']
  expect(recordTypeInfos.map((type) => facts.map((fact) => type[fact]))).toEqual([
    ['Partner', true, true, true, false],
    ['Direct sale', true, true, false, false],
    ['Old', false, false, false, false],
    ['Master', true, true, false, true],
  ])
  const has = async (object: string) => (await client.describe(object)).fields.some(({ name }) => name === 'RecordTypeId')
  expect([await has('Lead'), await has('Opportunity'), await has('Account')]).toEqual([true, true, false])
  await expect(client.query('SELECT RecordTypeId FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' })
})

test('a new row gets the default type, or the one it names, of its own object and active', async () => {
  const [partner, direct, old, big] = [await full('Partner'), await full('Direct sale'), await full('Old'), await full('Big')]
  const make = async (values: Record<string, unknown>) => {
    const { id } = await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme', ...values })
    return (await client.query(`SELECT RecordTypeId, RecordType.DeveloperName FROM Lead WHERE Id = '${id}'`)).records[0]
  }
  expect(await make({})).toMatchObject({ RecordTypeId: partner, RecordType: { DeveloperName: 'Partner' } })
  expect(await make({ RecordTypeId: direct })).toMatchObject({ RecordTypeId: direct, RecordType: { DeveloperName: 'Direct' } })
  for (const id of [old, big]) {
    expect(await refusal({ RecordTypeId: id })).toEqual([
      'INVALID_CROSS_REFERENCE_KEY',
      `Record Type ID: this ID value isn't valid for the user: ${id}`,
      ['RecordTypeId'],
    ])
  }
})

test('a restricted picklist takes the values of the type alone', async () => {
  expect(await refusal({ Industry: 'Energy' })).toEqual([
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Industry: bad value for restricted picklist field: Energy',
    ['Industry'],
  ])
  const direct = await full('Direct sale')
  const made = await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme', Industry: 'Energy', RecordTypeId: direct })
  expect(made.success).toBe(true)
})

test('a picklist may depend on another, or on a checkbox', async () => {
  const { fields } = await client.describe('Lead')
  const field = (name: string) => fields.find((each) => each.name === name)
  const industries = (field('Industry')?.picklistValues ?? []).map(({ value }) => value)
  const [retail, other] = field('Branch__c')?.picklistValues ?? []
  const bits = [...Buffer.from(retail?.validFor ?? '', 'base64')].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  expect([field('Branch__c')?.controllerName, bits.indexOf('1'), bits.lastIndexOf('1')]).toEqual([
    'Industry',
    industries.indexOf('Banking'),
    industries.indexOf('Banking'),
  ])
  expect(other?.validFor).toBe(Buffer.alloc(4).toString('base64'))
  expect(field('Reason__c')).toMatchObject({ controllerName: 'DoNotCall', picklistValues: [{ validFor: 'QA==' }] })
})

test('layouts and the user interface API tell the values of a type', async () => {
  const [partner, big] = [await full('Partner'), await full('Big')]
  const values = async (object: string, type: string, field: string) => {
    const { body } = await org.call('GET', `/ui-api/object-info/${object}/picklist-values/${type}/${field}`)
    const { values: listed, defaultValue } = body as { values: { value: string }[]; defaultValue: { value: string } | null }
    return [listed.map(({ value }) => value), defaultValue?.value]
  }
  expect(await values('Lead', partner, 'Industry')).toEqual([['Banking', 'Media'], 'Media'])
  expect(await values('Opportunity', big, 'StageName')).toEqual([['Prospecting', 'Closed Won', 'Closed Lost'], undefined])
  expect(await values('Opportunity', '012000000000000AAA', 'LeadSource')).toEqual([
    ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'],
    undefined,
  ])
  const all = await org.call('GET', `/ui-api/object-info/Lead/picklist-values/${partner}`)
  expect(Object.keys((all.body as { picklistFieldValues: object }).picklistFieldValues).includes('Salutation')).toBe(true)
  expect((await org.call('GET', `/ui-api/object-info/Lead/picklist-values/${big}`)).status).toBe(404)
  const layouts = (await org.call('GET', '/sobjects/Lead/describe/layouts')).body as {
    recordTypeMappings: { recordTypeId: string; picklistsForRecordType: { picklistName: string; picklistValues: { value: string }[] }[] }[]
  }
  const mapping = layouts.recordTypeMappings.find(({ recordTypeId }) => recordTypeId === partner)
  const industry = mapping?.picklistsForRecordType.find(({ picklistName }) => picklistName === 'Industry')
  expect(industry?.picklistValues.map(({ value }) => value)).toEqual(['Banking', 'Media'])
})

test('a seed that names no process or value of the org is refused', async () => {
  const refused = (schema: Record<string, unknown>) =>
    startOrg(schema).then(
      () => 'loaded',
      (error: Error) => error.message,
    )
  const type = { id: PARTNER, object: 'Lead', name: 'Partner' }
  expect(await refused({ recordTypes: [{ ...type, picklists: { Industry: ['Nonsense'] } }] })).toBe(
    'schema.json:1: the picklists of record type `Partner`: no value `Nonsense`',
  )
  expect(await refused({ recordTypes: [{ ...type, process: 'Short' }] })).toBe(
    'schema.json:1: record type `Partner`: Lead has no business process `Short`',
  )
})
