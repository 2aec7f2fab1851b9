/** The redactor: secrets in every form in which services, drivers and pages repeat them; plain texts stay as they are. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LockstepError } from './errors'
import { createRedactor } from './redact'

const secret = 'k/9+ü&"t=o\\ken<>\'7'

const forms = (value: string): readonly string[] => [
  value,
  encodeURIComponent(value),
  encodeURIComponent(value).toLowerCase(),
  new URLSearchParams({ s: value }).toString(),
  JSON.stringify({ s: value }),
  JSON.stringify(JSON.stringify({ s: value })),
  Buffer.from(value).toString('base64'),
  Buffer.from(value).toString('base64url'),
  Buffer.from(`client-id:${value}`).toString('base64'),
  Buffer.from(value).toString('hex'),
]

test('a secret is taken out in each form, inside any text', () => {
  const redactor = createRedactor(['canary-4711-canary'])
  expect(forms('canary-4711-canary').map((form) => redactor.text(`a ${form} b`))).toEqual([
    'a [secret] b',
    'a [secret] b',
    'a [secret] b',
    'a s=[secret] b',
    'a {"s":"[secret]"} b',
    'a "{\\"s\\":\\"[secret]\\"}" b',
    'a [secret] b',
    'a [secret] b',
    'a Y2xpZW50LWlkOm[secret]Q== b',
    'a [secret] b',
  ])
})

test('signs that encodings write otherwise do not hide a secret', () => {
  const redactor = createRedactor([secret])
  const shown = forms(secret).map((form) => redactor.text(form))
  expect(shown.filter((text) => !text.includes('[secret]'))).toEqual([])
})

/** Letters and signs of tokens and passwords. */
const secrets = fc.string({ minLength: 8, maxLength: 60, unit: fc.constantFrom(...'abcXYZ019-_.~!+/=%&"\\<>\' üß') })

test('no form of any secret is left in any text', () => {
  fc.assert(
    fc.property(secrets, fc.string(), fc.string(), (value, before, after) => {
      const redactor = createRedactor([value])
      const whole = redactor.text(before + JSON.stringify(value) + encodeURIComponent(value) + after)
      return !whole.includes(value) && !whole.includes(encodeURIComponent(value))
    }),
  )
})

test('a token that is learned later is taken out from then on', () => {
  const redactor = createRedactor()
  const before = redactor.text('learned-token-1')
  redactor.add('learned-token-1')
  redactor.add('short')
  expect([before, redactor.text('learned-token-1 short')]).toEqual(['learned-token-1', '[secret] short'])
})

test('known shapes are secrets wherever they come from', () => {
  const { text } = createRedactor()
  expect(
    [
      'Authorization: Bearer abcDEF123456789012345',
      'pat-na1-11111111-2222-3333-4444-555555555555 is expired',
      'session 00D5g0000000001!AQEAQabcdefghijklmnop.qrst_uv',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLXRleHQ',
      '{"access_token":"x1y2z3","expires_in":1800}',
      'grant_type=refresh_token&refresh_token=a-b-c-d&client_secret=e-f-g-h',
      'postgres://lockstep:pa55word@db.example/lockstep',
    ].map(text),
  ).toEqual([
    'Authorization: Bearer [secret]',
    '[secret] is expired',
    'session [secret]',
    '[secret]',
    '{"access_token":"[secret]","expires_in":1800}',
    'grant_type=refresh_token&refresh_token=[secret]&client_secret=[secret]',
    'postgres://lockstep:[secret]@db.example/lockstep',
  ])
})

test('plain texts stay as they are', () => {
  const { text } = createRedactor(['canary-4711-canary'])
  const plain = [
    'Basic information about the account',
    'OAuth authentication of the app has ended',
    'the lead 00Q5g00000ABCDEFGH was converted',
    'see https://developers.hubspot.com/docs: password rules',
    'mail to ada@example.com at 10:30',
  ]
  expect(plain.map(text)).toEqual(plain)
})

test('an error loses its secrets and what hangs on it, and keeps what it is', () => {
  const redactor = createRedactor(['canary-4711-canary'])
  const given = new LockstepError('bad-reply', 'HubSpot said canary-4711-canary', {
    help: 'mend canary-4711-canary',
    system: 'hubspot',
    isRetryable: true,
    vendor: { code: 'X', status: 400, message: 'canary-4711-canary' },
    cause: Object.assign(new TypeError('canary-4711-canary'), { code: 'EX', config: { token: 'canary-4711-canary' } }),
  })
  const clean = redactor.error(given)
  if (!(clean instanceof LockstepError)) throw new Error('not an error of ours')
  const cause = clean.cause
  expect({
    kind: [clean.code, clean.message, clean.help, clean.system, clean.isRetryable, clean.vendor],
    cause: cause instanceof Error ? [cause.name, cause.message, { ...cause }] : cause,
    leaks: [clean.stack, cause instanceof Error ? cause.stack : ''].some((each) => each?.includes('canary-4711-canary')),
  }).toEqual({
    kind: ['bad-reply', 'HubSpot said [secret]', 'mend [secret]', 'hubspot', true, { code: 'X', status: 400, message: '[secret]' }],
    cause: ['TypeError', '[secret]', { name: 'TypeError', code: 'EX' }],
    leaks: false,
  })
})
