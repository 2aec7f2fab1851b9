/** What the engine does not run of related records is refused by name. */
import { readFileSync } from 'node:fs'
import { analyze, compile, parseCatalog } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { relatedRefusals } from './related-refusals'

const read = (name: string) => readFileSync(new URL(`../../../examples/whole-language/catalog/${name}.json`, import.meta.url), 'utf8')
const { catalog } = parseCatalog(read('hubspot'), read('salesforce'))

const refused = (text: string) => {
  const { policy } = compile(analyze([{ file: 'a.sync', text: `policy "P" {\n  every 5 minutes\n}\n${text}` }], catalog))
  if (policy === undefined) throw new Error('the policy has errors')
  return relatedRefusals(policy).map(({ what, rule }) => `${what} in line ${policy.rules[rule]?.line}`)
}

const people = (include: string, mapping: string) => `sync contact with Contact {
  match email = Email
  prefer newest
  from Contact {
    include when ${include}
    on change update
  }
  map {
    ${mapping}
  }
}
`

test('conditions that the engine runs are not refused', () => {
  const lifecycle =
    'lifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n  advance to "customer" when any Opportunity is won\n}\n'
  expect(refused(people('Email is known', 'firstname <- FirstName when hubspot.email is known') + lifecycle)).toEqual([])
})

test('Salesforce’s related records are refused wherever a condition asks for them', () => {
  expect(refused(people('any Opportunity is won', 'firstname <- FirstName when no Case is open'))).toEqual([
    'any Opportunity in line 8',
    'no Case in line 12',
  ])
})

test('a lifecycle that is not a contact’s, or asks otherwise than by any opportunity, is refused', () => {
  const contact = (line: string) =>
    people('Email is known', 'firstname <- FirstName') +
    `lifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n  advance to "customer" when ${line}\n}\n`
  expect([refused(contact('no Opportunity is open')), refused(contact('any Case is open'))]).toEqual([
    ['advance when no Opportunity in line 17'],
    ['advance when any Case in line 17'],
  ])
  const company = `sync company with Account {
  match name = Name
  prefer newest
  from Account {
    on change update
  }
}
lifecycle company.lifecyclestage {
  order ("lead", "customer")
}
`
  expect(refused(company)).toEqual(['lifecycle company.lifecyclestage in line 11'])
})
