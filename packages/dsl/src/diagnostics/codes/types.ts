/** Codes LS3xxx: types. */
import { type Code, code } from '../code'

export const noConversion = code({
  code: 'LS3001',
  name: 'no-conversion',
  severity: 'error',
  message: ({ source, sourceType, target, targetType }: { source: string; sourceType: string; target: string; targetType: string }) =>
    `\`${source}\` (${sourceType}) cannot become \`${target}\` (${targetType})`,
  doc: {
    text: 'Each pair of types that may be mapped is in the conversion table. This pair is not, because values would be lost or refused without notice.',
    wrong: 'annualrevenue -> Title',
    right: 'text(annualrevenue) -> Title',
  },
})

export const lossyConversion = code({
  code: 'LS3002',
  name: 'lossy-conversion',
  severity: 'warning',
  message: ({ source, target, loss }: { source: string; target: string; loss: string }) => `\`${source}\` to \`${target}\` loses ${loss}`,
  help: () => 'write a one-way mapping that does not need it, or leave it so if the loss is meant',
  doc: {
    text: 'The values fit, but something of them does not cross. Nothing stops, so it is said here.',
    wrong: 'birthday <-> Seen__c',
    right: 'birthday -> Seen__c',
  },
})

export const cannotCompare = code({
  code: 'LS3003',
  name: 'cannot-compare',
  severity: 'error',
  message: ({ left, right }: { left: string; right: string }) => `${left} and ${right} cannot be compared`,
  doc: {
    text: 'Text is compared with text, numbers with numbers, dates with dates. A date in a condition is written as `"2024-12-31"`.',
    wrong: 'from hubspot {\n  include when annualrevenue > "many"\n  on change update\n}',
    right: 'from hubspot {\n  include when annualrevenue > 1_000_000\n  on change update\n}',
  },
})

export const noSuchOption = code({
  code: 'LS3004',
  name: 'no-such-option',
  severity: 'warning',
  message: ({ value, name }: { value: string; name: string }) => `\`${value}\` is not an option of \`${name}\``,
  help: () => 'write one of its options by internal value, not by label',
  doc: {
    text: 'The property is a list of options and this is none of them, so the comparison never says what was meant.',
    wrong: 'from hubspot {\n  include when lifecyclestage = "custommer"\n  on change update\n}',
    right: 'from hubspot {\n  include when lifecyclestage = "customer"\n  on change update\n}',
  },
})

export const notACondition = code({
  code: 'LS3005',
  name: 'not-a-condition',
  severity: 'error',
  message: ({ type }: { type: string }) => `a condition is needed here, and this is ${type}`,
  help: () => 'compare it with something, or ask whether it `is known`',
  doc: {
    text: 'After `when`, `where`, `if`, `and`, `or` and `not` stands something that is true or false.',
    wrong: 'from hubspot {\n  include when email\n  on change update\n}',
    right: 'from hubspot {\n  include when email is known\n  on change update\n}',
  },
})

export const wrongArgument = code({
  code: 'LS3006',
  name: 'wrong-argument',
  severity: 'error',
  message: ({ name, parameter, needed, type }: { name: string; parameter: string; needed: string; type: string }) =>
    `\`${name}\` needs ${needed} as its ${parameter}, and this is ${type}`,
  doc: {
    text: 'Each function says which types it takes. `text(...)` and `number(...)` turn one into another.',
    wrong: 'full_name <- upper(HasOptedOutOfEmail)',
    right: 'full_name <- upper(LastName)',
  },
})

export const wrongArgumentCount = code({
  code: 'LS3007',
  name: 'wrong-argument-count',
  severity: 'error',
  message: ({ name, needed, found }: { name: string; needed: string; found: string }) =>
    `\`${name}\` takes ${needed}, and ${found} stand here`,
  doc: {
    text: 'The function has more or fewer arguments than it takes.',
    wrong: 'full_name <- left(LastName)',
    right: 'full_name <- left(LastName, 40)',
  },
})

export const notInvertible = code({
  code: 'LS3008',
  name: 'not-invertible',
  severity: 'error',
  message: ({ what }: { what: string }) => `a two-way mapping cannot take ${what}, which cannot be undone`,
  help: () => 'write `->` or `<-` to carry it one way',
  doc: {
    text: 'A two-way mapping carries values back as well, so whatever it does to a value must have an exact reverse.',
    wrong: 'full_name <-> FirstName + " " + LastName',
    right: 'full_name <- FirstName + " " + LastName',
  },
})

export const cannotCompute = code({
  code: 'LS3009',
  name: 'cannot-compute',
  severity: 'error',
  message: ({ op, left, right }: { op: string; left: string; right: string }) => `\`${op}\` cannot join ${left} and ${right}`,
  help: () => '`+` joins texts or adds numbers; `text(...)` turns a number into text',
  doc: {
    text: 'Arithmetic takes numbers, dates and durations; `+` also joins texts. The two sides here do not go together.',
    wrong: 'full_name <- LastName + 1',
    right: 'full_name <- LastName + "1"',
  },
})

export const invalidDefault = code({
  code: 'LS3010',
  name: 'invalid-value',
  severity: 'error',
  message: ({ reason }: { reason: string }) => reason,
  help: () => 'write a value that the field accepts',
  doc: {
    text: 'The value after `default` or `sticky` is written to a field, so it must fit that field.',
    wrong: 'hs_lead_status <-> Lead.Status using lead_status default "Nonsense"\n',
    right: 'hs_lead_status <-> Lead.Status using lead_status default "Open - Not Contacted"\n',
  },
})

