/** Codes LS4xxx: meaning. */
import { type Code, code } from '../code'

export const twoMappingsOneTarget = code({
  code: 'LS4001',
  name: 'two-mappings-one-target',
  severity: 'error',
  message: ({ target }: { target: string }) => `\`${target}\` is written by two mappings`,
  help: () => 'keep one of them, or carry the other one the other way only',
  doc: {
    text: 'Two lines that write one property would overwrite each other at every run. Two lines may share a HubSpot property if their Salesforce objects differ.',
    wrong: 'phone -> Phone\nmobilephone -> Phone',
    right: 'phone -> Phone\nmobilephone -> MobilePhone',
  },
})

export const arrowWithoutUpdate = code({
  code: 'LS4002',
  name: 'arrow-without-update',
  severity: 'error',
  message: ({ arrow, from }: { arrow: string; from: string }) => `\`${arrow}\` needs \`on change update\` in \`from ${from}\``,
  help: ({ from }) => `write \`on change update\` in \`from ${from}\`, or turn the arrow around`,
  doc: {
    text: 'A mapping carries changes only from a side whose changes are let through. Without that line its arrow promises what never happens.',
    wrong:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n    jobtitle <-> Title\n  }\n}\n',
    right:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n    jobtitle -> Title\n  }\n}\n',
  },
})

export const mappingLoop = code({
  code: 'LS4003',
  name: 'mapping-loop',
  severity: 'error',
  message: ({ cycle }: { cycle: string }) => `these mappings feed each other without end: ${cycle}`,
  help: () => 'join two opposite lines to one with `<->`, or remove one of them',
  doc: {
    text: 'A value that comes back to where it started, changed or not, is written again at every run. One two-way mapping settles; two opposite one-way mappings do not.',
    wrong: 'upper(jobtitle) -> Title\njobtitle <- Title',
    right: 'jobtitle <-> Title',
  },
})

export const includeNeverHolds = code({
  code: 'LS4004',
  name: 'include-never-holds',
  severity: 'error',
  message: ({ why }: { why: string }) => `this condition can never hold: ${why}`,
  help: () => 'join the alternatives with `or`, or remove one of the conditions',
  doc: {
    text: 'No record can meet the condition, by itself or together with what must hold before it is asked, so the line does nothing.',
    wrong: 'from hubspot {\n  include when lifecyclestage = "lead" and lifecyclestage = "customer"\n  on change update\n}',
    right: 'from hubspot {\n  include when lifecyclestage = "lead" or lifecyclestage = "customer"\n  on change update\n}',
  },
})

export const shadowedOnNew = code({
  code: 'LS4005',
  name: 'shadowed-on-new',
  severity: 'error',
  message: ({ above }: { above: string }) => `this line is never reached: ${above} every record that it could take`,
  help: () => 'put it above, or narrow the `when` of what stands above it',
  doc: {
    text: 'Several `on new` lines are tried in order, and the first that applies is taken. A line without `when` always applies, and several conditions may leave nothing over.',
    wrong: 'from hubspot {\n  on new create Lead\n  on new create Contact when company.type = "PARTNER"\n  on change update\n}',
    right: 'from hubspot {\n  on new create Contact when company.type = "PARTNER"\n  on new create Lead\n  on change update\n}',
  },
})

export const leadsWithCompanies = code({
  code: 'LS4006',
  name: 'leads-while-hubspot-creates-companies',
  severity: 'warning',
  message: () => 'leads are synced while HubSpot creates companies by itself',
  help: () => 'turn automatic companies off in HubSpot and write `hubspot creates companies no`',
  doc: {
    text: 'When a lead is converted, Salesforce makes an account. If HubSpot made a company for the same person already, the two become duplicates.',
    wrong: 'policy "Acme" {\n  hubspot creates companies yes\n}\nsync contact with Lead {\n  match email = Email\n  prefer newest\n}\n',
    right: 'policy "Acme" {\n  hubspot creates companies no\n}\nsync contact with Lead {\n  match email = Email\n  prefer newest\n}\n',
  },
})

