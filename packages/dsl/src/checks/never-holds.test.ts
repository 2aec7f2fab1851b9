/** What can never hold is an error, what can never fail a warning; and no name is taken unread. */
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { parseCatalog } from '../catalog/load'
import { fixtureCatalog } from '../testing/fixture-catalog'

/** The fixture, but that Salesforce takes no other source of a contact than those it lists. */
const restricted = (() => {
  const { hubspot, salesforce } = structuredClone(fixtureCatalog)
  const objects = salesforce.objects.map((object) =>
    object.name !== 'Contact'
      ? object
      : { ...object, fields: object.fields.map((one) => (one.name === 'LeadSource' ? { ...one, restrictedPicklist: true } : one)) },
  )
  return parseCatalog(JSON.stringify(hubspot), JSON.stringify({ ...salesforce, objects })).catalog
})()

type Parts = { readonly hubspot?: string; readonly salesforce?: string; readonly line?: string; readonly more?: string }

const found = ({ hubspot = '', salesforce = '', line = '', more = '' }: Parts, catalog = fixtureCatalog) => {
  const text = `sync contact with Contact {
  match email = Email
  prefer newest
  from hubspot {
    ${hubspot}
    on change update
  }
  from Contact {
    ${salesforce}
    on change update
  }
  map {
    lastname <-> LastName
    ${line}
  }
}
${more}
`
  const { diagnostics } = analyze([{ file: 'a.sync', text }], catalog)
  return diagnostics.map((one) => [one.severity, text.slice(one.span.start, one.span.end), one.message, one.help, one.fix?.title])
}

const member = (of: string, help: string) => [
  ['error', 'member of "Ready for sales"', `\`member of\` cannot be asked of ${of}`, help, undefined],
]
const elsewhere = 'ask it in `from hubspot`, or in an option of a mapping; here compare a field'

test.each<[string, Parts, readonly unknown[]]>([
  ['in from hubspot', { hubspot: 'include when member of "Ready for sales"' }, []],
  ['in an option', { line: 'jobtitle -> Title when member of "Ready for sales"' }, []],
  ['in HubSpot’s source', { line: 'if member of "Ready for sales" then "a" else "b" -> Title' }, []],
  ['in from Contact', { salesforce: 'include when member of "Ready for sales"' }, member('Salesforce’s records', elsewhere)],
  [
    'in Salesforce’s source',
    { line: 'jobtitle <- if member of "Ready for sales" then "a" else "b"' },
    member('Salesforce’s records', elsewhere),
  ],
  [
    'of a related record',
    { hubspot: 'include when any company where member of "Ready for sales"' },
    member('a related record', 'compare one of its properties instead'),
  ],
])('a list %s', (_, parts, expected) => {
  expect(found(parts)).toEqual(expected)
})

test.each<[string, string, readonly unknown[]]>([
  ['the other object of the sync', 'is linked to Contact', []],
  ['none', 'not is linked', []],
  [
    'one misspelt',
    'is linked to Contct',
    ['error', 'Contct', 'there is no object `Contct` to be linked to', 'did you mean `Contact`?', undefined],
  ],
  [
    'one of another sync',
    'is linked to Account',
    ['error', 'Account', '`Account` is not part of this sync, which has `Contact`', 'write `Contact`', undefined],
  ],
  [
    'its own',
    'is linked to contact',
    ['error', 'contact', '`contact` is not part of this sync, which has `Contact`', 'did you mean `Contact`?', 'write `Contact`'],
  ],
  ['one of a related record', 'any company where is linked to Account', []],
  [
    'one of a related record, misspelt',
    'any company where is linked to Acount',
    ['error', 'Acount', 'there is no object `Acount` to be linked to', 'did you mean `Account`?', undefined],
  ],
])('is linked to %s', (_, condition, expected) => {
  expect(found({ hubspot: `include when ${condition}` })).toEqual(expected.length === 0 ? [] : [expected])
})

const option = (severity: string, value: string, name: string, help: string, fix?: string) => [
  [severity, `"${value}"`, `\`${value}\` is not an option of \`${name}\``, help, fix],
]
const byValue = 'write one of its options by internal value, not by label'

