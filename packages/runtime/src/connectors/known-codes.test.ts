/** The vendors' error codes: the checker of policies and the connectors know the same ones. */
import { VENDOR_ERROR_CODES } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { hubspotMeanings } from './hubspot/errors'
import { salesforceMeanings } from './salesforce/errors'

test('the checker of policies knows the vendors’ codes that the connectors know, and no others', () => {
  expect(VENDOR_ERROR_CODES).toEqual([...new Set([...Object.keys(hubspotMeanings), ...Object.keys(salesforceMeanings)])].sort())
})
