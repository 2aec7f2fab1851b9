import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'

const text = readFileSync(new URL('../../fixtures/kitchen-sink.sync', import.meta.url), 'utf8')

/** What is found when one line of the clean example is spoilt: code, the text it points at, and the message. */
const findings = (before: string, after: string): readonly (readonly [string, string, string])[] => {
  if (text.split(before).length !== 2) throw new Error(`\`${before}\` must stand once in the example`)
  const spoilt = text.replace(before, () => after)
  const { diagnostics } = analyze([{ file: 'a.sync', text: spoilt }], fixtureCatalog)
  return diagnostics.map((one) => [one.code, spoilt.slice(one.span.start, one.span.end), one.message])
}

const SETTLE = '    fax               off  Fax\n'

test.each<[string, string, string, readonly (readonly [string, string, string])[]]>([
  ['a property misspelt', 'jobtitle ', 'jobtitel ', [['LS2003', 'jobtitel', '`contact` has no property `jobtitel`']]],
  ['a field misspelt', '<->  Title', '<->  Titel', [['LS2004', 'Titel', '`Lead` has no field `Titel`']]],
  [
    'a list misspelt',
    '"Ready for sales"',
    '"Ready for sale"',
    [['LS2006', '"Ready for sale"', 'HubSpot has no list `Ready for sale` in this catalog']],
  ],
  [
    'an association misspelt',
    'company.type =',
    'compani.type =',
    [['LS2012', 'compani', 'nothing named `compani` can be reached from `contact`']],
  ],
  ['an option misspelt', '"PARTNER"', '"PARTNERS"', [['LS3004', '"PARTNERS"', '`PARTNERS` is not an option of `type`']]],
  [
    'a table misspelt',
    'using lead_status',
    'using leed_status',
    [['LS2007', 'leed_status', 'there is no value table and no function `leed_status`']],
  ],
  [
    'an object that is not synced',
    'from Contact same as Lead',
    'from Account same as Lead',
    [['LS2013', 'Account', '`Account` is not part of this sync, which has `hubspot` and `Lead` and `Contact`']],
  ],
  [
    'a side left out',
    'when hubspot.company is known',
    'when company is known',
    [['LS2011', 'company', '`company` does not say whose it is']],
  ],
  [
    'a number against a word',
    'and email is known',
    'and annualrevenue > "a"',
    [['LS3003', 'annualrevenue > "a"', 'a number and text cannot be compared']],
  ],
  [
    'a condition that is none',
    'and email is known',
    'and email',
    [['LS3005', 'email', 'a condition is needed here, and this is an email address']],
  ],
  [
    'a two-way expression',
    'full_name         <- ',
    'full_name         <->',
    [['LS3008', 'FirstName + " " + LastName', 'a two-way mapping cannot take an expression, which cannot be undone']],
  ],
  [
    'types that do not meet',
    'first_source       ->  LeadSource           once',
    'birthday -> LeadSource once',
    [['LS3001', 'birthday -> LeadSource once', '`birthday` (date) cannot become `LeadSource` (picklist)']],
  ],
  [
    'a formula written',
    SETTLE,
    '    rating_score -> Score_Formula__c\n',
    [['LS5001', 'Score_Formula__c', '`Score_Formula__c` cannot be written: it is a formula or calculated field']],
  ],
  [
    'a required field forgotten',
    '    company            ->  Lead.Company         default "[not provided]"\n',
    '',
    [['LS5002', 'on new     create Lead', '`Lead` cannot be created without `Company`, and no mapping fills it']],
  ],
  [
    'a default too long',
    'default "[unknown]"',
    `default "${'x'.repeat(81)}"`,
    [['LS3010', `"${'x'.repeat(81)}"`, 'the text has 81 characters, and `LastName` holds 80']],
  ],
  [
    'one target written twice',
    SETTLE,
    '    mobilephone <-> Lead.Phone\n',
    [['LS4001', 'Lead.Phone', '`Phone` is written by two mappings']],
  ],
  ['a field of another object with the same name', SETTLE, '    city -> Contact.MailingCity\n', []],
  [
    'a loop of three',
    SETTLE,
    '    city -> Lead.City\n    zip <- Lead.City\n    upper(zip) -> Lead.Street\n    city <- Lead.Street\n',
    [
      [
        'LS4003',
        'city -> Lead.City',
        'these mappings feed each other without end: `hubspot.city`, `salesforce.City`, `hubspot.zip`, `salesforce.Street`, `hubspot.city`',
      ],
    ],
  ],
  ['a chain that ends', SETTLE, '    city -> Lead.City\n    zip <- Lead.City\n', []],
  [
    'an include that never holds',
    'LeadSource != "Purchased list"',
    'Email is blank',
    [['LS4004', 'Email is known and Email is blank', 'this condition can never hold: `Email` cannot be known and blank']],
  ],
  [
    'an include that asks for itself',
    'and email is known',
    'and is included',
    [['LS4004', 'member of "Ready for sales" and is included', 'this condition can never hold: it asks for itself']],
  ],
  [
    'a line that those above leave nothing',
    '    on new     create Lead\n',
    '    on new     create Lead when company.type != "PARTNER"\n    on new     link when email contains "@"\n',
    [
      [
        'LS4005',
        'on new     link when email contains "@"',
        'this line is never reached: those above it take every record that it could take',
      ],
    ],
  ],
  [
    'a line for whom is not included',
    'on new     create Lead\n',
    'on new     create Lead when email is blank\n',
    [
      [
        'LS4004',
        'email is blank',
        'this condition can never hold: only records get here for which another condition holds, and `email` cannot be known and blank',
      ],
    ],
  ],
  [
    'a mapping that never wakes',
    'when hubspot.company is known',
    'when hubspot.company is known and not hubspot.company != "A" and hubspot.company = "B"',
    [
      [
        'LS4004',
        'hubspot.company is known and not hubspot.company != "A" and hubspot.company = "B"',
        'this condition can never hold: `company` cannot have these values at once',
      ],
    ],
  ],
  [
    'the same setting twice',
    '  hold when deletes exceed 5%\n',
    '  hold when deletes exceed 5%\n  hold when deletes exceed 20\n',
    [['LS2010', 'hold when deletes exceed 20', '`hold when deletes` is written twice']],
  ],
  [
    'a stage without rank',
    '"opportunity", "customer"',
    '"customer"',
    [['LS4007', '"opportunity"', '`opportunity` is missing from `order`']],
  ],
  [
    'two rows for one value',
    '  "BAD_TIMING"    ->',
    '  "BAD_TIMING"   <->',
    [['LS4009', '"Closed - Not Converted"', '`Closed - Not Converted` stands in two rows for Salesforce']],
  ],
  [
    'changes that are not let through',
    '    on change  update\n    on delete  ignore',
    '    on delete  ignore',
    [['LS4002', '<->', '`<->` needs `on change update` in `from hubspot`']],
  ],
  [
    'companies made by HubSpot',
    'creates companies no',
    'creates companies yes',
    [['LS4006', 'hubspot creates companies yes', 'leads are synced while HubSpot creates companies by itself']],
  ],
  [
    'a token in a comment',
    '# contacts.sync',
    '# token = 0123456789abcdef',
    [['LS4013', 'token = 0123456789abcdef', 'this looks like a password or key']],
  ],
])('%s is told once, exactly where it stands', (_, before, after, expected) => {
  expect(findings(before, after)).toEqual(expected)
})

