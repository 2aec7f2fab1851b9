/** Rules for the form of values over HTTP. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningHubspot, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
const PATH = '/crm/v3/property-validations/0-1'

beforeEach(async () => {
  hubspot = await startHubspot()
})

afterEach(() => hubspot.close())

const put = async (property: string, type: string, ...ruleArguments: string[]) =>
  (await hubspot.call('PUT', `${PATH}/${property}/rule-type/${type}`, { ruleArguments })).status
const create = async (properties: Record<string, unknown>) => {
  const { status, body } = await hubspot.call('POST', '/crm/v3/objects/contacts', { properties })
  const errors = Array.isArray(body['errors']) ? body['errors'] : []
  return [status, ...errors.map(({ code, context }) => [code, context.propertyName])]
}

test('rules are set, told and kept by every write', async () => {
  expect((await hubspot.call('GET', PATH)).body).toEqual({ results: [] })
  expect([
    await put('zip', 'ALPHANUMERIC', 'NUMERIC_ONLY'),
    await put('zip', 'MAX_LENGTH', '6'),
    await put('zip', 'MAX_LENGTH', '5'),
  ]).toEqual([204, 204, 204])
  const rules = [
    { ruleType: 'ALPHANUMERIC', ruleArguments: ['NUMERIC_ONLY'], shouldApplyNormalization: false },
    { ruleType: 'MAX_LENGTH', ruleArguments: ['5'], shouldApplyNormalization: false },
  ]
  expect((await hubspot.call('GET', PATH)).body).toEqual({ results: [{ propertyName: 'zip', propertyValidationRules: rules }] })
  expect((await hubspot.call('GET', `${PATH}/zip`)).body).toEqual({ results: rules })
  expect((await hubspot.call('GET', `${PATH}/zip/rule-type/MAX_LENGTH`)).body).toEqual({ results: [rules[1]] })
  expect(await create({ zip: '10115' })).toEqual([201])
  expect(await create({ zip: '101150' })).toEqual([400, ['VALIDATION_RULE_VIOLATED', ['zip']]])
  expect(await create({ zip: 'SW1A' })).toEqual([400, ['VALIDATION_RULE_VIOLATED', ['zip']]])
  expect(await create({ zip: '' })).toEqual([201])
})

test('numbers have bounds, lengths too, and what makes no sense is refused', async () => {
  await put('numemployees', 'MIN_LENGTH', '1')
  expect([await put('firstname', 'MIN_LENGTH', '2'), await put('zip', 'MIN_NUMBER', '3'), await put('zip', 'MAX_NUMBER', '9')]).toEqual([
    204, 204, 204,
  ])
  expect([await create({ zip: '2' }), await create({ zip: '10' }), await create({ zip: '9' }), await create({ firstname: 'x' })]).toEqual([
    [400, ['VALIDATION_RULE_VIOLATED', ['zip']]],
    [400, ['VALIDATION_RULE_VIOLATED', ['zip']]],
    [201],
    [400, ['VALIDATION_RULE_VIOLATED', ['firstname']]],
  ])
  expect([
    await put('zip', 'MAX_LENGTH', 'many'),
    await put('zip', 'MAX_LENGTH'),
    await put('zip', 'REGEX', '.*'),
    await put('none', 'MAX_LENGTH', '1'),
  ]).toEqual([400, 400, 400, 404])
})