export const stageNotOrdered = code({
  code: 'LS4007',
  name: 'stage-missing-from-order',
  severity: 'error',
  message: ({ stage }: { stage: string }) => `\`${stage}\` is missing from \`order\``,
  help: () => 'add it to `order`, where it belongs',
  doc: {
    text: 'Lockstep never writes a stage that has no rank, so this rule would do nothing.',
    wrong: 'lifecycle contact.lifecyclestage {\n  order ("subscriber", "lead")\n  advance to "customer" when any Opportunity is won\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {\n  order ("subscriber", "lead", "customer")\n  advance to "customer" when any Opportunity is won\n}\n',
  },
})

export const unusedValues = code({
  code: 'LS4008',
  name: 'unused-values',
  severity: 'warning',
  message: ({ name }: { name: string }) => `the table \`${name}\` is not used`,
  help: ({ name }) => `write \`using ${name}\` at a mapping, or delete the table`,
  doc: {
    text: 'No mapping names this table. Perhaps a `using` was forgotten.',
    wrong: 'values size {\n  "S" <-> "Small"\n}\n',
    right: '# a table stands beside the mapping that uses it\npolicy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const overlappingRows = code({
  code: 'LS4009',
  name: 'overlapping-rows',
  severity: 'error',
  message: ({ value, side }: { value: string; side: string }) => `\`${value}\` stands in two rows for ${side}`,
  help: () => 'make one of the rows one-way, or delete it',
  doc: {
    text: 'A value that has two translations in one direction leaves open which is meant. One-way rows say it.',
    wrong: 'values lead_status {\n  "UNQUALIFIED" <-> "Closed - Not Converted"\n  "BAD_TIMING"  <-> "Closed - Not Converted"\n}\n',
    right: 'values lead_status {\n  "UNQUALIFIED" <-> "Closed - Not Converted"\n  "BAD_TIMING"   -> "Closed - Not Converted"\n}\n',
  },
})

export const keyNotUnique = code({
  code: 'LS4010',
  name: 'key-not-unique',
  severity: 'warning',
  message: ({ name }: { name: string }) => `several contacts may share one \`${name}\``,
  help: () => 'match by a property with unique values, such as `email`',
  doc: {
    text: 'A match key should name one HubSpot record. With a shared value, the first person to meet the Salesforce record is linked to it.',
    wrong: 'match lastname = LastName',
    right: 'match email = Email',
  },
})

export const noPrefer = code({
  code: 'LS4011',
  name: 'no-prefer',
  severity: 'warning',
  message: ({ field }: { field: string }) => `several Salesforce records may share one \`${field}\`, and nothing says which is meant`,
  help: () => 'write `prefer Contact, then newest`, or another order',
  doc: {
    text: 'Two records that answer to one key are an error card each time, unless `prefer` orders them.',
    wrong: 'sync contact with Lead, Contact {\n  match email = Email\n}\n',
    right: 'sync contact with Lead, Contact {\n  match email = Email\n  prefer Contact, then newest\n}\n',
  },
})

export const comeBack = code({
  code: 'LS4012',
  name: 'deleted-people-come-back',
  severity: 'warning',
  message: ({ from, other }: { from: string; other: string }) =>
    `a person deleted in ${from} is unlinked, and \`from ${other}\` creates them again at the next change`,
  help: ({ other }) => `write \`on delete ignore\`, or \`on new link\` in \`from ${other}\``,
  doc: {
    text: 'Without its link the record that remains counts as new. People who asked to be erased must not come back that way.',
    wrong:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on delete unlink\n  }\n  from Lead {\n    on new create\n  }\n}\n',
    right:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on delete ignore\n  }\n  from Lead {\n    on new create\n  }\n}\n',
  },
})