const whole = new URL('../../../../examples/whole-language/', import.meta.url)
const files = readdirSync(whole)
  .filter((file) => file.endsWith('.sync'))
  .map((file) => ({ file, text: readFileSync(new URL(file, whole), 'utf8') }))

/** As `findings`, in the example of every construct. */
const foundInFolder = (name: string, before: string, after: string) => {
  const sources = files.map((one) => (one.file === name ? { ...one, text: one.text.replace(before, () => after) } : one))
  const spoilt = sources.find((one) => one.file === name)?.text ?? ''
  if (spoilt === files.find((one) => one.file === name)?.text) throw new Error(`\`${before}\` must stand in ${name}`)
  return analyze(sources, fixtureCatalog).diagnostics.map((one) => [
    one.code,
    sources
      .find((source) => source.file === one.file)
      ?.text.slice(one.span.start, one.span.end)
      .split('\n')[0],
    one.message,
    one.help,
  ])
}

test.each<[string, string, string, string, readonly (readonly [string, string, string, string])[]]>([
  [
    'a pipeline misspelt',
    'deals.sync',
    'pipeline "Renewals"',
    'pipeline "Renewal"',
    [['LS2017', '"Renewal"', '`deal` has no pipeline `Renewal` in this catalog', 'did you mean `"renewals"`?']],
  ],
  [
    'a record type by its label',
    'deals.sync',
    'record type "Standard"',
    'record type "Standrad"',
    [['LS2014', '"Standrad"', '`Opportunity` has no record type `Standrad`', 'did you mean `"Standard"`?']],
  ],
  [
    'a stage of the other pipeline',
    'deals.sync',
    'stage "Renewed"',
    'stage "closedwon"',
    [['LS2018', '"closedwon"', 'the pipeline `renewals` has no stage `closedwon`', 'run `lockstep catalog pull` if it is new']],
  ],
  [
    'a stage that Salesforce lacks',
    'deals.sync',
    '<->  "Closed Lost"',
    '<->  "Lost"',
    [['LS2019', '"Lost"', '`Opportunity.StageName` has no value `Lost`', 'run `lockstep catalog pull` if it is new']],
  ],
  [
    'a stage left out',
    'deals.sync',
    'stage "closedlost"',
    '# stage "closedlost"',
    [
      [
        'LS4031',
        '"default"',
        'the pipeline `default` has stages without a line here: `closedlost`',
        'give each a `stage` line; a record in any other stage is an error card',
      ],
    ],
  ],
  [
    'a lookup that leads elsewhere',
    'deals.sync',
    'associate company <-> AccountId',
    'associate contact <-> AccountId',
    [
      [
        'LS4026',
        'AccountId',
        'no `contact` can be associated: `AccountId` leads to `Account`, and `sync contact` has `Lead` and `Contact`',
        'sync these records too, or remove the line',
      ],
    ],
  ],
  [
    'a field written by a mapping and an association',
    'deals.sync',
    '    amount ',
    '    next_step -> StageName\n    amount ',
    [
      [
        'LS3002',
        'next_step -> StageName',
        '`next_step` to `StageName` loses values that are not among the options on the other side',
        'write a one-way mapping that does not need it, or leave it so if the loss is meant',
      ],
      ['LS4001', '"default"', '`StageName` is written by two mappings', 'keep one of them, or carry the other one the other way only'],
    ],
  ],
  [
    'two lines for one kind of task',
    'activities.sync',
    'Task.Task {',
    'Task.Call {',
    [
      [
        'LS4042',
        'Task.Call',
        'a Salesforce `Task.Call` belongs to two lines',
        'give each line a subtype of its own, or turn one of the arrows',
      ],
    ],
  ],
  [
    'a record that nobody named',
    'tests.sync',
    'expect no other',
    'expect no othr',
    [['LS2026', 'othr', 'this test has no record `othr`', 'did you mean `other`?']],
  ],
  [
    'a person in the wrong system',
    'tests.sync',
    'then hubspot changes ada',
    'then salesforce changes ada',
    [['LS4050', 'salesforce', '`ada` is a record of HubSpot', 'write the system that the record belongs to']],
  ],
  [
    'a second sync of one object',
    'subscriptions.sync',
    'sync `p_subscription` with',
    'sync ticket with Case {\n}\nsync `p_subscription` with',
    [
      [
        'LS4022',
        'ticket',
        'nothing says how records that exist on both sides find each other',
        'write `match email = Email`, or `match none` if they never should',
      ],
      ['LS2010', 'ticket', '`sync ticket` is written twice', 'keep one of the two, or join their lines'],
    ],
  ],
])('%s is told where it stands, with what to do', (_, name, before, after, expected) => {
  expect(foundInFolder(name, before, after)).toEqual(expected)
})
