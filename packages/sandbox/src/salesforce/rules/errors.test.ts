/**
 * Every refusal that a sync meets when it writes, word for word: once as the answer to a single row, once as a row of a collection.
 * The words come from recorded replies and the vendor's documentation; where neither has them, a comment says that they are ours.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EMPTY_SEED, type SeedRow, type SystemSeed } from '../../world/seed'
import { salesforceId } from '../ids'
import { startOrg, type TestOrg } from '../testing/start-org'

const [ME, GONE, CHATTER, UNABLE] = [1, 2, 3, 4].map((number) => salesforceId('005', number)) as [string, string, string, string]
const QUEUE = salesforceId('00G', 1)
const [MINE, HERS, DELETED, CONVERTED, LOCKED, HELD] = [1, 2, 3, 4, 5, 6].map((number) => salesforceId('00Q', number)) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const [TOP, BELOW, FILTERED, HIDDEN, BINNED] = [1, 2, 3, 4, 5].map((number) => salesforceId('001', number)) as [
  string,
  string,
  string,
  string,
  string,
]
const NOBODY = salesforceId('001', 99)

const row = (id: string, values: SeedRow['values'], rest: Partial<SeedRow> = {}): SeedRow => ({ id, values, links: {}, line: 1, ...rest })
const user = (id: string, name: string, rest: SeedRow['values']) =>
  row(id, { Username: `${name}@acme.example`, LastName: name, Email: `${name}@acme.example`, Alias: name, ...rest })
const lead = (id: string, values: SeedRow['values'], rest: Partial<SeedRow> = {}) =>
  row(id, { LastName: 'Doe', Company: 'Acme', OwnerId: ME, ...values }, rest)
const table = (name: string, rows: SeedRow[]) => ({ name, file: `${name}.jsonl`, rows })

const objects: SystemSeed['objects'] = [
  table('User', [
    user(GONE, 'gone', { IsActive: false }),
    user(CHATTER, 'chat', { UserType: 'CsnOnly' }),
    user(UNABLE, 'unable', { UserType: 'Standard' }),
  ]),
  table('Group', [row(QUEUE, { Name: 'Cases', Type: 'Queue' })]),
  table('QueueSobject', [row(salesforceId('03g', 1), { QueueId: QUEUE, SobjectType: 'Case' })]),
  table('Account', [
    row(TOP, { Name: 'Top' }),
    row(BELOW, { Name: 'Below', ParentId: TOP }),
    row(FILTERED, { Name: 'Filtered' }),
    row(HIDDEN, { Name: 'Hidden' }, { hiddenFrom: true }),
    row(BINNED, { Name: 'Binned' }, { deleted: true }),
  ]),
  table('Lead', [
    lead(MINE, { Key__c: 'taken' }),
    lead(HERS, { OwnerId: UNABLE }),
    lead(DELETED, {}, { deleted: true }),
    lead(CONVERTED, {}, { convertedTo: salesforceId('003', 1) }),
    lead(LOCKED, { City: 'Approval' }),
    lead(HELD, { Email: 'twice@acme.example' }),
  ]),
]
const schema = {
  objects: {
    Lead: {
      fields: [
        { name: 'Key__c', label: 'Key', type: 'string', length: 80, unique: true, externalId: true },
        { name: 'Topics__c', label: 'Topics', type: 'multipicklist', length: 4099 },
        { name: 'Score__c', label: 'Score', type: 'double', precision: 3, scale: 0 },
      ],
    },
  },
  restricted: ['Lead.Rating'],
  rules: [{ object: 'Lead', refuse: "Title = 'Boss'", message: 'Nobody is the boss here.', field: 'Title' }],
  duplicateRules: [{ object: 'Lead', name: 'Once', match: [{ name: 'Email', fields: ['Email'] }] }],
  automations: [
    { object: 'Lead', name: 'LeadTrigger', when: "Title = 'Trigger'" },
    { object: 'Lead', code: 'SELF_REFERENCE_FROM_TRIGGER', message: 'Object is currently in trigger.', when: "Title = 'Self'" },
    { object: 'Lead', kind: 'flow', name: 'Routing', message: 'No rule fits.', when: "Title = 'Flow'" },
  ],
  approvals: [{ object: 'Lead', when: "City = 'Approval'" }],
  lookupFilters: [{ field: 'Contact.AccountId', when: "Name != 'Filtered'" }],
  profiles: [
    { name: 'System Administrator', objects: { Opportunity: ['read'] }, fields: { 'Lead.Fax': 'read', 'Lead.Website': 'none' } },
    { name: 'Blind', users: ['unable@acme.example'], objects: { Contact: [] } },
  ],
  sharing: { models: { Lead: 'Read' } },
}

type Case = {
  readonly code: string
  /** Told apart where a code comes with several messages. */
  readonly of?: string
  readonly object: string
  /** Updates the row, else creates one. */
  readonly id?: string
  readonly values: Readonly<Record<string, unknown>>
  readonly status?: number
  readonly message: string
  readonly fields?: readonly string[]
  /** What a path answers where a list names the row. */
  readonly inPath?: { readonly status: number; readonly body: unknown }
}