export const targetIsExpression = code({
  code: 'LS3011',
  name: 'target-is-expression',
  severity: 'error',
  message: ({ side }: { side: string }) => `the side that an arrow points to must be one ${side}`,
  help: () => 'only the source of a one-way mapping may be an expression',
  doc: {
    text: 'A value can be worked out of several properties, but it is written to one.',
    wrong: 'firstname + lastname <- LastName',
    right: 'full_name <- FirstName + " " + LastName',
  },
})

export const branchesDiffer = code({
  code: 'LS3012',
  name: 'branches-differ',
  severity: 'error',
  message: ({ left, right }: { left: string; right: string }) => `one branch gives ${left}, the other ${right}`,
  help: () => 'give both branches one type',
  doc: {
    text: 'An `if` has one type, whichever way it goes.',
    wrong: 'full_name <- if FirstName is known then FirstName else 0',
    right: 'full_name <- if FirstName is known then FirstName else LastName',
  },
})

export const tableNeedsText = code({
  code: 'LS3013',
  name: 'table-needs-text',
  severity: 'error',
  message: ({ name, type }: { name: string; type: string }) => `a value table cannot translate \`${name}\`, which is ${type}`,
  help: () => 'use a table for texts, picklists and checkboxes only',
  doc: {
    text: 'A table lists its values one by one, which makes no sense for numbers, dates and other types without a short list.',
    wrong: 'annualrevenue <-> Lead.AnnualRevenue using lead_status',
    right: 'hs_lead_status <-> Lead.Status using lead_status',
  },
})

export const notALookup = code({
  code: 'LS3014',
  name: 'not-a-lookup',
  severity: 'error',
  message: ({ name, type }: { name: string; type: string }) => `\`${name}\` is ${type}, and an association is kept in a lookup`,
  help: () => 'name a lookup field of this object, or `OpportunityContactRole`',
  doc: {
    text: 'Salesforce keeps which records belong together in lookup fields, and people of an opportunity in contact roles.',
    wrong:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  from hubspot {\n    on change update\n  }\n  associate company -> Name\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  from hubspot {\n    on change update\n  }\n  associate company -> AccountId\n}\n',
  },
})

export const refusedTestValue = code({
  code: 'LS3015',
  name: 'refused-test-value',
  severity: 'warning',
  message: ({ reason }: { reason: string }) => `the system would refuse this value: ${reason}`,
  help: () => 'write a value that the field can hold, unless the test is about this one',
  doc: {
    text: 'A record of a test may hold what its system would never store. That is rarely meant.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given Contact ada (Birthdate = "next May")\n  expect no writes\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given Contact ada (Birthdate = "1990-05-01")\n  expect no writes\n}\n',
  },
})

export const tooManySteps = code({
  code: 'LS3020',
  name: 'too-many-steps',
  severity: 'error',
  message: ({ times }: { times: string }) => `this could take ${times} times as long as a condition or value may for one record`,
  help: () => 'look at the start of a long text only, as in `left(description, 255)`, or at fewer associated records',
  doc: {
    text: 'Every expression has a bound, worked out from the sizes of its fields before it ever runs: a billion steps, about a second, for one record. Long texts looked at for each of many associated records go beyond it.',
    wrong:
      'sync contact with Lead {\n  match email = Email\n  from hubspot {\n    include when any company where any contact where without_accents(jobtitle) = "CEO"\n  }\n}\n',
    right:
      'sync contact with Lead {\n  match email = Email\n  from hubspot {\n    include when any company where without_accents(left(type, 80)) = "PARTNER"\n  }\n}\n',
  },
})

export const unknownWord = code({
  code: 'LS3021',
  name: 'unknown-word',
  severity: 'warning',
  message: ({ value, what }: { value: string; what: string }) => `\`${value}\` is not ${what}, so the result is always blank`,
  doc: {
    text: 'Functions never fail: a time zone, country, currency or order of a date that does not exist gives blank for every record.',
    wrong: 'birthday <- date(CreatedDate, "Europe/Berlim")',
    right: 'birthday <- date(CreatedDate, "Europe/Berlin")',
  },
})

export const nameInQuotes = code({
  code: 'LS3016',
  name: 'name-in-quotes',
  severity: 'error',
  message: ({ text, name }: { text: string; name: string }) => `\`"${text}"\` is a text, and \`${name}\` is the property that is called so`,
  help: ({ name }) => `write \`${name}\``,
  doc: {
    text: 'What stands in double quotes is written word for word, into every record. The value of a property is written by its name, without quotes.',
    wrong: '"First Name" -> FirstName',
    right: 'firstname -> FirstName',
  },
})

export const TYPES_CODES: readonly Code<never>[] = [
  noConversion,
  lossyConversion,
  cannotCompare,
  noSuchOption,
  notACondition,
  wrongArgument,
  wrongArgumentCount,
  notInvertible,
  cannotCompute,
  invalidDefault,
  targetIsExpression,
  branchesDiffer,
  tableNeedsText,
  notALookup,
  refusedTestValue,
  tooManySteps,
  unknownWord,
  nameInQuotes,
]
