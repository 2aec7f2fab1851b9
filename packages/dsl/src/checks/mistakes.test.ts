import { readFileSync } from 'node:fs'
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