export const secretInPolicy = code({
  code: 'LS4013',
  name: 'secret-in-policy',
  severity: 'error',
  message: ({ what }: { what: string }) => `this looks like ${what}`,
  help: () => 'take it out, make it invalid in the system that issued it, and give it to the server as a setting',
  doc: {
    text: 'A policy lives in git and is read by many. Accounts and their secrets are settings of the server.',
    wrong: '# token: 4f9c1d2b7a6e8035\npolicy "Acme" {\n  every 5 minutes\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const stateWithoutCountry = code({
  code: 'LS4014',
  name: 'state-without-country',
  severity: 'warning',
  message: ({ state, country }: { state: string; country: string }) => `\`${state}\` is written, but no mapping writes \`${country}\``,
  help: ({ country }) => `map \`${country}\` as well`,
  doc: {
    text: 'Where state and country picklists are on, Salesforce refuses a state whose country it does not know.',
    wrong: 'state <-> Contact.OtherState using us_states',
    right: 'state <-> Contact.OtherState using us_states\ncountry <-> Contact.OtherCountry using countries',
  },
})

export const amountWithoutCurrency = code({
  code: 'LS4015',
  name: 'amount-without-currency',
  severity: 'warning',
  message: ({ field }: { field: string }) => `\`${field}\` is an amount of money, and no mapping says in which currency`,
  help: () => 'map the field `CurrencyIsoCode` as well',
  doc: {
    text: 'An org with several currencies reads an amount in the currency of its record. Without one, 100 yen become 100 dollars.',
    wrong: 'annualrevenue -> Contact.Budget__c',
    right: 'annualrevenue -> Contact.Budget__c\ncurrency_code -> Contact.CurrencyIsoCode',
  },
})

export const createNeedsObject = code({
  code: 'LS4017',
  name: 'create-needs-object',
  severity: 'error',
  message: ({ objects }: { objects: string }) => `this does not say what is created: ${objects}`,
  help: () => 'write the object after `create`',
  doc: {
    text: 'With several Salesforce objects in a sync, `create` alone leaves open which one is meant.',
    wrong: 'from hubspot {\n  on new create\n  on change update\n}',
    right: 'from hubspot {\n  on new create Lead\n  on change update\n}',
  },
})

export const sameAsNothing = code({
  code: 'LS4018',
  name: 'same-as-nothing',
  severity: 'error',
  message: ({ name, why }: { name: string; why: string }) => `\`${name}\` ${why}`,
  help: () => 'name another object of this sync whose `from` has a block',
  doc: {
    text: '`same as` inherits the lines of another `from`, which must have lines of its own.',
    wrong: 'from Contact same as Account',
    right: 'from Lead {\n  on change update\n}\nfrom Contact same as Lead',
  },
})

export const rowHasMany = code({
  code: 'LS4019',
  name: 'row-has-many',
  severity: 'error',
  message: () => 'several values may stand only where a one-way row begins',
  help: () => 'write a row for each value',
  doc: {
    text: 'Several values may become one, but one value cannot become several.',
    wrong: 'values size {\n  "S" -> "Small", "Tiny"\n}\n',
    right: 'values size {\n  "S", "XS" -> "Small"\n}\n',
  },
})

export const outOfRange = code({
  code: 'LS4020',
  name: 'setting-out-of-range',
  severity: 'error',
  message: ({ what, range }: { what: string; range: string }) => `${what} must be ${range}`,
  help: ({ range }) => `write ${range.startsWith('between') ? 'a value ' : ''}${range}`,
  doc: {
    text: 'The setting has limits: polling between one minute and 24 hours, holds up to 100 %, budgets of at least one call.',
    wrong: 'policy "Acme" {\n  every 30 seconds\n}\n',
    right: 'policy "Acme" {\n  every 1 minute\n}\n',
  },
})

export const optionDoesNotApply = code({
  code: 'LS4021',
  name: 'option-does-not-apply',
  severity: 'error',
  message: ({ option, arrow }: { option: string; arrow: string }) => `\`${option}\` means nothing with \`${arrow}\``,
  help: ({ option }) =>
    `remove \`${option}\`, or ${option === 'prefer' ? 'write `<->`' : option === 'once' ? 'write `->` or `<-`' : 'use another arrow'}`,
  doc: {
    text: '`prefer` decides between two sides, so it needs `<->`. `once` writes in one direction, so it needs `->` or `<-`. `off` takes no options.',
    wrong: 'jobtitle -> Title prefer hubspot unless blank',
    right: 'jobtitle <-> Title prefer hubspot unless blank',
  },
})

export const optionWithoutEffect = code({
  code: 'LS4060',
  name: 'option-without-effect',
  severity: 'error',
  message: ({ option, why }: { option: string; why: string }) => `\`${option}\` changes nothing here: ${why}`,
  help: ({ option }) => `remove \`${option}\``,
  doc: {
    text: 'An option that never changes what is written promises what does not happen. A fixed value is never blank and never dropped, a condition is always true or false, and nothing is held fast in a field that is written once.',
    wrong: '"Web" -> LeadSource default "Other"',
    right: 'first_source -> LeadSource default "Other"',
  },
})

export const alwaysHolds = code({
  code: 'LS4061',
  name: 'condition-always-holds',
  severity: 'warning',
  message: () => 'this condition always holds, so it decides nothing',
  help: () => 'remove it, or say what it was meant to leave out',
  doc: {
    text: 'Every record meets the condition, so the line does the same without it.',
    wrong: 'from hubspot {\n  include when email is known or email is blank\n  on change update\n}',
    right: 'from hubspot {\n  include when email is known\n  on change update\n}',
  },
})

export const neverKnown = code({
  code: 'LS4062',
  name: 'never-known-here',
  severity: 'error',
  message: ({ what, of }: { what: string; of: string }) => `\`${what}\` cannot be asked of ${of}`,
  help: () => 'compare one of its properties instead',
  doc: {
    text: 'Lists are HubSpot’s, so a Salesforce record is in none, and those of a related record are not followed. The condition could never hold.',
    wrong:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from Lead {\n    include when member of "Ready for sales"\n    on change update\n  }\n}\n',
    right:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    include when member of "Ready for sales"\n    on change update\n  }\n}\n',
  },
})

