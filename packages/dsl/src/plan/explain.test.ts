import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { compile } from './compile'
import { explain } from './explain'

const text = readFileSync(new URL('../../fixtures/kitchen-sink.sync', import.meta.url), 'utf8')
const { policy } = compile(analyze([{ file: 'contacts.sync', text }], fixtureCatalog))

test('every rule of the plan is explained', () => {
  expect(policy).toBeDefined()
  if (policy !== undefined) expect(Object.keys(explain(policy)).sort()).toEqual(Object.keys(policy.rules).sort())
})

test('rules read as sentences', () => {
  if (policy === undefined) throw new Error('the example must compile')
  const told = explain(policy)
  const mapping = (name: string) => policy.syncs[0]?.mappings.find((one) => one.hubspot?.name === name)?.rule ?? ''
  expect([
    told['contact'],
    told['contact/match/email=Email'],
    told['contact/prefer'],
    told['policy/conflicts'],
    told['policy/hold/deletes'],
    told['contact/from/hubspot/on-new/1'],
    told['contact/from/Lead/on-delete'],
    told[mapping('lastname')],
    told[mapping('phone')],
    told[mapping('annualrevenue')],
    told[mapping('full_name')],
    told[mapping('hs_email_optout')],
    told['lifecycle/contact.lifecyclestage/advance/1'],
  ]).toEqual([
    'HubSpot contacts are kept in step with Salesforce Leads or Contacts.',
    'records find each other where `email` equals `Email`.',
    'of several Salesforce records, a Contact, then the newest is taken.',
    'when both sides changed a value differently, the newest edit wins, and Salesforce wins where that cannot be told.',
    'a run that would make more deletes than 5% of the linked records waits for approval before it writes.',
    'new HubSpot contacts for which it is in the list "Ready for sales" and `email` is known become Contacts, when `company.type` = "PARTNER", unless a match exists already.',
    'when Salesforce Leads are deleted, their counterparts go to the recycle bin.',
    '`lastname` and `LastName` follow each other, clears included. a blank becomes "[unknown]".',
    '`phone` follows `Phone`; HubSpot fills it only while it is blank.',
    '`annualrevenue` and `Lead.AnnualRevenue` follow each other, clears included. it sleeps unless `company` is known.',
    '`full_name` always is `FirstName` + " " + `LastName`; an edit in HubSpot is set back.',
    '`hs_email_optout` and `HasOptedOutOfEmail` follow each other, clears included. once either side has `true`, it stays, even while the link is paused.',
    'a contact rises to "opportunity" when they have a role in an opportunity where `IsClosed` = false.',
  ])
})