test.each<[string, Parts, readonly unknown[]]>([
  ['= an option', { hubspot: 'include when lifecyclestage = "customer"' }, []],
  ['= none of them', { hubspot: 'include when lifecyclestage = "partner"' }, option('error', 'partner', 'lifecyclestage', byValue)],
  [
    'in none of them',
    { hubspot: 'include when lifecyclestage in ("lead", "partner")' },
    option('error', 'partner', 'lifecyclestage', byValue),
  ],
  ['!= none of them', { hubspot: 'include when lifecyclestage != "partner"' }, option('warning', 'partner', 'lifecyclestage', byValue)],
  [
    '!= one written with other capitals',
    { hubspot: 'include when lifecyclestage != "Customer"' },
    option('error', 'Customer', 'lifecyclestage', 'did you mean `"customer"`?', 'write `"customer"`'),
  ],
  [
    'one step away',
    { hubspot: 'include when company.type = "Partner"' },
    option('error', 'Partner', 'type', 'did you mean `"PARTNER"`?', 'write `"PARTNER"`'),
  ],
  [
    'of related records',
    { hubspot: 'include when any company where type = "Partner"' },
    option('error', 'Partner', 'type', 'did you mean `"PARTNER"`?', 'write `"PARTNER"`'),
  ],
  [
    'a picklist that takes other values',
    { salesforce: 'include when LeadSource = "Purchased List"' },
    option('warning', 'Purchased List', 'LeadSource', 'did you mean `"Purchased list"`?', 'write `"Purchased list"`'),
  ],
  [
    'a text as the source',
    { line: '"web" -> LeadSource' },
    option('warning', 'web', 'LeadSource', 'did you mean `"Web"`?', 'write `"Web"`'),
  ],
  [
    'a text of a test',
    { more: 'test "an example" {\n  given Contact bob (LastName = "B", LeadSource = "web")\n  expect bob (LastName = "B")\n}' },
    option('warning', 'web', 'LeadSource', 'did you mean `"Web"`?', 'write `"Web"`'),
  ],
  [
    'a row, of HubSpot’s side',
    { line: 'hs_lead_status -> Description using kinds', more: 'values kinds {\n  "new" -> "New"\n  otherwise copy\n}' },
    [
      [
        'error',
        '"new"',
        '`new` is not an option of `hs_lead_status`, which this table is used for',
        'did you mean `"NEW"`?',
        'write `"NEW"`',
      ],
    ],
  ],
])('an option: %s', (_, parts, expected) => {
  expect(found(parts)).toEqual(expected)
})

test.each<[string, Parts, readonly unknown[]]>([
  [
    'a condition',
    { salesforce: 'include when LeadSource = "Purchased List"' },
    option('error', 'Purchased List', 'LeadSource', 'did you mean `"Purchased list"`?', 'write `"Purchased list"`'),
  ],
  ['a text as the source', { line: '"web" -> LeadSource' }, option('error', 'web', 'LeadSource', 'did you mean `"Web"`?', 'write `"Web"`')],
])('a picklist that takes nothing else: %s', (_, parts, expected) => {
  expect(found(parts, restricted)).toEqual(expected)
})

const always = (condition: string) => [
  [
    'warning',
    condition,
    'this condition always holds, so it decides nothing',
    'remove it, or say what it was meant to leave out',
    undefined,
  ],
]
test.each([
  ['email is known', []],
  ['email is known or email is blank', always('email is known or email is blank')],
  ['hs_email_optout = false or hs_email_optout = true', always('hs_email_optout = false or hs_email_optout = true')],
  ['not (annualrevenue > 5 and annualrevenue < 3)', always('not (annualrevenue > 5 and annualrevenue < 3)')],
  ['annualrevenue > 5 or annualrevenue <= 5', []],
])('what can never fail: %s', (condition, expected) => {
  expect(found({ hubspot: `include when ${condition}` })).toEqual(expected)
})

test('the role of a contact is an option of its picklist', () => {
  const { hubspot, salesforce } = structuredClone(fixtureCatalog)
  const objects = salesforce.objects.map((object) =>
    object.name !== 'OpportunityContactRole'
      ? object
      : {
          ...object,
          fields: [
            ...object.fields.filter((one) => one.name !== 'Role'),
            {
              name: 'Role',
              label: 'Role',
              type: 'picklist',
              options: [{ value: 'Decision Maker', label: 'Decision Maker' }],
              nillable: true,
              createable: true,
              updateable: true,
            },
          ],
        },
  )
  const { catalog } = parseCatalog(JSON.stringify(hubspot), JSON.stringify({ ...salesforce, objects }))
  const more = (role: string) => `sync deal with Opportunity {
  match none
  from hubspot {
    on change update
  }
  map {
    dealname -> Name
  }
  associate contact -> OpportunityContactRole role "${role}"
}
sync company with Account {
  match salesforceaccountid = Id
}`
  const mistake = [
    'warning',
    '"Decision maker"',
    '`Decision maker` is not an option of `Role`',
    'did you mean `"Decision Maker"`?',
    'write `"Decision Maker"`',
  ]
  expect([found({ more: more('Decision Maker') }, catalog), found({ more: more('Decision maker') }, catalog)]).toEqual([[], [mistake]])
})
