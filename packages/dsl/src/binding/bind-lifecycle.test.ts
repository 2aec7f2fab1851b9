/** Lifecycles bound: which records each `advance` line asks for. */
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { compile } from '../plan/compile'
import { explain } from '../plan/explain'
import { fixtureCatalog } from '../testing/fixture-catalog'

const COMPANIES = `policy "P" {
  every 5 minutes
}
sync company with Account {
  match name = Name
  prefer newest
  from Account {
    on change update
  }
  map {
    name <- Name
  }
}
`

const analysis = (lifecycle: string) => analyze([{ file: 'a.sync', text: `${COMPANIES}${lifecycle}` }], fixtureCatalog)

const lifecycleOf = (object: string, ...lines: readonly string[]) =>
  analysis(
    `lifecycle ${object}.lifecyclestage {\n  order ("lead", "opportunity", "customer")\n${lines.map((one) => `  ${one}\n`).join('')}}\n`,
  )

const told = (...args: Parameters<typeof lifecycleOf>) =>
  lifecycleOf(...args)
    .diagnostics.filter((one) => one.severity === 'error')
    .map((one) => [one.code, one.message])

test('a company rises by what hangs on its account, and the plan says how', () => {
  const { policy } = compile(
    lifecycleOf(
      'company',
      'advance to "opportunity" when any Opportunity is open',
      'advance to "customer" when no Case is open',
      'advance to "lead" when any deal is won',
      'carry to contacts of company',
    ),
  )
  if (policy === undefined) throw new Error('the policy has errors')
  const [watch] = policy.watches
  expect([policy.lifecycles[0]?.advance.map(({ stage, quantifier, object, by }) => [stage, quantifier, object, by]), watch]).toEqual([
    [
      ['opportunity', 'any', 'Opportunity', { Account: { kind: 'lookup', fields: ['AccountId'] } }],
      ['customer', 'no', 'Case', { Account: { kind: 'lookup', fields: ['AccountId'] } }],
      ['lead', 'any', 'deal', undefined],
    ],
    {
      sync: 'company',
      hubspot: {
        plural: 'companies',
        properties: ['lifecyclestage', 'name'],
        lists: [],
        associations: [
          { to: 'contact', plural: 'contacts', properties: ['lifecyclestage'] },
          { to: 'deal', plural: 'deals', properties: ['hs_is_closed_won'] },
        ],
      },
      salesforce: {
        Account: {
          fields: ['Name'],
          related: [],
          hanging: [
            { object: 'Case', by: { kind: 'lookup', fields: ['AccountId'] }, fields: ['AccountId', 'IsClosed'] },
            { object: 'Opportunity', by: { kind: 'lookup', fields: ['AccountId'] }, fields: ['AccountId', 'IsClosed'] },
          ],
        },
      },
    },
  ])
  const sentences = explain(policy)
  expect(policy.lifecycles[0]?.advance.map((line) => sentences[line.rule])).toEqual([
    'a company rises to "opportunity" when any Opportunity that names it in `AccountId` fits `IsClosed` = false.',
    'a company rises to "customer" when no Case that names it in `AccountId` fits `IsClosed` = false.',
    'a company rises to "lead" when any deal associated with it fits `hs_is_closed_won` = true.',
  ])
})

test('a stage is earned by related records alone', () => {
  expect(told('company', 'advance to "customer" when name is known')).toEqual([
    ['LS4035', 'a stage is earned by related records, and this asks for none'],
  ])
})

test('a stage is carried only to where its object has colleagues', () => {
  expect([told('company', 'carry to company'), told('company', 'carry to contacts of company')]).toEqual([
    [['LS4036', 'a company does not carry its stage there']],
    [],
  ])
})

test('a stage is carried only where there is a property of that name', () => {
  const { diagnostics } = analysis('lifecycle company.type {\n  order ("PROSPECT", "PARTNER")\n  carry to contacts of company\n}\n')
  expect(diagnostics.filter((one) => one.severity === 'error').map((one) => [one.code, one.message])).toEqual([
    ['LS2003', '`contact` has no property `type`'],
  ])
})
