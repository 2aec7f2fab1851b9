/** State and country picklists through jsforce and raw HTTP: codes follow texts, texts follow codes, and what does not go together is refused. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

const OLD = salesforceId('003', 1)
let org: TestOrg
let client: Connection

beforeAll(async () => {
  const values = { LastName: 'Old', MailingCountry: 'Untied States', MailingState: 'Calif.', OtherCountry: 'Italy', OtherState: 'Rome' }
  org = await startOrg(
    {
      stateCountryPicklists: {
        countries: {
          FR: { states: { IDF: 'Île-de-France', COR: { label: 'Corse', active: false } } },
          US: { label: 'United States', value: 'USA' },
          ZZ: { label: 'Nowhere', active: false },
        },
      },
    },
    [{ name: 'Contact', file: 'Contact.jsonl', rows: [{ id: OLD, values, links: {}, line: 1 }] }],
  )
  client = new Connection(org.settings)
})
afterAll(() => org.close())

const PLACES = ['BillingCountry', 'BillingCountryCode', 'BillingState', 'BillingStateCode']

async function made(values: Record<string, unknown>): Promise<{ id: string; places: unknown[] }> {
  const saved = await client.sobject('Account').create({ Name: 'Acme', ...values })
  return { id: saved.id ?? '', places: await placesOf(saved.id ?? '') }
}

async function placesOf(id: string): Promise<unknown[]> {
  const row = await client.sobject('Account').retrieve(id)
  return PLACES.map((name) => row[name])
}

async function refusal(method: string, path: string, values: Record<string, unknown>): Promise<unknown> {
  const { body } = await org.call(method, path, values)
  const [{ errorCode, message, fields }] = body as [{ errorCode: string; message: string; fields: string[] }]
  return [errorCode, message, fields]
}

const refused = (values: Record<string, unknown>) => refusal('POST', '/sobjects/Account', { Name: 'Acme', ...values })
const broken = (message: string, field: string) => ['FIELD_INTEGRITY_EXCEPTION', message, [field]]

test('a code brings its text, and a text its code', async () => {
  const canada = ['Canada', 'CA', 'Ontario', 'ON']
  expect((await made({ BillingCountryCode: 'CA', BillingStateCode: 'ON' })).places).toEqual(canada)
  expect((await made({ BillingCountry: 'canada', BillingState: 'Ontario' })).places).toEqual(canada)
  expect((await made({ BillingCountryCode: 'US', BillingState: 'Alabama' })).places).toEqual(['USA', 'US', 'Alabama', 'AL'])
  expect((await made({ BillingCountryCode: 'BR', BillingStateCode: 'AL' })).places).toEqual(['Brazil', 'BR', 'Alagoas', 'AL'])
  expect((await made({ BillingCountry: 'Germany' })).places).toEqual(['Germany', 'DE', null, null])
})

test('of a new record the code wins over a text that says otherwise', async () => {
  expect((await made({ BillingCountryCode: 'CA', BillingCountry: 'Mexico' })).places).toEqual(['Canada', 'CA', null, null])
})

test('texts and codes that are not in the lists are refused in the words of the vendor', async () => {
  expect(await refused({ BillingCountry: 'Untied States' })).toEqual(
    broken(
      "There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: Billing Country",
      'BillingCountry',
    ),
  )
  // Neither the label nor the code stands for the integration value.
  const unknown = await refused({ BillingCountry: 'Untied States' })
  expect([await refused({ BillingCountry: 'United States' }), await refused({ BillingCountry: 'CA' })]).toEqual([unknown, unknown])
  expect(await refused({ BillingCountry: 'South Africa', BillingState: 'Gauteng' })).toEqual(
    broken(
      "There's a problem with this state, even though it may appear correct. Please select a state from the list of valid states.: Billing State/Province",
      'BillingState',
    ),
  )
  expect(await refused({ BillingCountryCode: 'ZZ' })).toEqual(
    broken(
      "The BillingCountryCode field contains ZZ, which isn't an available country/territory. Your administrator can add it for you.",
      'BillingCountryCode',
    ),
  )
  expect(await refused({ BillingCountryCode: 'FR', BillingStateCode: 'COR' })).toEqual(
    broken(
      "The BillingStateCode field contains COR, which isn't an available state. Your administrator can add it for you.",
      'BillingStateCode',
    ),
  )
})

test('a state needs a country, and its own', async () => {
  expect(await refused({ BillingState: 'Ontario' })).toEqual(
    broken('A country/territory must be specified before specifying a state value for field: Billing State/Province', 'BillingState'),
  )
  expect(await refused({ BillingCountryCode: 'US', BillingState: 'Ontario' })).toEqual(
    broken("The existing country/territory doesn't recognize the state value for field: Billing State/Province Code", 'BillingStateCode'),
  )
  const { id } = await made({ BillingCountryCode: 'CA', BillingStateCode: 'ON' })
  const patched = (values: Record<string, unknown>) => refusal('PATCH', `/sobjects/Account/${id}`, values)
  expect(await patched({ BillingCountryCode: 'US' })).toEqual(
    broken("The existing country/territory doesn't recognize the state value for field: Billing State/Province Code", 'BillingStateCode'),
  )
  expect(await patched({ BillingCountryCode: 'CA', BillingCountry: 'Mexico' })).toEqual(
    broken(
      "There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: Billing Country",
      'BillingCountry',
    ),
  )
  await client.sobject('Account').update({ Id: id, BillingState: 'Quebec' })
  expect(await placesOf(id)).toEqual(['Canada', 'CA', 'Quebec', 'QC'])
  await client.sobject('Account').update({ Id: id, BillingStateCode: null })
  expect(await placesOf(id)).toEqual(['Canada', 'CA', null, null])
  await client.sobject('Account').update({ Id: id, BillingState: 'Quebec' })
  await client.sobject('Account').update({ Id: id, BillingCountryCode: null })
  expect(await placesOf(id)).toEqual([null, null, null, null])
})

test('rows from before the picklists stay as they are until somebody touches their address', async () => {
  const read = async () => {
    const row = await client.sobject('Contact').retrieve(OLD)
    return [row['MailingCountry'], row['MailingCountryCode'], row['MailingState'], row['OtherCountryCode'], row['OtherStateCode']]
  }
  expect(await read()).toEqual(['Untied States', null, 'Calif.', 'IT', 'RM'])
  await client.sobject('Contact').update({ Id: OLD, Title: 'x', MailingCity: 'Rome' })
  await client.sobject('Contact').update({ Id: OLD, MailingCountryCode: 'US', MailingStateCode: 'CA' })
  expect(await read()).toEqual(['USA', 'US', 'California', 'IT', 'RM'])
})

test('addresses and change events carry the codes', async () => {
  const { id } = await made({ BillingCountryCode: 'FR', BillingStateCode: 'IDF', BillingCity: 'Paris' })
  expect((await client.sobject('Account').retrieve(id))['BillingAddress']).toEqual({
    city: 'Paris',
    country: 'France',
    countryCode: 'FR',
    geocodeAccuracy: null,
    latitude: null,
    longitude: null,
    postalCode: null,
    state: 'Île-de-France',
    stateCode: 'IDF',
    street: null,
  })
  const { records } = await client.query("SELECT COUNT(Id) n FROM Account WHERE BillingCountryCode = 'FR'")
  expect(records[0]?.['n']).toBe(1)
})

test('describe tells which states go with which country', async () => {
  const { fields } = await client.describe('Lead')
  const [state, country] = ['StateCode', 'CountryCode'].map((name) => fields.find((field) => field.name === name))
  expect(country).toMatchObject({
    type: 'picklist',
    length: 10,
    restrictedPicklist: true,
    dependentPicklist: false,
    compoundFieldName: 'Address',
  })
  expect(state).toMatchObject({ controllerName: 'CountryCode', dependentPicklist: true, label: 'State/Province Code' })
  expect(fields.find(({ name }) => name === 'State')).toMatchObject({ type: 'string', length: 80 })
  const codes = (country?.picklistValues ?? []).map(({ value }) => value)
  const countriesOf = (label: string) => {
    const bits = Buffer.from(state?.picklistValues?.find((each) => each.label === label)?.validFor ?? '', 'base64')
    return codes.filter((_, index) => ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0)
  }
  expect([countriesOf('Alabama'), countriesOf('Alagoas'), countriesOf('Tokyo'), countriesOf('Île-de-France')]).toEqual([
    ['US'],
    ['BR'],
    ['JP'],
    ['FR'],
  ])
  expect([codes.length, state?.picklistValues?.length]).toEqual([236, 386])
  const path = '/ui-api/object-info/Lead/picklist-values/012000000000000AAA/StateCode'
  const { values, controllerValues } = (await org.call('GET', path)).body as {
    values: { label: string; validFor: number[] }[]
    controllerValues: Record<string, number>
  }
  expect(values.find(({ label }) => label === 'Tokyo')?.validFor).toEqual([controllerValues['JP']])
})

test('without the switch there are no codes', async () => {
  const plain = await startOrg()
  try {
    const reader = new Connection(plain.settings)
    const { fields } = await reader.describe('Account')
    expect(fields.some(({ name }) => name.endsWith('Code') && name !== 'BillingPostalCode' && name !== 'ShippingPostalCode')).toBe(false)
    const { id } = await reader.sobject('Account').create({ Name: 'Acme', BillingState: 'Anything' })
    expect((await reader.sobject('Account').retrieve(id ?? ''))['BillingState']).toBe('Anything')
  } finally {
    await plain.close()
  }
})

test('a lead’s place goes to the contact and the account with its codes', async () => {
  const lead = await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme', CountryCode: 'IT', StateCode: 'RM' })
  const { contact = '', account = '' } = org.system.convert?.({ lead: lead.id ?? '' }) ?? {}
  expect(await placesOf(String(account))).toEqual(['Italy', 'IT', 'Rome', 'RM'])
  expect((await client.sobject('Contact').retrieve(String(contact)))['MailingStateCode']).toBe('RM')
})
