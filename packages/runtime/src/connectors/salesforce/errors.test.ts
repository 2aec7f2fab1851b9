/** Salesforce's refusals: every code a sync meets has its card and course, an unknown one shows raw. */
import { describe, expect, it } from 'vitest'
import { explainSalesforce, readFault, salesforceMeaning } from './errors'

const classes: Record<string, readonly string[]> = {
  login: ['INVALID_SESSION_ID'],
  quota: ['REQUEST_LIMIT_EXCEEDED'],
  stale: ['MATCH_PRECONDITION_FAILED'],
  gone: ['ENTITY_IS_DELETED', 'CANNOT_UPDATE_CONVERTED_LEAD', 'NOT_FOUND'],
  retry: [
    'SERVER_UNAVAILABLE',
    'UNKNOWN_EXCEPTION',
    'UNABLE_TO_LOCK_ROW',
    'TOO_MANY_APEX_REQUESTS',
    'REQUEST_RUNNING_TOO_LONG',
    'INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE',
  ],
}

const cards: Record<string, readonly string[]> = {
  'property value': [
    'REQUIRED_FIELD_MISSING',
    'STRING_TOO_LONG',
    'INVALID_EMAIL_ADDRESS',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'FIELD_INTEGRITY_EXCEPTION',
    'INVALID_TYPE_ON_FIELD_IN_RECORD',
    'NUMBER_OUTSIDE_VALID_RANGE',
    'TOO_MANY_ENUM_VALUE',
    'MALFORMED_ID',
    'INVALID_ID_FIELD',
  ],
  'property mapping': [
    'INVALID_CROSS_REFERENCE_KEY',
    'INACTIVE_OWNER_OR_USER',
    'TRANSFER_REQUIRES_READ',
    'INVALID_FIELD',
    'INVALID_FIELD_FOR_INSERT_UPDATE',
  ],
  'automation or validation rule': [
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'CANNOT_EXECUTE_FLOW_TRIGGER',
    'SELF_REFERENCE_FROM_TRIGGER',
    'ENTITY_IS_LOCKED',
    'APEX_ERROR',
  ],
  duplicate: ['DUPLICATES_DETECTED', 'DUPLICATE_VALUE', 'DUPLICATE_EXTERNAL_ID'],
  permission: ['INSUFFICIENT_ACCESS_OR_READONLY', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'INSUFFICIENT_ACCESS', 'INVALID_TYPE'],
  quota: ['STORAGE_LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'],
  other: ['JSON_PARSER_ERROR', 'UNSUPPORTED_DML', 'MIXED_DML_OPERATION'],
}

describe('the table', () => {
  it('sends every code on its course', () => {
    for (const [course, codes] of Object.entries(classes)) {
      expect(codes.map((code) => [code, salesforceMeaning(code).course])).toEqual(codes.map((code) => [code, course]))
    }
  })

  it('puts every data error on its card, with a cure', () => {
    for (const [card, codes] of Object.entries(cards)) {
      expect(codes.map((code) => [code, salesforceMeaning(code).card, salesforceMeaning(code).course])).toEqual(
        codes.map((code) => [code, card, 'data']),
      )
      for (const code of codes) expect(salesforceMeaning(code).cure.length).toBeGreaterThan(20)
    }
  })

  it('leaves an unknown code raw', () => {
    expect(salesforceMeaning('BRAND_NEW')).toEqual({
      card: 'other',
      course: 'data',
      cure: 'read the message of the service; mend the record or the policy, then retry',
    })
    expect(salesforceMeaning('constructor').card).toBe('other')
  })
})

describe('reading a fault', () => {
  it('reads rows and requests, and the record that holds a unique value', () => {
    const message = 'duplicate value found: Lockstep_Key__c duplicates value on record with id: 00Q000000000001'
    expect(readFault([{ statusCode: 'DUPLICATE_VALUE', message, fields: [] }], 400)).toEqual({
      code: 'DUPLICATE_VALUE',
      message,
      field: 'Lockstep_Key__c',
      existing: '00Q000000000001',
    })
    expect(readFault([{ errorCode: 'INVALID_FIELD', message: "No such column 'x'", fields: ['x'] }], 400)).toEqual({
      code: 'INVALID_FIELD',
      message: "No such column 'x'",
      field: 'x',
    })
    expect(readFault('<html>', 502)).toEqual({ code: 'HTTP_502', message: 'Salesforce answered 502 without an explanation' })
  })
})

describe('a whole failure', () => {
  it('is told apart by status and code', () => {
    const body = (errorCode: string) => [{ errorCode, message: 'm' }]
    const errors = [
      [401, body('INVALID_SESSION_ID')],
      [403, 'Bad_OAuth_Token'],
      [403, body('REQUEST_LIMIT_EXCEEDED')],
      [503, body('SERVER_UNAVAILABLE')],
      [400, body('INVALID_FIELD')],
      [404, body('NOT_FOUND')],
      [400, '<html>'],
      [400, body('MALFORMED_QUERY')],
    ].map(([status, given]) => explainSalesforce({ status: Number(status), headers: {}, body: given }))
    expect(errors.map((error) => [error.code, error.isRetryable])).toEqual([
      ['authentication', false],
      ['authentication', false],
      ['quota', false],
      ['unreachable', true],
      ['permission', false],
      ['not-found', false],
      ['bad-reply', false],
      ['bad-reply', false],
    ])
  })
})