const LEAD = { LastName: 'New', Company: 'Acme' }
const NOT_FOUND = { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] }
const advice = 'Please check the security settings of this field and verify that it is read/write for your profile or permission set.'

const CASES: readonly Case[] = [
  {
    code: 'REQUIRED_FIELD_MISSING',
    object: 'Lead',
    values: { FirstName: 'Ada' },
    message: 'Required fields are missing: [LastName, Company]',
    fields: ['LastName', 'Company'],
  },
  {
    code: 'STRING_TOO_LONG',
    object: 'Lead',
    values: { ...LEAD, FirstName: 'x'.repeat(41) },
    message: `First Name: data value too large: ${'x'.repeat(41)} (max length=40)`,
    fields: ['FirstName'],
  },
  {
    code: 'INVALID_EMAIL_ADDRESS',
    object: 'Lead',
    values: { ...LEAD, Email: '123' },
    message: 'Email: invalid email address: 123',
    fields: ['Email'],
  },
  {
    code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    object: 'Lead',
    values: { ...LEAD, Rating: 'Boiling' },
    message: 'Rating: bad value for restricted picklist field: Boiling',
    fields: ['Rating'],
  },
  {
    code: 'NUMBER_OUTSIDE_VALID_RANGE',
    object: 'Lead',
    values: { ...LEAD, Score__c: 1000 },
    message: 'Score: value outside of valid range on numeric field: 1000',
    fields: ['Score__c'],
  },
  {
    // The code is the vendor's [SOAP API: StatusCode], the words are ours.
    code: 'TOO_MANY_ENUM_VALUE',
    object: 'Lead',
    values: { ...LEAD, Topics__c: Array.from({ length: 101 }, (_, index) => index).join(';') },
    message: 'Topics: too many values for a multi-select picklist: 101 (max 100)',
    fields: ['Topics__c'],
  },
  {
    code: 'INVALID_TYPE_ON_FIELD_IN_RECORD',
    object: 'Lead',
    values: { ...LEAD, HasOptedOutOfEmail: null },
    message: 'Email Opt Out: value not of required type: ',
    fields: ['HasOptedOutOfEmail'],
  },
  {
    code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    object: 'Lead',
    values: { ...LEAD, Title: 'Boss' },
    message: 'Nobody is the boss here.',
    fields: ['Title'],
  },
  {
    code: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    of: 'a trigger',
    object: 'Lead',
    values: { ...LEAD, Title: 'Trigger' },
    message:
      'LeadTrigger: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object\n\nTrigger.LeadTrigger: line 1, column 1',
  },
  {
    code: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    of: 'rights',
    object: 'Opportunity',
    values: { Name: 'X', StageName: 'Prospecting', CloseDate: '2027-01-01' },
    message: 'entity type cannot be inserted: Opportunity',
  },
  {
    code: 'CANNOT_EXECUTE_FLOW_TRIGGER',
    object: 'Lead',
    id: MINE,
    values: { Title: 'Flow' },
    message: "We can't save this record because the “Routing” process failed. Give your Salesforce admin these details. No rule fits.",
  },
  {
    code: 'SELF_REFERENCE_FROM_TRIGGER',
    object: 'Lead',
    values: { ...LEAD, Title: 'Self' },
    message: 'Object is currently in trigger.',
  },
  {
    code: 'DUPLICATE_VALUE',
    object: 'Lead',
    values: { ...LEAD, Key__c: 'taken' },
    message: `duplicate value found: Key__c duplicates value on record with id: ${MINE.slice(0, 15)}`,
  },
  {
    code: 'ENTITY_IS_DELETED',
    of: 'the row',
    object: 'Lead',
    id: DELETED,
    values: { Title: 'x' },
    status: 404,
    message: 'entity is deleted',
  },
  {
    code: 'ENTITY_IS_DELETED',
    of: 'a parent',
    object: 'Contact',
    values: { LastName: 'New', AccountId: BINNED },
    message: 'entity is deleted',
  },
  { code: 'ENTITY_IS_LOCKED', object: 'Lead', id: LOCKED, values: { Title: 'x' }, message: 'the entity is locked for editing' },
  {
    code: 'CANNOT_UPDATE_CONVERTED_LEAD',
    object: 'Lead',
    id: CONVERTED,
    values: { Title: 'x' },
    message: 'cannot reference converted lead',
  },
  {
    code: 'INVALID_CROSS_REFERENCE_KEY',
    of: 'a parent',
    object: 'Contact',
    values: { LastName: 'New', AccountId: NOBODY },
    message: 'invalid cross reference id',
  },
  {
    code: 'INVALID_CROSS_REFERENCE_KEY',
    of: 'the row',
    object: 'Lead',
    id: salesforceId('00Q', 99),
    values: { Title: 'x' },
    message: 'invalid cross reference id',
    inPath: NOT_FOUND,
  },
  {
    code: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    object: 'Contact',
    values: { LastName: 'New', AccountId: HIDDEN },
    message: 'insufficient access rights on cross-reference id',
  },
  {
    code: 'INSUFFICIENT_ACCESS_OR_READONLY',
    object: 'Lead',
    id: HERS,
    values: { Title: 'x' },
    status: 403,
    message: 'insufficient access rights on object id',
  },
  {
    code: 'MALFORMED_ID',
    of: 'a parent',
    object: 'Contact',
    values: { LastName: 'New', AccountId: 'abc' },
    message: 'Account ID: id value of incorrect type: abc',
    fields: ['AccountId'],
  },
  {
    code: 'CIRCULAR_DEPENDENCY',
    object: 'Account',
    id: TOP,
    values: { ParentId: BELOW },
    message: 'attempt to violate hierarchy constraints',
    fields: ['ParentId'],
  },
  {
    code: 'FIELD_FILTER_VALIDATION_EXCEPTION',
    object: 'Contact',
    values: { LastName: 'New', AccountId: FILTERED },
    message: 'Value does not exist or does not match filter criteria.',
    fields: ['AccountId'],
  },
  {
    code: 'INACTIVE_OWNER_OR_USER',
    object: 'Lead',
    values: { ...LEAD, OwnerId: GONE },
    message: `operation performed with inactive user [${GONE.slice(0, 15)}] as owner of lead`,
  },
  {
    code: 'OP_WITH_INVALID_USER_TYPE_EXCEPTION',
    object: 'Lead',
    values: { ...LEAD, OwnerId: CHATTER },
    message: 'Operation not valid for this user type',
  },
  {
    code: 'TRANSFER_REQUIRES_READ',
    object: 'Contact',
    values: { LastName: 'New', OwnerId: UNABLE },
    message: 'The new owner must have read permission',
  },
  {
    code: 'INVALID_OPERATION',
    object: 'Lead',
    values: { ...LEAD, OwnerId: QUEUE },
    message: 'Queue not associated with this SObject type',
  },
  {
    code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    of: 'one that the user may not write',
    object: 'Lead',
    values: { ...LEAD, Fax: '1' },
    message: `Unable to create/update fields: Fax. ${advice}`,
    fields: ['Fax'],
  },
  {
    code: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    of: 'one that the system writes',
    object: 'Lead',
    values: { ...LEAD, IsDeleted: true },
    message: `Unable to create/update fields: IsDeleted. ${advice}`,
    fields: ['IsDeleted'],
  },
]

