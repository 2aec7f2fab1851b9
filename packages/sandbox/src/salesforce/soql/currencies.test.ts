/** Several currencies through jsforce: what records are in, what queries convert, what is refused. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection
const USER = salesforceId('005', 1)

beforeAll(async () => {
  org = await startOrg({
    currencies: {
      corporate: 'USD',
      types: [
        { code: 'EUR', rate: 0.8 },
        { code: 'JPY', rate: 150, decimals: 0 },
        { code: 'DEM', rate: 2, active: false },
      ],
      dated: [
        { code: 'EUR', from: '2026-01-01', rate: 0.5 },
        { code: 'EUR', from: '2026-07-01', rate: 1.0 },
      ],
    },
  })
  client = new Connection(org.settings)
  const account = (Name: string, AnnualRevenue: number, CurrencyIsoCode?: string) => ({ Name, AnnualRevenue, CurrencyIsoCode })
  await client.sobject('Account').create([account('A', 100), account('B', 96, 'EUR'), account('C', 300, 'JPY')])
  const deal = { StageName: 'Prospecting', Amount: 100, CurrencyIsoCode: 'EUR' }
  await client.sobject('Opportunity').create([
    { ...deal, Name: 'Early', CloseDate: '2026-03-01' },
    { ...deal, Name: 'Late', CloseDate: '2026-08-01' },
    { ...deal, Name: 'Old', CloseDate: '2025-08-01' },
  ])
})
afterAll(() => org.close())

async function rows(soql: string): Promise<Record<string, unknown>[]> {
  const { records } = await client.query(soql)
  return records.map(({ attributes: _, ...record }) => record)
}

async function code(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    return (error as { errorCode?: string }).errorCode
  }
  throw new Error('the call was not refused')
}

test('a record is in its own currency, or in that of its maker', async () => {
  expect(await rows('SELECT Name, CurrencyIsoCode, AnnualRevenue FROM Account ORDER BY Name')).toEqual([
    { Name: 'A', CurrencyIsoCode: 'USD', AnnualRevenue: 100 },
    { Name: 'B', CurrencyIsoCode: 'EUR', AnnualRevenue: 96 },
    { Name: 'C', CurrencyIsoCode: 'JPY', AnnualRevenue: 300 },
  ])
})

test('a currency that the org lacks or has retired is refused', async () => {
  for (const currency of ['XXX', 'DEM']) {
    const { body } = await org.call('POST', '/sobjects/Account', { Name: 'x', CurrencyIsoCode: currency })
    expect(body).toEqual([
      {
        message: `Account Currency: bad value for restricted picklist field: ${currency}`,
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        fields: ['CurrencyIsoCode'],
      },
    ])
  }
})

test('convertCurrency shows amounts in the user’s currency', async () => {
  const soql = 'SELECT Name, convertCurrency(AnnualRevenue) FROM Account ORDER BY Name'
  expect(await rows(soql)).toEqual([
    { Name: 'A', AnnualRevenue: 100 },
    { Name: 'B', AnnualRevenue: 120 },
    { Name: 'C', AnnualRevenue: 2 },
  ])
  await client.sobject('User').update({ Id: USER, DefaultCurrencyIsoCode: 'JPY' })
  expect(await rows(soql.replace('(AnnualRevenue)', '(AnnualRevenue) mine'))).toEqual([
    { Name: 'A', mine: 15_000 },
    { Name: 'B', mine: 18_000 },
    { Name: 'C', mine: 300 },
  ])
  expect(await rows("SELECT FORMAT(convertCurrency(AnnualRevenue)) f FROM Account WHERE Name = 'B'")).toEqual([{ f: '18000' }])
  await client.sobject('User').update({ Id: USER, DefaultCurrencyIsoCode: 'USD' })
  expect(await code(client.query('SELECT convertCurrency(Name) FROM Account'))).toBe('MALFORMED_QUERY')
  expect(await code(client.query('SELECT Name FROM Account WHERE convertCurrency(AnnualRevenue) > 1'))).toBe('MALFORMED_QUERY')
  expect(await code(client.query('SELECT Name FROM Account ORDER BY convertCurrency(AnnualRevenue)'))).toBe('MALFORMED_QUERY')
})

test('an opportunity is converted by the rate of the day on which it closes', async () => {
  expect(await rows('SELECT Name, convertCurrency(Amount) FROM Opportunity ORDER BY Name')).toEqual([
    { Name: 'Early', Amount: 200 },
    { Name: 'Late', Amount: 100 },
    { Name: 'Old', Amount: 125 },
  ])
})

test('amounts are ordered, added up and compared by what they are worth', async () => {
  const names = async (clause: string) => (await rows(`SELECT Name FROM Account ${clause}`)).map(({ Name }) => Name).join('')
  expect(await names('ORDER BY AnnualRevenue')).toBe('CAB')
  expect(await names('WHERE AnnualRevenue > USD100 ORDER BY Name')).toBe('B')
  expect(await names('WHERE AnnualRevenue >= EUR80 ORDER BY Name')).toBe('AB')
  expect(await names('WHERE AnnualRevenue < USD2.50 ORDER BY Name')).toBe('C')
  expect(await names('WHERE AnnualRevenue = JPY15000')).toBe('A')
  // Without a code the bare numbers are compared.
  expect(await names('WHERE AnnualRevenue > 99 ORDER BY Name')).toBe('AC')
  expect(await code(client.query('SELECT Name FROM Account WHERE AnnualRevenue > XXX5'))).toBe('MALFORMED_QUERY')
  expect(await rows('SELECT SUM(AnnualRevenue) s, MAX(AnnualRevenue) m FROM Account')).toEqual([{ s: 222, m: 120 }])
})

test('currencies and their rates are rows', async () => {
  expect(await rows('SELECT IsoCode, ConversionRate, DecimalPlaces, IsActive, IsCorporate FROM CurrencyType ORDER BY IsoCode')).toEqual([
    { IsoCode: 'DEM', ConversionRate: 2, DecimalPlaces: 2, IsActive: false, IsCorporate: false },
    { IsoCode: 'EUR', ConversionRate: 0.8, DecimalPlaces: 2, IsActive: true, IsCorporate: false },
    { IsoCode: 'JPY', ConversionRate: 150, DecimalPlaces: 0, IsActive: true, IsCorporate: false },
    { IsoCode: 'USD', ConversionRate: 1, DecimalPlaces: 2, IsActive: true, IsCorporate: true },
  ])
  expect(await rows('SELECT IsoCode, StartDate, NextStartDate, ConversionRate FROM DatedConversionRate ORDER BY StartDate')).toEqual([
    { IsoCode: 'EUR', StartDate: '2026-01-01', NextStartDate: '2026-07-01', ConversionRate: 0.5 },
    { IsoCode: 'EUR', StartDate: '2026-07-01', NextStartDate: null, ConversionRate: 1 },
  ])
})

test('describe tells the currency of records, and only where there are several', async () => {
  const { fields } = await client.describe('Opportunity')
  const field = fields.find(({ name }) => name === 'CurrencyIsoCode')
  expect(field).toMatchObject({
    label: 'Opportunity Currency',
    type: 'picklist',
    length: 3,
    restrictedPicklist: true,
    defaultedOnCreate: true,
  })
  expect(field?.picklistValues?.map(({ value, label, active, defaultValue }) => [value, label, active, defaultValue])).toEqual([
    ['USD', 'US Dollar', true, true],
    ['EUR', 'Euro', true, false],
    ['JPY', 'Japanese Yen', true, false],
    ['DEM', 'German Mark', false, false],
  ])
  const plain = await startOrg()
  try {
    const reader = new Connection(plain.settings)
    expect((await reader.describe('Opportunity')).fields.some(({ name }) => name === 'CurrencyIsoCode')).toBe(false)
    expect(await code(reader.query('SELECT Id FROM CurrencyType'))).toBe('INVALID_TYPE')
  } finally {
    await plain.close()
  }
})

test('what a lead becomes is in the lead’s currency, and a campaign counts in its own', async () => {
  const lead = await client.sobject('Lead').create({ LastName: 'Doe', Company: 'Acme', CurrencyIsoCode: 'EUR', AnnualRevenue: 5 })
  const made = org.system.convert?.({ lead: lead.id ?? '', opportunityName: 'Deal' }) ?? {}
  const of = async (object: string, id: unknown) => (await client.sobject(object).retrieve(String(id)))['CurrencyIsoCode']
  expect([
    await of('Account', made['account']),
    await of('Contact', made['contact']),
    await of('Opportunity', made['opportunity']),
  ]).toEqual(['EUR', 'EUR', 'EUR'])
  const campaign = await client.sobject('Campaign').create({ Name: 'Spring', CurrencyIsoCode: 'JPY' })
  const deal = { StageName: 'Closed Won', CloseDate: '2026-03-01', Amount: 100, CurrencyIsoCode: 'EUR', CampaignId: campaign.id, Name: 'x' }
  await client.sobject('Opportunity').create(deal)
  const counted = await client.sobject('Campaign').retrieve(campaign.id ?? '')
  expect([counted['AmountAllOpportunities'], counted['AmountWonOpportunities']]).toEqual([30_000, 30_000])
})
