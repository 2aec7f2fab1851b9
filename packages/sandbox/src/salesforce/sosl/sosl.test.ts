/** Search through jsforce and raw HTTP. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
  const account = await client.sobject('Account').create({ Name: 'Acme Rockets', Phone: '(030) 123-4567' })
  await client.sobject('Contact').create([
    { FirstName: 'Ada', LastName: 'Lovelace', Email: 'ada@acme.example', AccountId: account.id! },
    { FirstName: 'Adam', LastName: 'Rockets', Title: 'Friend of Ada' },
  ])
  await client.sobject('Lead').create({ LastName: 'Ada', Company: 'Rocket & Co', Email: 'ada@acme.example' })
})
afterAll(() => org.close())

async function names(sosl: string): Promise<unknown[]> {
  const { searchRecords } = await client.search(sosl)
  return searchRecords.map((record) => record['Name'])
}
async function refused(path: string): Promise<unknown> {
  const { status, body } = await org.call('GET', path)
  return [status, (body as { errorCode: string }[])[0]?.errorCode]
}

test('words are found in the fields that are searched, in the order of the objects', async () => {
  expect(await names('FIND {ada} IN ALL FIELDS RETURNING Contact(Id, Name ORDER BY LastName), Lead(Id, Name)')).toEqual([
    'Ada Lovelace',
    'Adam Rockets',
    'Ada',
  ])
  expect(await names('FIND {ada} IN NAME FIELDS RETURNING Contact(Name), Lead(Name)')).toEqual(['Ada Lovelace', 'Ada'])
  expect(await names('FIND {ada@acme.example} IN EMAIL FIELDS RETURNING Lead(Name)')).toEqual(['Ada'])
  expect(await names('FIND {123-4567} IN PHONE FIELDS RETURNING Account(Name)')).toEqual(['Acme Rockets'])
  expect(await names("find {rocket*} returning Contact(Name WHERE FirstName = 'Adam' LIMIT 5), Account(Name) LIMIT 1")).toEqual([
    'Adam Rockets',
  ])
})

test('terms know phrases, wildcards and logic', async () => {
  const contacts = (term: string) => names(`FIND {${term}} RETURNING Contact(Name ORDER BY FirstName)`)
  expect(await contacts('"ada lovelace"')).toEqual(['Ada Lovelace'])
  expect(await contacts('"lovelace ada"')).toEqual([])
  expect(await contacts('ada lovelace')).toEqual(['Ada Lovelace'])
  expect(await contacts('lovelace OR adam')).toEqual(['Ada Lovelace', 'Adam Rockets'])
  expect(await contacts('ada AND NOT lovelace')).toEqual(['Adam Rockets'])
  expect(await contacts('ada (rockets OR nothing)')).toEqual(['Adam Rockets'])
  expect(await contacts('ad?m')).toEqual(['Adam Rockets'])
  expect(await contacts('ada\\-lovelace')).toEqual(['Ada Lovelace'])
})

test('without RETURNING there are the ids of all objects; records have attributes', async () => {
  const { searchRecords } = await client.search('FIND {lovelace}')
  expect(searchRecords).toEqual([
    { attributes: { type: 'Contact', url: expect.stringMatching(/\/sobjects\/Contact\/003/) }, Id: expect.stringMatching(/^003/) },
  ])
})

test('the same is asked by parameters', async () => {
  const query = await org.call(
    'GET',
    '/parameterizedSearch?q=ada&in=NAME&sobject=Contact&Contact.fields=id,Name&sobject=Lead&Lead.fields=Name&Contact.limit=1',
  )
  expect(query.body).toMatchObject({ searchRecords: [{ Name: 'Ada Lovelace' }, { Name: 'Ada' }] })
  const posted = await org.call('POST', '/parameterizedSearch', {
    q: 'ada',
    fields: ['Id', 'Name'],
    sobjects: [
      { name: 'Contact', where: "FirstName = 'Adam'" },
      { name: 'Lead', fields: ['Company'], limit: 3 },
    ],
    in: 'ALL',
    overallLimit: 10,
  })
  expect(posted.body).toMatchObject({ searchRecords: [{ Name: 'Adam Rockets' }, { Company: 'Rocket & Co' }] })
})

test('searches that make no sense are refused', async () => {
  expect(await refused('/search?q=FIND+%7Ba%7D')).toEqual([400, 'MALFORMED_SEARCH'])
  expect(await refused('/search?q=FIND+%7Bada')).toEqual([400, 'MALFORMED_SEARCH'])
  expect(await refused('/search?q=ada')).toEqual([400, 'MALFORMED_SEARCH'])
  expect(await refused(`/search?q=${encodeURIComponent('FIND {((ada}')}`)).toEqual([400, 'MALFORMED_SEARCH'])
  expect(await refused(`/search?q=${encodeURIComponent('FIND {ada} RETURNING Nothing(Id)')}`)).toEqual([400, 'INVALID_TYPE'])
  expect(await refused(`/search?q=${encodeURIComponent('FIND {ada} RETURNING Contact(Nope)')}`)).toEqual([400, 'INVALID_FIELD'])
  expect(await refused('/parameterizedSearch?q=ada&sobject=Contact&Contact.fields=Id%20FROM%20User--')).toEqual([400, 'INVALID_FIELD'])
})
