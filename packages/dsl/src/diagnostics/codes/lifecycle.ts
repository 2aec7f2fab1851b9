/** Codes of lifecycles and of conditions over related records. */
import { type Code, code } from '../code'

export const noRelatedRecords = code({
  code: 'LS2028',
  name: 'nothing-leads-there',
  severity: 'error',
  message: ({ related, objects }: { related: string; objects: string }) => `no lookup of \`${related}\` names a ${objects}`,
  help: () => 'name an object whose records look up this one, or one that HubSpot associates',
  doc: {
    text: '`any`, `all` and `no` look at the records that hang on this one: in Salesforce those that name it in a lookup, and a contact’s opportunities by their contact roles.',
    wrong: 'from Lead {\n  include when any Case where Subject is known\n  on change update\n}',
    right: 'from Contact {\n  include when any Case where Subject is known\n  on change update\n}',
  },
})

export const noSuchState = code({
  code: 'LS2029',
  name: 'object-without-states',
  severity: 'error',
  message: ({ object, state, field }: { object: string; state: string; field: string }) =>
    `\`${object}\` has no \`${field}\`, which \`is ${state}\` asks for`,
  help: () => 'write the condition out: `where FIELD = VALUE`',
  doc: {
    text: '`is open`, `is won` and `is lost` rest on the fields by which opportunities, cases and deals say that they are finished.',
    wrong: 'from Contact {\n  include when any Case is won\n  on change update\n}',
    right: 'from Contact {\n  include when any Case where Status = "Closed"\n  on change update\n}',
  },
})

export const stageWithoutRecords = code({
  code: 'LS4035',
  name: 'stage-without-records',
  severity: 'error',
  message: () => 'a stage is earned by related records, and this asks for none',
  help: () => 'write `any Opportunity is won`, or `any OBJECT where CONDITION`',
  doc: {
    text: 'A lifecycle rises with what hangs on the record: opportunities, cases, deals. What the record itself holds belongs in `map`.',
    wrong: 'lifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n  advance to "customer" when jobtitle is known\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n  advance to "customer" when any Opportunity is won\n}\n',
  },
})

export const carryToItself = code({
  code: 'LS4036',
  name: 'carry-to-itself',
  severity: 'error',
  message: ({ object }: { object: string }) => `a ${object} does not carry its stage there`,
  help: () => 'a contact carries to its company, a contact and a company to the contacts of the company',
  doc: {
    text: '`carry` raises the records around the one whose stage rose: a contact’s company, or the other contacts of the company.',
    wrong:
      'sync company with Account {\n  match none\n}\nlifecycle company.lifecyclestage {\n  order ("lead", "customer")\n  carry to company\n}\n',
    right:
      'sync company with Account {\n  match none\n}\nlifecycle company.lifecyclestage {\n  order ("lead", "customer")\n  carry to contacts of company\n}\n',
  },
})

export const shadowedAdvance = code({
  code: 'LS4037',
  name: 'shadowed-advance',
  severity: 'warning',
  message: ({ stage, other }: { stage: string; other: string }) =>
    `this line never decides: whoever earns \`${stage}\` by it earns \`${other}\` by another`,
  help: () => 'take it out, or make it ask for records that the other line does not take',
  doc: {
    text: 'The highest stage that is earned wins. A line whose records all earn as high a stage by another line changes nothing.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {\n  order ("lead", "opportunity", "customer")\n  advance to "customer" when any Opportunity where Amount > 0\n  advance to "opportunity" when any Opportunity where Amount > 1000\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {\n  order ("lead", "opportunity", "customer")\n  advance to "opportunity" when any Opportunity where Amount > 0\n  advance to "customer" when any Opportunity where Amount > 1000\n}\n',
  },
})

export const LIFECYCLE_CODES: readonly Code<never>[] = [noRelatedRecords, noSuchState, stageWithoutRecords, carryToItself, shadowedAdvance]
