/** Forms: read through the unmodified client, submitted as a browser does. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Json, NOON, type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

const FORM = 'f0a1b2c3-0000-4000-8000-000000000001'
const FIELDS = [
  { name: 'email', required: true, label: 'Email' },
  { name: 'firstname', label: 'First name' },
  { name: 'hs_persona', label: 'Persona', fieldType: 'radio' },
]
let hubspot: RunningHubspot

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf(
      {
        contacts: [{ id: '1', at: '2026-10-01T00:00:00Z', values: { email: 'ada@example.com', hs_additional_emails: 'old@example.com' } }],
      },
      { forms: [{ id: FORM, name: 'Contact us', fields: FIELDS }] },
    ),
  )
})

afterEach(() => hubspot.close())

const field = (name: string, value: string) => ({ objectTypeId: '0-1', name, value })
const submit = async (fields: unknown, more: Json = {}, path = 'submit', form = FORM, headers: Record<string, string> = {}) =>
  hubspot.call('POST', `/submissions/v3/integration/${path}/24680135/${form}`, { fields, ...more }, { Authorization: '', ...headers })
const types = ({ body }: { body: Json }) => (body['errors'] as { errorType: string }[]).map(({ errorType }) => errorType)
const contact = async (email: string, names = 'firstname,lifecyclestage,recent_conversion_event_name,hs_object_source') =>
  hubspot.call('GET', `/crm/v3/objects/contacts/${email}?idProperty=email&properties=${names}`)

describe('a submission', () => {
  test('makes a contact, who is a lead', async () => {
    const context = { pageName: 'Pricing', pageUri: 'http://acme.example/pricing' }
    const reply = await submit([field('email', 'Eve@Example.com'), field('firstname', 'Eve')], { context })
    expect([reply.status, reply.body]).toEqual([200, { inlineMessage: 'Thanks for submitting the form.' }])
    expect((await contact('eve@example.com')).body['properties']).toMatchObject({
      firstname: 'Eve',
      lifecyclestage: 'lead',
      recent_conversion_event_name: 'Pricing: Contact us',
      hs_object_source: 'FORM',
    })
    const sent = await hubspot.call('GET', `/form-integrations/v1/submissions/forms/${FORM}`)
    expect(sent.body['results']).toMatchObject([
      { submittedAt: NOON, pageUrl: 'http://acme.example/pricing', values: [field('email', 'Eve@Example.com'), field('firstname', 'Eve')] },
    ])
  })

  test('changes the contact who has the email, a secondary one too, and is told in its history', async () => {
    expect((await submit([field('email', 'old@example.com'), field('firstname', 'Ada')])).status).toBe(200)
    const { body } = await hubspot.call('GET', '/crm/v3/objects/contacts/1?properties=email&propertiesWithHistory=firstname')
    expect(body).toMatchObject({
      properties: { email: 'ada@example.com', firstname: 'Ada' },
      propertiesWithHistory: { firstname: [{ value: 'Ada', sourceType: 'FORM', sourceId: FORM }] },
    })
  })

  test.each([
    [[field('firstname', 'Eve')], ['REQUIRED_FIELD']],
    [[field('email', 'nonsense')], ['INVALID_EMAIL']],
    [[field('email', 'eve@example.com'), field('lastname', 'X')], ['FIELD_NOT_IN_FORM_DEFINITION']],
    [[field('email', 'eve@example.com'), field('hs_persona', 'nobody')], ['VALUE_NOT_IN_FIELD_DEFINITION']],
    [undefined, ['REQUIRED_FIELD']],
  ])('of %j is refused', async (fields, errors) => {
    const reply = await submit(fields)
    expect([reply.status, reply.body['message'], types(reply)]).toEqual([400, 'The request is not valid', errors])
    expect((await contact('eve@example.com')).status).toBe(404)
  })

  test('with an email that was deleted for privacy is refused', async () => {
    await hubspot.call('POST', '/crm/v3/objects/contacts/gdpr-delete', { objectId: '1' })
    expect(types(await submit([field('email', 'ada@example.com')]))).toEqual(['BLOCKED_EMAIL'])
  })

  test('with a token may have fields that the form has not', async () => {
    const Authorization = `Bearer ${hubspot.token}`
    const fields = [field('email', 'eve@example.com'), field('lastname', 'X')]
    expect((await submit(fields, {}, 'secure/submit', FORM, { Authorization })).status).toBe(200)
    expect((await contact('eve@example.com', 'lastname')).body['properties']).toMatchObject({ lastname: 'X' })
    expect((await submit(fields, {}, 'secure/submit')).status).toBe(401)
  })

  test('to a form that is not there is 404', async () => {
    expect((await submit([field('email', 'eve@example.com')], {}, 'submit', 'nowhere')).status).toBe(404)
  })
})

test('forms are read, made and archived by the client', async () => {
  const client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
  const { results } = await client.marketing.forms.formsApi.getPage()
  expect(results.map(({ id, name }) => [id, name])).toEqual([[FORM, 'Contact us']])
  const read = await client.marketing.forms.formsApi.getById(FORM)
  expect(read.fieldGroups.flatMap(({ fields }) => fields.map(({ name, required }) => [name, required]))).toEqual([
    ['email', true],
    ['firstname', false],
    ['hs_persona', false],
  ])
  const made = await hubspot.call('POST', '/marketing/v3/forms/', {
    name: 'New',
    formType: 'hubspot',
    fieldGroups: [{ fields: [FIELDS[0]] }],
  })
  expect(made.status).toBe(201)
  await client.marketing.forms.formsApi.archive(String(made.body['id']))
  expect((await hubspot.call('GET', `/marketing/v3/forms/${String(made.body['id'])}`)).status).toBe(404)
})

test('a form is changed in part or as a whole', async () => {
  const { formsApi } = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 }).marketing.forms
  const renamed = await formsApi.update(FORM, { name: 'Write to us' })
  expect([renamed.name, renamed.fieldGroups.flatMap(({ fields }) => fields.map(({ name }) => name))]).toEqual([
    'Write to us',
    ['email', 'firstname', 'hs_persona'],
  ])
  const replaced = await hubspot.call('PUT', `/marketing/v3/forms/${FORM}`, {
    name: 'Short',
    fieldGroups: [{ fields: [{ name: 'email' }] }],
  })
  expect([replaced.status, replaced.body['name']]).toEqual([200, 'Short'])
  expect((await submit([field('email', 'mo@example.com'), field('firstname', 'Mo')])).body['errors']).toBeDefined()
  expect((await hubspot.call('PUT', `/marketing/v3/forms/${FORM}`, { fieldGroups: [] })).status).toBe(400)
})
