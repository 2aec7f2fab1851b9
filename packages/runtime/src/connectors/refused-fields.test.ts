/** Which field a refusal is about: by the field that the service names, else by what its code is always about. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Intent, Wire } from '../model'
import { createHubspotConnector } from './hubspot'
import { readRefusal } from './hubspot/errors'
import { createSalesforceConnector } from './salesforce'
import { readFault } from './salesforce/errors'
import { type AnsweringServer, startAnswering } from './testing/answering-server'
import { intentOf, recordingMeter, restlessClock } from './testing/intents'

let server: AnsweringServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const hubspot = (key: string, fields: Readonly<Record<string, Wire>>): Intent =>
  intentOf({ key, side: 'hubspot', object: 'contact', action: 'update', id: key, fields })
const salesforce = (key: string, fields: Readonly<Record<string, Wire>>, action: 'create' | 'update' = 'update'): Intent =>
  intentOf({ key, side: 'salesforce', object: 'Lead', action, id: `00Q0000000000${key}AAA`, fields })

describe('HubSpot', () => {
  const body = (category: string, message: string, more: object = {}) => ({
    status: 'error',
    category,
    message,
    correlationId: 'c',
    ...more,
  })
  const inside = (rows: readonly object[]) => body('VALIDATION_ERROR', `Property values were not valid: ${JSON.stringify(rows)}`)
  const set = 'Cannot set PropertyValueCoordinates{portalId=1, objectTypeId=0-2, propertyName=vat_id, value=7}. 501 already has that value.'
  test.each([
    ['contact', 409, body('CONFLICT', 'Contact already exists. Existing ID: 51'), [['email', '51']]],
    ['contact', 409, body('CONTACT_EXISTS', 'Contact already exists'), [['email', undefined]]],
    ['company', 409, body('CONFLICT', 'Already exists. Existing ID: 51'), [[undefined, '51']]],
    ['company', 400, body('VALIDATION_ERROR', set), [['vat_id', '501']]],
    [
      'contact',
      400,
      body('VALIDATION_ERROR', 'no', { errors: [{ code: 'INVALID_OWNER_ID', message: 'no' }] }),
      [['hubspot_owner_id', undefined]],
    ],
    [
      'contact',
      400,
      inside([
        { message: 'a', error: 'INVALID_OPTION', name: 'industry' },
        { message: 'b', error: 'INVALID_EMAIL', name: 'email' },
      ]),
      [
        ['industry', undefined],
        ['email', undefined],
      ],
    ],
  ] as const)('%s %i %j', (object, status, given, expected) => {
    const { more = [], ...first } = readRefusal(given, status, object)
    expect([[first.field, first.existing], ...more.map(({ field }) => [field, undefined])]).toEqual(expected)
  })

  test('a scope that the object needs is about the record; one for sensitive properties is not', () => {
    const errors = (scope: string) => ({ errors: [{ message: 'scopes', context: { requiredGranularScopes: [scope] } }] })
    expect(
      ['crm.objects.contacts.write', 'crm.objects.contacts.sensitive.write.v2'].map(
        (scope) => readRefusal(body('MISSING_SCOPES', 'no scope', errors(scope)), 403, 'contact').isOfRecord,
      ),
    ).toEqual([true, undefined])
  })

  test('a property that HubSpot does not have is refused on the rows that carry it, and the others are sent again', async () => {
    const answer = inside([{ message: 'Property "fax2" does not exist', error: 'PROPERTY_DOESNT_EXIST', name: 'fax2' }])
    server = await startAnswering(() => ({ status: 400, json: answer }))
    const connector = createHubspotConnector({ url: server.url, accessToken: 'x', meter: recordingMeter(), clock: restlessClock() })
    const intents = [hubspot('1', { fax2: '1', phone: '1' }), hubspot('2', { phone: '2' })]
    const [call] = connector.pack(intents, {})
    const outcomes = await connector.send(call!, Date.now() + 60_000, intents)
    expect(outcomes.map((outcome) => [outcome.kind, 'code' in outcome ? outcome.code : ''])).toEqual([
      ['refused', 'PROPERTY_DOESNT_EXIST'],
      ['retry', 'BATCH_PASSED_OVER'],
    ])
  })
})

describe('Salesforce', () => {
  const fields = (given: object) => {
    const { field, more = [] } = readFault([{ message: 'no', fields: [], ...given }], 400)
    return [field, ...more.map((each) => each.field)]
  }
  test.each([
    [{ statusCode: 'INACTIVE_OWNER_OR_USER' }, ['OwnerId']],
    [{ statusCode: 'TRANSFER_REQUIRES_READ' }, ['OwnerId']],
    [{ statusCode: 'OP_WITH_INVALID_USER_TYPE_EXCEPTION' }, ['OwnerId']],
    [{ statusCode: 'INVALID_OWNER' }, ['OwnerId']],
    [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'Owner ID: owner cannot be blank' }, ['OwnerId']],
    [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' }, [undefined]],
    [{ statusCode: 'STRING_TOO_LONG', fields: ['FirstName'] }, ['FirstName']],
    [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['Email', 'Phone'] }, ['Email', 'Phone']],
    [
      { statusCode: 'DUPLICATE_VALUE', message: 'duplicate value found: Vat__c duplicates value on record with id: 00Q000000000001' },
      ['Vat__c'],
    ],
    [
      { statusCode: 'DUPLICATE_VALUE', message: 'duplicate value found: <unknown> duplicates value on record with id: <unknown>' },
      [undefined],
    ],
    [{ errorCode: 'INVALID_FIELD', message: "No such column 'Fax2__c' on sobject of type Lead" }, ['Fax2__c']],
  ])('%j', (given, expected) => expect(fields(given)).toEqual(expected))

  test('several errors of one row are all read', () => {
    const errors = [
      { statusCode: 'STRING_TOO_LONG', message: 'a', fields: ['FirstName'] },
      { statusCode: 'INVALID_EMAIL_ADDRESS', message: 'b', fields: ['Email'] },
    ]
    expect(readFault(errors, 400)).toEqual({
      code: 'STRING_TOO_LONG',
      message: 'a',
      field: 'FirstName',
      more: [{ card: 'property value', code: 'INVALID_EMAIL_ADDRESS', message: 'b', field: 'Email' }],
    })
  })

  const sendOne = async (intent: Intent, error: object) => {
    server = await startAnswering(() => ({
      status: 200,
      json: {
        compositeResponse: [{ referenceId: 'r0', httpStatusCode: 400, httpHeaders: {}, body: [{ message: 'no', fields: [], ...error }] }],
      },
    }))
    const connector = createSalesforceConnector({
      instanceUrl: server.url,
      accessToken: 'x',
      meter: recordingMeter(),
      clock: restlessClock(),
    })
    const [call] = connector.pack([intent], {})
    const [outcome] = await connector.send(call!, Date.now() + 60_000, [intent])
    await server.close()
    return outcome === undefined ? [] : [outcome.kind, 'field' in outcome ? outcome.field : undefined, 'isOfRecord' in outcome]
  }

  test('a reference without a field is the record itself, or the only reference that it was sent', async () => {
    const error = { errorCode: 'INVALID_CROSS_REFERENCE_KEY' }
    const account = '001000000000001AAA'
    expect([
      await sendOne(salesforce('01', { Phone: '1' }), error),
      await sendOne(salesforce('01', { Phone: '1', AccountId: account }), error),
      await sendOne(salesforce('01', { ReportsToId: account, AccountId: account }), error),
    ]).toEqual([
      ['gone', undefined, false],
      ['refused', 'AccountId', false],
      ['refused', undefined, false],
    ])
  })

  test('a duplicate rule stops a new record as a whole, and of a known one a field', async () => {
    const error = { errorCode: 'DUPLICATES_DETECTED' }
    expect([
      await sendOne(salesforce('01', { Phone: '1' }, 'create'), error),
      await sendOne(salesforce('01', { Phone: '1' }), error),
    ]).toEqual([
      ['refused', undefined, true],
      ['refused', undefined, false],
    ])
  })

  test('a field that the org does not have is refused on the rows that carry it, and the others are sent again', async () => {
    const intents = Array.from({ length: 26 }, (_, at) =>
      salesforce(String(10 + at), at === 0 ? { Fax2__c: '1', Phone: '1' } : { Phone: '2' }),
    )
    server = await startAnswering(() => ({
      status: 200,
      json: {
        compositeResponse: [
          {
            referenceId: 'r0',
            httpStatusCode: 400,
            httpHeaders: {},
            body: [{ errorCode: 'INVALID_FIELD', message: "No such column 'Fax2__c' on sobject of type Lead" }],
          },
        ],
      },
    }))
    const connector = createSalesforceConnector({
      instanceUrl: server.url,
      accessToken: 'x',
      meter: recordingMeter(),
      clock: restlessClock(),
    })
    const [call] = connector.pack(intents, {})
    const outcomes = await connector.send(call!, Date.now() + 60_000, intents)
    const counts = new Map<string, number>()
    for (const outcome of outcomes) {
      const name = `${outcome.kind} ${'code' in outcome ? outcome.code : ''}`
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    expect([...counts]).toEqual([
      ['refused INVALID_FIELD', 1],
      ['retry BATCH_PASSED_OVER', 25],
    ])
  })
})
