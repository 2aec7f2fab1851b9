/** Where the contract tests run is said by the environment, whole or not at all. */
import { expect, test } from 'vitest'
import { hubspotTarget, salesforceTarget } from './targets'

test('real accounts are taken where they are named', async () => {
  expect(await hubspotTarget({ LOCKSTEP_CONTRACT_HUBSPOT_TOKEN: 'a' })).toEqual({
    url: undefined,
    accessToken: 'a',
    close: expect.any(Function),
  })
  const named = { LOCKSTEP_CONTRACT_SALESFORCE_URL: 'https://org.example', LOCKSTEP_CONTRACT_SALESFORCE_TOKEN: 'b' }
  expect(await salesforceTarget(named)).toEqual({ url: 'https://org.example', accessToken: 'b', close: expect.any(Function) })
})

test('half of an org is refused', async () => {
  await expect(salesforceTarget({ LOCKSTEP_CONTRACT_SALESFORCE_URL: 'https://org.example' })).rejects.toThrow(
    'set both `LOCKSTEP_CONTRACT_SALESFORCE_URL` and `LOCKSTEP_CONTRACT_SALESFORCE_TOKEN`, or neither',
  )
})
