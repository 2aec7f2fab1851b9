/** HubSpot's refusals, read from the bodies its pages and recorded replies show. */
import { describe, expect, it } from 'vitest'
import { explainHubspot, hubspotBackoff, hubspotMeaning, readRefusal } from './errors'

const reply = (status: number, body: unknown, headers: Record<string, string> = {}) => ({ status, headers, body })

describe('reading a refusal', () => {
  it('finds the existing record in a conflict', () => {
    const body = { status: 'error', category: 'CONFLICT', message: 'Contact already exists. Existing ID: 51', correlationId: 'c' }
    expect(readRefusal(body, 409)).toEqual({
      card: 'duplicate',
      code: 'CONFLICT',
      message: 'Contact already exists. Existing ID: 51',
      existing: '51',
    })
  })

  it('finds code and property inside the message of a validation error', () => {
    const rows = [{ isValid: false, message: 'Property "x" does not exist', error: 'PROPERTY_DOESNT_EXIST', name: 'x' }]
    const body = { category: 'VALIDATION_ERROR', message: `Property values were not valid: ${JSON.stringify(rows)}`, correlationId: 'c' }
    expect(readRefusal(body, 400)).toEqual({
      card: 'property mapping',
      code: 'PROPERTY_DOESNT_EXIST',
      message: 'Property "x" does not exist',
      field: 'x',
    })
  })

  it('reads detail codes of `errors`', () => {
    const body = {
      category: 'VALIDATION_ERROR',
      message: 'Some properties are required.',
      errors: [{ message: 'Industry is required', code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: ['industry'] } }],
    }
    expect(readRefusal(body, 400)).toEqual({
      card: 'automation or validation rule',
      code: 'MISSING_REQUIRED_PROPERTY',
      message: 'Industry is required',
      field: 'industry',
    })
  })

  it('shows an unknown code raw and survives a page that is not JSON', () => {
    expect(readRefusal({ category: 'BRAND_NEW', message: 'no' }, 400)).toEqual({ card: 'other', code: 'BRAND_NEW', message: 'no' })
    expect(readRefusal('<html>', 400)).toEqual({ card: 'other', code: 'HTTP_400', message: 'HubSpot answered 400 without an explanation' })
  })

  it('knows every code of the error pages', () => {
    const kinds = Object.fromEntries(
      [
        'VALIDATION_ERROR',
        'CONFLICT',
        'OBJECT_NOT_FOUND',
        'OBJECT_ALREADY_EXISTS',
        'INVALID_AUTHENTICATION',
        'MISSING_SCOPES',
        'RATE_LIMITS',
        'EXPIRED_AUTHENTICATION',
        'PROPERTY_DOESNT_EXIST',
        'INVALID_INTEGER',
        'INVALID_LONG',
        'INVALID_OPTION',
        'INVALID_EMAIL',
        'MISSING_REQUIRED_PROPERTY',
        'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
      ].map((code) => [code, hubspotMeaning(code).card]),
    )
    expect(kinds).toEqual({
      VALIDATION_ERROR: 'property value',
      CONFLICT: 'duplicate',
      OBJECT_NOT_FOUND: 'converted or merged',
      OBJECT_ALREADY_EXISTS: 'duplicate',
      INVALID_AUTHENTICATION: 'suspended',
      MISSING_SCOPES: 'permission',
      RATE_LIMITS: 'quota',
      EXPIRED_AUTHENTICATION: 'suspended',
      PROPERTY_DOESNT_EXIST: 'property mapping',
      INVALID_INTEGER: 'property value',
      INVALID_LONG: 'property value',
      INVALID_OPTION: 'property value',
      INVALID_EMAIL: 'property value',
      MISSING_REQUIRED_PROPERTY: 'automation or validation rule',
      MISSING_CONDITIONAL_REQUIRED_PROPERTY: 'automation or validation rule',
    })
  })
})

describe('a whole failure', () => {
  it('is told apart by status and policy', () => {
    const daily = { errorType: 'RATE_LIMIT', policyName: 'DAILY', message: 'You have reached your daily limit.' }
    const rolling = { ...daily, policyName: 'TEN_SECONDLY_ROLLING' }
    const errors = [
      reply(401, {}),
      reply(403, { message: 'no scope' }),
      reply(429, daily),
      reply(429, rolling),
      reply(404, {}),
      reply(502, '<html>'),
      reply(400, {}),
    ].map(explainHubspot)
    expect(errors.map((error) => [error.code, error.isRetryable])).toEqual([
      ['authentication', false],
      ['permission', false],
      ['quota', false],
      ['quota', true],
      ['not-found', false],
      ['unreachable', true],
      ['bad-reply', false],
    ])
  })

  it('waits as long as HubSpot asks', () => {
    const limited = (policyName: string) => reply(429, { policyName }, { 'x-hubspot-ratelimit-interval-milliseconds': '10000' })
    expect(hubspotBackoff(limited('DAILY'))).toBe(undefined)
    expect(hubspotBackoff(limited('SECONDLY'))).toBe(1_000)
    expect(hubspotBackoff(limited('TEN_SECONDLY_ROLLING'))).toBe(10_000)
    expect(hubspotBackoff(reply(423, {}))).toBe(2_000)
    expect(hubspotBackoff(reply(503, ''))).toBe(0)
    expect(hubspotBackoff(reply(400, {}))).toBe(undefined)
  })
})
