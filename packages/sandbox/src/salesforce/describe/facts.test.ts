/** What describe tells of standard fields, against what real orgs tell [Salesforce: Object Reference]. */
import { Connection } from 'jsforce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOrg, type TestOrg } from '../testing/start-org'

let org: TestOrg
let client: Connection

beforeAll(async () => {
  org = await startOrg()
  client = new Connection(org.settings)
})
afterAll(() => org.close())

/** `c`reateable, `u`pdateable, `n`illable, `d`efaulted on create, `f`ilterable, `g`roupable, `s`ortable, `p`ermissionable, in this order. */
async function facts(object: string, names: readonly string[]): Promise<Record<string, string>> {
  const { fields } = await client.describe(object)
  const told = (name: string) => {
    const field = fields.find((each) => each.name === name)
    if (field === undefined) return 'absent'
    const letters = [
      field.createable && 'c',
      field.updateable && 'u',
      field.nillable && 'n',
      field.defaultedOnCreate && 'd',
      field.filterable && 'f',
      field.groupable && 'g',
      field.sortable && 's',
      field.permissionable && 'p',
    ]
    return `${field.type} ${letters.filter((letter) => letter !== false).join('')}`
  }
  return Object.fromEntries(names.map((name) => [name, told(name)]))
}

test('fields tell whether they can be written, filtered, grouped and hidden', async () => {
  expect(
    await facts('Contact', [
      'FirstName',
      'LastName',
      'Name',
      'Email',
      'MailingAddress',
      'MailingCity',
      'HasOptedOutOfEmail',
      'Description',
    ]),
  ).toEqual({
    FirstName: 'string cunfgs',
    LastName: 'string cufgs',
    Name: 'string fgs',
    Email: 'email cunfgsp',
    MailingAddress: 'address nfp',
    MailingCity: 'string cunfgsp',
    HasOptedOutOfEmail: 'boolean cudfgsp',
    Description: 'textarea cunp',
  })
  expect(await facts('Opportunity', ['Amount', 'StageName', 'ForecastCategoryName', 'Fiscal', 'PushCount', 'ContactId', 'IsWon'])).toEqual({
    Amount: 'currency cunfsp',
    StageName: 'picklist cufgs',
    ForecastCategoryName: 'picklist cundfgs',
    Fiscal: 'string nfgs',
    PushCount: 'int nfgs',
    ContactId: 'reference cnfgs',
    IsWon: 'boolean dfgs',
  })
  expect(await facts('Task', ['Subject', 'WhoId', 'ActivityDate', 'CallType', 'Description', 'Status'])).toEqual({
    Subject: 'combobox cunfs',
    WhoId: 'reference cunfgsp',
    ActivityDate: 'date cunfgsp',
    CallType: 'picklist cunfgs',
    Description: 'textarea cunp',
    Status: 'picklist cudfgs',
  })
  expect(await facts('Campaign', ['NumberOfLeads', 'IsActive', 'Status'])).toEqual({
    NumberOfLeads: 'int fgsp',
    IsActive: 'boolean cudfgsp',
    Status: 'picklist cundfgsp',
  })
  expect(await facts('Case', ['CaseNumber', 'ClosedDate', 'SuppliedEmail', 'Status'])).toEqual({
    CaseNumber: 'string dfs',
    ClosedDate: 'datetime nfsp',
    SuppliedEmail: 'email cunfgsp',
    Status: 'picklist cundfgs',
  })
  expect(
    await facts('User', ['Username', 'FederationIdentifier', 'Title', 'UserRoleId', 'IsActive', 'IsDeleted', 'LastLoginDate']),
  ).toEqual({
    Username: 'string cufgs',
    FederationIdentifier: 'string cunfs',
    Title: 'string cunfgs',
    UserRoleId: 'reference cunfgs',
    IsActive: 'boolean cudfgs',
    IsDeleted: 'absent',
    LastLoginDate: 'datetime nfs',
  })
})

test('users have roles and nicknames, and no recycle bin', async () => {
  const role = await client.sobject('UserRole').create({ Name: 'Sales' })
  const [profile] = (await client.query('SELECT Id FROM Profile')).records
  const keys = { TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' }
  const person = { Username: 'ada@acme.example', LastName: 'Doe', Email: 'ada@acme.example', Alias: 'ada', ProfileId: profile?.Id, ...keys }
  const { id } = await client.sobject('User').create({ ...person, UserRoleId: role.id })
  const { records } = await client.query(`SELECT CommunityNickname, UserRole.Name, IsActive FROM User WHERE Id = '${id}'`)
  expect(records).toMatchObject([{ CommunityNickname: 'ada', UserRole: { Name: 'Sales' }, IsActive: true }])
  await expect(client.query('SELECT IsDeleted FROM User')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' })
})

test('an opportunity counts how often it was put off to a later month', async () => {
  const { id } = await client.sobject('Opportunity').create({ Name: 'x', StageName: 'Prospecting', CloseDate: '2026-05-10' })
  const read = async () => {
    const row = await client.sobject('Opportunity').retrieve(id ?? '')
    return [row['PushCount'], row['Fiscal']]
  }
  expect(await read()).toEqual([0, '2026 2'])
  for (const CloseDate of ['2026-05-20', '2026-06-01', '2026-05-01', '2027-01-01']) {
    await client.sobject('Opportunity').update({ Id: id ?? '', CloseDate })
  }
  expect(await read()).toEqual([2, '2027 1'])
})