export const noMatch = code({
  code: 'LS4022',
  name: 'no-match',
  severity: 'warning',
  message: () => 'nothing says how records that exist on both sides find each other',
  help: () => 'write `match email = Email`, or `match none` if they never should',
  doc: {
    text: 'Without a match key every record counts as new on the other side, and duplicates are made.',
    wrong:
      'sync contact with Contact {\n  from hubspot {\n    on new create Contact\n    on change update\n  }\n  map {\n    lastname -> LastName\n  }\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on new create Contact\n    on change update\n  }\n  map {\n    lastname -> LastName\n  }\n}\n',
  },
})

export const lifecycleWithoutSync = code({
  code: 'LS4023',
  name: 'lifecycle-without-sync',
  severity: 'error',
  message: ({ object }: { object: string }) => `no sync of \`${object}\` carries this lifecycle`,
  help: ({ object }) => `write \`sync ${object} with ...\``,
  doc: {
    text: 'A lifecycle raises the stage of people who are linked; without their sync nobody is.',
    wrong: 'lifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n  advance to "customer" when any Opportunity is won\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n  advance to "customer" when any Opportunity is won\n}\n',
  },
})

export const ownerWithoutTable = code({
  code: 'LS4024',
  name: 'owner-without-table',
  severity: 'error',
  message: ({ hubspot, salesforce }: { hubspot: string; salesforce: string }) =>
    `\`${hubspot}\` and \`${salesforce}\` name people by ids that the other system does not know`,
  help: () => 'add `using owners`, which pairs active users by email and name',
  doc: {
    text: 'A HubSpot owner and a Salesforce user are the same person under two ids. The shipped table `owners` pairs them.',
    wrong: 'hubspot_owner_id <-> OwnerId',
    right: 'hubspot_owner_id <-> OwnerId using owners',
  },
})

export const moreFindings = code({
  code: 'LS4090',
  name: 'more-findings',
  severity: 'info',
  message: ({ count }: { count: string }) => `${count} more findings in this file are not shown`,
  help: () => 'mend the first ones: others often go with them',
  doc: {
    text: 'A file shows its first hundred findings, errors before warnings.',
    wrong: Array.from({ length: 101 }, (_, index) => `unknown_property_${index} -> Title`).join('\n'),
    right: 'jobtitle -> Title',
  },
})

export const MEANING_CODES: readonly Code<never>[] = [
  twoMappingsOneTarget,
  arrowWithoutUpdate,
  mappingLoop,
  includeNeverHolds,
  shadowedOnNew,
  leadsWithCompanies,
  stageNotOrdered,
  unusedValues,
  overlappingRows,
  keyNotUnique,
  noPrefer,
  comeBack,
  secretInPolicy,
  stateWithoutCountry,
  amountWithoutCurrency,
  createNeedsObject,
  sameAsNothing,
  rowHasMany,
  outOfRange,
  optionDoesNotApply,
  optionWithoutEffect,
  alwaysHolds,
  neverKnown,
  noMatch,
  lifecycleWithoutSync,
  ownerWithoutTable,
  moreFindings,
]
