/** Every word of a line changes something or is refused: the words of all lines outside of mappings, enumerated. */
import { describe, expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'

const found = (text: string): readonly (readonly [string, string])[] =>
  analyze([{ file: 'a.sync', text }], fixtureCatalog)
    .diagnostics.filter((one) => one.severity === 'error')
    .map((one) => [`${one.name}: ${text.slice(one.span.start, one.span.end)}`, `${one.message} -> ${one.help}`])

type People = {
  readonly match?: string
  readonly prefer?: string
  readonly hubspot?: string
  readonly salesforce?: string
  readonly lines?: string
  readonly more?: string
}
const people = ({
  match = 'match email = Email',
  prefer = 'prefer newest',
  hubspot = '',
  salesforce = '',
  lines = '',
  more = '',
}: People) =>
  `sync contact with Contact {
  ${match}
  ${prefer}
  from hubspot {
    on change update
    ${hubspot}
  }
  from Contact {
    on change update
    ${salesforce}
  }
  map {
    lastname <-> LastName
    ${lines}
  }
}
${more}
`

test('the frame is clean', () => {
  expect(found(people({}))).toEqual([])
})

describe('on new', () => {
  const means = (word: string, action: string) => [
    `\`${word}\` means nothing with \`${action}\` -> remove \`${word}\`, or write \`create\``,
  ]
  test.each([
    ['ignore', []],
    ['ignore when email is known', []],
    ['ignore Contact', means('Contact', 'ignore')],
    ['ignore as "Partner"', means('as', 'ignore')],
    ['ignore with assignment rules', means('with assignment rules', 'ignore')],
    ['link', []],
    ['link when email is known', []],
    ['link Contact', means('Contact', 'link')],
    ['link as "Partner"', means('as', 'link')],
    ['link with assignment rules', means('with assignment rules', 'link')],
    ['create', []],
    ['create Contact', []],
    ['create as "Partner"', []],
    ['create Contact as "Partner" when email is known', []],
    [
      'create Contact with assignment rules',
      ['`with assignment rules` changes nothing here: Salesforce has no assignment rules for `Contact` -> remove `with assignment rules`'],
    ],
  ])('from hubspot: on new %s', (line, expected) => {
    expect(found(people({ hubspot: `on new ${line}` })).map(([, said]) => said)).toEqual(expected)
  })
  test.each([
    ['create', []],
    ['create contact', []],
    ['create contact as "Partner"', ['`as` changes nothing here: records of HubSpot have no record types -> remove `as`']],
    [
      'create with assignment rules',
      ['`with assignment rules` changes nothing here: HubSpot has no assignment rules -> remove `with assignment rules`'],
    ],
  ])('from Contact: on new %s', (line, expected) => {
    expect(found(people({ salesforce: `on new ${line}` })).map(([, said]) => said)).toEqual(expected)
  })
})

test.each([
  ['prefer Contact', ['option-without-effect: Contact']],
  ['prefer Contact, then newest', ['option-without-effect: Contact']],
  ['prefer newest, then oldest', ['option-without-effect: oldest']],
  ['prefer oldest, then newest', ['option-without-effect: newest']],
  ['prefer newest, then newest', ['option-without-effect: newest']],
  ['prefer newest\n  conflicts newest, then hubspot', []],
  ['prefer newest\n  conflicts newest', []],
  ['prefer newest\n  conflicts salesforce', []],
  ['prefer newest\n  conflicts salesforce, then hubspot', ['option-without-effect: hubspot']],
  ['prefer newest\n  conflicts hubspot, then hubspot', ['option-without-effect: hubspot']],
])('%s', (prefer, expected) => {
  expect(found(people({ prefer })).map(([what]) => what)).toEqual(expected)
})

test.each([
  ['match email = Email\n  match email = Email', ['duplicate-declaration: match email = Email']],
  ['match email = Account.Name', ['key-of-another-record: Account.Name']],
  ['match company.name = Email', ['key-of-another-record: company.name']],
  ['match email = Contact.Email', []],
])('%s', (match, expected) => {
  expect(found(people({ match })).map(([what]) => what)).toEqual(expected)
})

test.each([
  ['default "a" default "b"', 'default "b"'],
  ['when hubspot.email is known when hubspot.phone is known', 'when hubspot.phone is known'],
  ['using lower using upper', 'using upper'],
  ['once once', 'once'],
  ['sticky "a" sticky "b"', 'sticky "b"'],
  ['required required', 'required'],
])('an option of a mapping that comes again: %s', (options, second) => {
  expect(found(people({ lines: `jobtitle -> Title ${options}` })).map(([what]) => what)).toEqual([`duplicate-declaration: ${second}`])
})

const deals = (pipeline: string, associate = '', onMerge = ''): string => `sync deal with Opportunity {
  match none
  from hubspot {
    on change update
    on merge delete
  }
  from Opportunity {
    on change update
    ${onMerge}
  }
  map {
    dealname <-> Name
  }
  pipeline "default" ${pipeline} record type master {
    stage "appointmentscheduled" -> "Prospecting"
    stage "closedwon" <- "Closed Won"
    stage "closedlost" <-> "Closed Lost"
  }
  ${associate}
}
sync company with Account {
  match salesforceaccountid = Id
}
`
test.each([
  ['a two-way pipeline takes every arrow', deals('<->'), []],
  ['a one-way pipeline takes its own', deals('->'), ['option-without-effect: <-', 'option-without-effect: <->']],
  ['and so the other way', deals('<-'), ['option-without-effect: ->', 'option-without-effect: <->']],
  ['opportunities are not merged', deals('<->', '', 'on merge delete'), ['option-without-effect: on merge delete']],
  [
    'an option of an association comes once',
    deals('<->', 'associate company <-> AccountId required required'),
    ['duplicate-declaration: required'],
  ],
])('%s', (_name, text, expected) => {
  expect(found(text).map(([what]) => what)).toEqual(expected)
})

test.each([
  ['"NEW" <-> "New"', []],
  ['"NEW" -> blank', []],
  ['blank <- "New"', []],
  ['"NEW" off "New"', ['option-without-effect: off']],
  ['"NEW" <-> blank', ['option-without-effect: <->']],
  ['blank <-> "New"', ['option-without-effect: <->']],
  ['blank <-> blank', ['option-without-effect: blank']],
  ['blank -> "New"', ['option-without-effect: blank']],
  ['"NEW" <- blank', ['option-without-effect: blank']],
])('a row %s', (row, expected) => {
  const text = people({ lines: 'hs_lead_status -> Description using kinds', more: `values kinds {\n  ${row}\n}` })
  expect(found(text).map(([what]) => what)).toEqual(expected)
})

test('each `when` of an activity is asked beside those before it', () => {
  const more = `activities {
  call <-> Task.Call {
    when hubspot.hs_call_duration > 1 minute
    when hubspot.hs_call_title is known
    when hubspot.hs_call_title is blank
  }
}`
  expect(found(people({ more }))).toEqual([
    [
      'include-never-holds: hubspot.hs_call_title is blank',
      'this condition can never hold: only records get here for which another condition holds, and `hs_call_title` cannot be known and blank -> join the alternatives with `or`, or remove one of the conditions',
    ],
  ])
})

test.each([
  ['then hubspot creates contact bob (email = "b@example.com")', []],
  ['then hubspot changes ada (email = "b@example.com")', []],
  ['then hubspot changes ada bob (email = "b@example.com")', ['`changes` takes one record, and `bob` is a second name -> take out `bob`']],
  ['then hubspot restores ada bob', ['`restores` takes one record, and `bob` is a second name -> take out `bob`']],
  ...(
    ['deletes ada', 'restores ada', 'merges ada into eva', 'adds ada to "Ready for sales"', 'removes ada from "Ready for sales"'] as const
  ).map((step): [string, readonly string[]] => [
    `then hubspot ${step} (phone = "1")`,
    [`\`${step.split(' ')[0]}\` takes no values -> take out the parentheses, or write them in a step with \`changes\``],
  ]),
  [
    'then hubspot merges ada into ada',
    ['no record is merged into itself -> write `merges ada into OTHER`, naming another record of this test'],
  ],
  ['then hubspot changes ada (phone = "1", phone = "2")', ['`phone` is written twice -> keep one of the two, or join their lines']],
  ['expect no writes', []],
  ['expect no writes (phone = "1")', ['`(` cannot follow `writes` -> delete it, or begin a new line: a statement ends with its line']],
])('%s', (line, expected) => {
  const more = `test "an example" {
  given contact ada (email = "ada@example.com")
  given contact eva (email = "eva@example.com")
  ${line}
  expect Contact (Email = "ada@example.com")
}`
  expect(found(people({ more })).map(([, said]) => said)).toEqual(expected)
})