let org: TestOrg

beforeAll(async () => {
  org = await startOrg()
  org.system.load({ ...EMPTY_SEED.salesforce, schema, objects })
})
afterAll(() => org.close())

const single = ({ object, id, values }: Case) =>
  id === undefined ? org.call('POST', `/sobjects/${object}`, values) : org.call('PATCH', `/sobjects/${object}/${id}`, values)

const named = CASES.map((each): [string, Case] => [each.of === undefined ? each.code : `${each.code} of ${each.of}`, each])

test.each(named)('a single row: %s', async (_, refused) => {
  const { code, status = 400, message, fields = [], inPath } = refused
  const { status: told, body } = await single(refused)
  expect({ status: told, body }).toEqual(inPath ?? { status, body: [{ message, errorCode: code, fields }] })
})

test.each(named)('a row of a collection: %s', async (_, { code, object, id, values, message, fields = [] }) => {
  const records = [{ attributes: { type: object }, ...(id === undefined ? {} : { Id: id }), ...values }]
  const { status, body } = await org.call(id === undefined ? 'POST' : 'PATCH', '/composite/sobjects', { records })
  const errors = [{ statusCode: code, message, fields }]
  expect({ status, body }).toEqual({ status: 200, body: [{ ...(id === undefined ? {} : { id }), success: false, errors }] })
})

