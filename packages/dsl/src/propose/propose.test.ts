/** Proposals: what they say of known schemas, and that they check whatever the schemas hold. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import type { Catalog } from '../catalog/catalog'
import { parseCatalog } from '../catalog/load'
import { format } from '../format/format'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { runs } from '../testing/seed'
import { anyCatalog } from './arbitrary-catalog'
import { proposePolicy } from './propose'

const read = (name: string) => readFileSync(new URL(`../../../../examples/acme/catalog/${name}.json`, import.meta.url), 'utf8')
const acme = parseCatalog(read('hubspot'), read('salesforce')).catalog!

const look = (catalog: Catalog) => {
  const { text } = proposePolicy(catalog)
  const source = { file: 'policy.sync', text }
  const { diagnostics, bound } = analyze([source], catalog)
  return { text, edits: format(source), bound, found: [...new Set(diagnostics.map((one) => `${one.severity} ${one.code}`))] }
}
/** Lines that do something, without white space for looks. */
const active = (text: string) =>
  text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/ {2}#.*$/, '')
        .replace(/ +/g, ' '),
    )
    .filter((line) => line !== '' && !line.startsWith('#'))

test('for the example: people and companies, with open rows as the only warning', () => {
  const { text, found, edits } = look(acme)
  const lines = active(text)
  const from = (start: string, count: number) => lines.slice(lines.indexOf(start), lines.indexOf(start) + count)
  expect([found, edits]).toEqual([['warning LS5004'], []])
  expect(from('sync contact with Lead, Contact {', 17)).toEqual([
    'sync contact with Lead, Contact {',
    'match email = Email',
    'prefer Contact, then newest',
    'from hubspot {',
    'include when email is known',
    'on new link',
    'on change update',
    'on delete ignore',
    '}',
    'from Lead {',
    'include when Email is known',
    'on new link',
    'on change update',
    'on delete ignore',
    '}',
    'from Contact same as Lead',
    'map {',
  ])
  expect(lines.filter((line) => / default | using | date\(|LastName|Budget|associate|match/.test(line))).toEqual([
    'match email = Email',
    'lastname <-> LastName default "[unknown]"',
    'company <-> Lead.Company default "[not provided]"',
    'hubspot_owner_id <-> OwnerId using owners',
    'budget <-> Budget__c',
    'associate company <-> Contact.AccountId',
    'match through contact',
    'name <-> Name default "[unknown]"',
    'type <-> Type using type_values',
    'industry <-> Industry using industry_values',
    'hubspot_owner_id <-> OwnerId using owners',
  ])
})

test('what is left out says why, and each guess how it came about', () => {
  const { text } = look(acme)
  const comments = text.split('\n').map((line) => line.trim())
  const told = (start: string) => comments.filter((line) => line.startsWith(start))
  expect(told('# Left out: ')).toEqual([
    '# Left out: `hs_email_optout` cannot be written: it is read-only in HubSpot',
    '# Left out: no option of hs_lead_status matches one of Status: hs_lead_status <-> Lead.Status',
    '# Left out: `date_of_birth` (single-line text) cannot become `Birthdate` (date)',
  ])
  expect(told('# One way: `industry`')).toEqual([
    '# One way: `industry` to `Industry` loses values that are not among the options on the other side.',
  ])
  expect(told('full_name').map((line) => line.replace(/ +/g, ' '))).toEqual(['full_name <- Name # labels: "Full name" and "Full Name"'])
})

test('for a wider catalog: deals that nothing links yet, with what Salesforce requires of them', () => {
  const { text, found, edits } = look(fixtureCatalog)
  expect([found, edits]).toEqual([['warning LS5004'], []])
  const lines = active(text)
  const start = lines.indexOf('sync deal with Opportunity {')
  expect(lines.slice(start, start + 19)).toEqual([
    'sync deal with Opportunity {',
    'match none',
    'from hubspot {',
    'on new ignore',
    'on change update',
    'on delete ignore',
    '}',
    'from Opportunity {',
    'on new ignore',
    'on change update',
    'on delete ignore',
    '}',
    'map {',
    'dealname <-> Name default "[unknown]"',
    'amount <-> Amount',
    'date(closedate) -> CloseDate',
    'description <- Description',
    'hubspot_owner_id <-> OwnerId using owners',
    'next_step <-> NextStep',
  ])
  expect(
    text
      .replace(/\n +# /g, ' ')
      .includes('Salesforce makes no Opportunity without StageName ("Prospecting", "Closed Won", "Closed Lost").'),
  ).toBe(true)
})

test('whatever the schemas hold, a proposal has no error, is formatted, and creates and deletes nothing', () => {
  let mappings = 0
  fc.assert(
    fc.property(anyCatalog, (catalog) => {
      const { found, edits, bound, text } = look(catalog)
      expect(found.filter((one) => !one.startsWith('warning LS500'))).toEqual([])
      expect(edits).toEqual([])
      expect(text).not.toBe('')
      mappings += bound.syncs.reduce((sum, sync) => sum + sync.mappings.length, 0)
      const actions = bound.syncs.flatMap((sync) =>
        sync.froms.flatMap((from) => [...from.onNew.map((line) => line.node.action?.value), from.onDelete?.action?.value]),
      )
      expect(actions.filter((action) => action !== 'link' && action !== 'ignore')).toEqual([])
      expect(proposePolicy(catalog).text).toBe(text)
    }),
    runs(60),
  )
  // Enough crosses that there was something to get wrong.
  expect(mappings).toBeGreaterThan(200)
})

test('without a common object there is nothing to sync, and the proposal says so', () => {
  const { text } = proposePolicy({ hubspot: { version: 1, objects: [], lists: [] }, salesforce: { version: 1, objects: [] } })
  expect(active(text)).toEqual([
    'policy "My company" {',
    'every 5 minutes',
    'conflicts newest, then salesforce',
    'hold when deletes exceed 5%',
    '}',
  ])
})