const request = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
  const reply = await org.call(method, path, body, headers)
  return { status: reply.status, body: reply.body }
}

test('what refuses the whole request comes in the same shape', async () => {
  expect(await request('GET', `/sobjects/Lead/${MINE}`, undefined, { authorization: 'Bearer expired' })).toEqual({
    status: 401,
    body: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
  })
  expect(await request('GET', '/sobjects/Nothing')).toEqual(NOT_FOUND)
  expect(await request('GET', `/sobjects/Lead/${DELETED}`)).toEqual(NOT_FOUND)
  expect(await request('GET', '/sobjects/Lead/abc')).toEqual({
    status: 400,
    body: [{ message: 'malformed id abc', errorCode: 'MALFORMED_ID', fields: ['Id'] }],
  })
  expect(await request('POST', '/sobjects/Lead', { ...LEAD, Nothing__c: 1 })).toEqual({
    status: 400,
    body: [{ message: "No such column 'Nothing__c' on sobject of type Lead", errorCode: 'INVALID_FIELD' }],
  })
  expect(await request('POST', '/sobjects/Lead', { ...LEAD, Website: 'acme.example' })).toEqual({
    status: 400,
    body: [{ message: "No such column 'Website' on sobject of type Lead", errorCode: 'INVALID_FIELD' }],
  })
  expect(
    await request('PATCH', `/sobjects/Lead/${MINE}`, { Title: 'x' }, { 'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' }),
  ).toMatchObject({
    status: 412,
    body: [{ errorCode: 'MATCH_PRECONDITION_FAILED' }],
  })
})

test('a duplicate rule names what it found', async () => {
  expect(await request('POST', '/sobjects/Lead', { ...LEAD, Email: 'twice@acme.example' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', duplicateResult: { duplicateRule: 'Once' } }],
  })
})

test('a row that somebody else writes is locked', async () => {
  org.world.faults.add([{ system: 'salesforce', match: 'PATCH', kind: 'lock', times: 1 }])
  expect(await request('PATCH', `/sobjects/Lead/${MINE}`, { Title: 'x' })).toEqual({
    status: 400,
    body: [
      {
        message: `unable to obtain exclusive access to this record or 1 records: ${MINE}`,
        errorCode: 'UNABLE_TO_LOCK_ROW',
        fields: [],
      },
    ],
  })
})

test('what joins in one transaction is of one kind', async () => {
  const sub = (type: string, body: Record<string, unknown>) => ({
    method: 'POST',
    url: `/services/data/v62.0/sobjects/${type}`,
    referenceId: type,
    body,
  })
  const compositeRequest = [sub('Lead', LEAD), sub('PermissionSet', { Name: 'Mixed', Label: 'Mixed' })]
  const answers = async (allOrNone: boolean) => {
    const { body } = await org.call('POST', '/composite', { allOrNone, compositeRequest })
    return (body as { compositeResponse: { httpStatusCode: number; body: unknown }[] }).compositeResponse
  }
  expect((await answers(true))[1]).toMatchObject({
    httpStatusCode: 400,
    body: [
      {
        errorCode: 'MIXED_DML_OPERATION',
        message:
          'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): PermissionSet, original object: Lead',
      },
    ],
  })
  expect((await answers(false)).map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 201])
})

test('an org that is full takes no more records', async () => {
  const full = await startOrg({ storage: { records: 1 } })
  try {
    expect((await full.call('POST', '/sobjects/Lead', LEAD)).status).toBe(201)
    const { status, body } = await full.call('POST', '/sobjects/Lead', LEAD)
    expect({ status, body }).toEqual({
      status: 400,
      body: [{ message: 'storage limit exceeded', errorCode: 'STORAGE_LIMIT_EXCEEDED', fields: [] }],
    })
  } finally {
    await full.close()
  }
})
