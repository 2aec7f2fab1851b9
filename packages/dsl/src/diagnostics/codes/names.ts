/** Codes LS2xxx: names. */
import { type Code, code } from '../code'

export const unknownHubspotObject = code({
  code: 'LS2001',
  name: 'unknown-hubspot-object',
  severity: 'error',
  message: ({ name }: { name: string }) => `HubSpot has no object \`${name}\` in this catalog`,
  doc: {
    text: 'The name after `sync` is a HubSpot object, spelled in the singular as HubSpot spells it. The catalog does not have this one.',
    wrong: 'sync contacts with Lead {\n  match email = Email\n}\n',
    right: 'sync contact with Lead {\n  match email = Email\n}\n',
  },
})

export const unknownSalesforceObject = code({
  code: 'LS2002',
  name: 'unknown-salesforce-object',
  severity: 'error',
  message: ({ name }: { name: string }) => `Salesforce has no object \`${name}\` in this catalog`,
  doc: {
    text: 'The names after `with` are Salesforce objects by their API names. The catalog does not have this one.',
    wrong: 'sync contact with Leads {\n  match email = Email\n}\n',
    right: 'sync contact with Lead {\n  match email = Email\n}\n',
  },
})

export const unknownProperty = code({
  code: 'LS2003',
  name: 'unknown-property',
  severity: 'error',
  message: ({ name, object }: { name: string; object: string }) => `\`${object}\` has no property \`${name}\``,
  doc: {
    text: 'HubSpot properties are written by their internal names, not their labels. The catalog does not have this one on this object.',
    wrong: 'jobtitel -> Title',
    right: 'jobtitle -> Title',
  },
})

export const unknownField = code({
  code: 'LS2004',
  name: 'unknown-field',
  severity: 'error',
  message: ({ name, object }: { name: string; object: string }) => `\`${object}\` has no field \`${name}\``,
  doc: {
    text: 'Salesforce fields are written by their API names. The catalog does not have this one on this object.',
    wrong: 'jobtitle -> Titel',
    right: 'jobtitle -> Title',
  },
})

export const fieldNotEverywhere = code({
  code: 'LS2005',
  name: 'field-not-on-every-object',
  severity: 'error',
  message: ({ name, object, lacking }: { name: string; object: string; lacking: string }) =>
    `\`${name}\` exists on \`${object}\` but not on \`${lacking}\``,
  doc: {
    text: 'A bare field must exist on every Salesforce object of the sync. Where only one has it, the object is written in front.',
    wrong: 'industry -> Industry',
    right: 'industry -> Lead.Industry',
  },
})

export const unknownList = code({
  code: 'LS2006',
  name: 'unknown-list',
  severity: 'error',
  message: ({ name }: { name: string }) => `HubSpot has no list \`${name}\` in this catalog`,
  doc: {
    text: 'A list is written by its name. The catalog has no list of that name.',
    wrong: 'from hubspot {\n  include when member of "Ready for sale"\n  on change update\n}',
    right: 'from hubspot {\n  include when member of "Ready for sales"\n  on change update\n}',
  },
})

export const unknownTable = code({
  code: 'LS2007',
  name: 'unknown-table',
  severity: 'error',
  message: ({ name }: { name: string }) => `there is no value table and no function \`${name}\``,
  doc: {
    text: 'After `using` stands a `values` table of this policy, a table that Lockstep ships, or a function.',
    wrong: 'state <-> Lead.State using us_state',
    right: 'state <-> Lead.State using us_states',
  },
})

export const unknownFunction = code({
  code: 'LS2008',
  name: 'unknown-function',
  severity: 'error',
  message: ({ name }: { name: string }) => `there is no function \`${name}\``,
  doc: {
    text: 'Functions are listed in the reference; a policy cannot define its own.',
    wrong: 'full_name <- uper(LastName)',
    right: 'full_name <- upper(LastName)',
  },
})

export const unknownStage = code({
  code: 'LS2009',
  name: 'unknown-stage',
  severity: 'error',
  message: ({ name, property }: { name: string; property: string }) => `\`${property}\` has no stage \`${name}\``,
  doc: {
    text: 'Stages are written by their internal names, as options of the property.',
    wrong:
      'lifecycle contact.lifecyclestage {\n  order ("subscriber", "leed", "customer")\n  advance to "customer" when any Opportunity is won\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {\n  order ("subscriber", "lead", "customer")\n  advance to "customer" when any Opportunity is won\n}\n',
  },
})

export const duplicateDeclaration = code({
  code: 'LS2010',
  name: 'duplicate-declaration',
  severity: 'error',
  message: ({ what }: { what: string }) => `${what} is written twice`,
  help: () => 'keep one of the two, or join their lines',
  doc: {
    text: 'A folder has one `policy` block, one `sync` for each HubSpot object, one table of each name, and a sync has one `from` for each object.',
    wrong: 'values size {\n  "S" <-> "Small"\n}\nvalues size {\n  "L" <-> "Large"\n}\n',
    right: 'values size {\n  "S" <-> "Small"\n  "L" <-> "Large"\n}\n',
  },
})

export const sideMissing = code({
  code: 'LS2011',
  name: 'side-missing',
  severity: 'error',
  message: ({ name }: { name: string }) => `\`${name}\` does not say whose it is`,
  help: ({ name }) => `write \`hubspot.${name}\` or \`salesforce.${name}\``,
  doc: {
    text: 'The options of a mapping may look at both records, so every name there begins with `hubspot.` or `salesforce.`.',
    wrong: 'annualrevenue <-> Lead.AnnualRevenue when company is known',
    right: 'annualrevenue <-> Lead.AnnualRevenue when hubspot.company is known',
  },
})

export const unknownStep = code({
  code: 'LS2012',
  name: 'unknown-step',
  severity: 'error',
  message: ({ name, object }: { name: string; object: string }) => `nothing named \`${name}\` can be reached from \`${object}\``,
  doc: {
    text: 'A name with a dot takes one step: from a HubSpot object to an associated one, or along a Salesforce lookup.',
    wrong: 'from hubspot {\n  include when compny.type = "PARTNER"\n  on change update\n}',
    right: 'from hubspot {\n  include when company.type = "PARTNER"\n  on change update\n}',
  },
})

export const objectNotInSync = code({
  code: 'LS2013',
  name: 'object-not-in-sync',
  severity: 'error',
  message: ({ name, heads }: { name: string; heads: string }) => `\`${name}\` is not part of this sync, which has ${heads}`,
  help: ({ name }) => `add \`${name}\` to the line that begins with \`sync\`, or name another object`,
  doc: {
    text: 'Inside a sync only the objects of its first line may be named.',
    wrong: 'from Account {\n  on change update\n}',
    right: 'from Lead {\n  on change update\n}',
  },
})

export const unknownRecordType = code({
  code: 'LS2014',
  name: 'unknown-record-type',
  severity: 'error',
  message: ({ name, object }: { name: string; object: string }) => `\`${object}\` has no record type \`${name}\``,
  doc: {
    text: 'A record type is written by its developer name, as the catalog has it.',
    wrong: 'from hubspot {\n  on new create Contact as "Partnr"\n  on change update\n}',
    right: 'from hubspot {\n  on new create Contact as "Partner"\n  on change update\n}',
  },
})

export const pathTooLong = code({
  code: 'LS2015',
  name: 'path-too-long',
  severity: 'error',
  message: ({ name }: { name: string }) => `\`${name}\` takes more than one step`,
  help: () => 'an expression may look one association or lookup away, no further',
  doc: {
    text: 'One step is what both systems can tell about a changed record without a search; further ones would miss changes.',
    wrong: 'company <- Contact.Account.Name',
    right: 'company <- Lead.Company',
  },
})

export const fieldTypesDiffer = code({
  code: 'LS2016',
  name: 'field-types-differ',
  severity: 'error',
  message: ({
    name,
    first,
    firstType,
    second,
    secondType,
  }: {
    name: string
    first: string
    firstType: string
    second: string
    secondType: string
  }) => `\`${name}\` is ${firstType} on \`${first}\` but ${secondType} on \`${second}\``,
  help: ({ name, first }) => `write one line for each object, beginning with \`${first}.${name}\``,
  doc: {
    text: 'A bare field stands for the same field on every object of the sync, so it needs one type on all of them.',
    wrong: 'rating_score -> Score__c',
    right: 'rating_score -> Lead.Score__c',
  },
})

export const unknownPipeline = code({
  code: 'LS2017',
  name: 'unknown-pipeline',
  severity: 'error',
  message: ({ name, object }: { name: string; object: string }) => `\`${object}\` has no pipeline \`${name}\` in this catalog`,
  doc: {
    text: 'A pipeline is written by its id or by its label, as the catalog has it.',
    wrong:
      'sync deal with Opportunity {\n  match none\n  pipeline "defalt" <-> record type "Standard" {\n    stage "closedwon" <-> "Closed Won"\n  }\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> "Closed Won"\n  }\n}\n',
  },
})

export const unknownPipelineStage = code({
  code: 'LS2018',
  name: 'unknown-pipeline-stage',
  severity: 'error',
  message: ({ name, pipeline }: { name: string; pipeline: string }) => `the pipeline \`${pipeline}\` has no stage \`${name}\``,
  doc: {
    text: 'A stage of HubSpot stands left of the arrow, by its id or by its label, and belongs to the pipeline of its block.',
    wrong:
      'sync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closed won" <-> "Closed Won"\n  }\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> "Closed Won"\n  }\n}\n',
  },
})

export const unknownStageValue = code({
  code: 'LS2019',
  name: 'unknown-stage-value',
  severity: 'error',
  message: ({ name, field }: { name: string; field: string }) => `\`${field}\` has no value \`${name}\``,
  doc: {
    text: 'A stage of Salesforce stands right of the arrow, by its value in the picklist of stages or of the status.',
    wrong:
      'sync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> "Won"\n  }\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> "Closed Won"\n  }\n}\n',
  },
})

export const unknownSupportProcess = code({
  code: 'LS2020',
  name: 'unknown-support-process',
  severity: 'error',
  message: ({ name, object }: { name: string; object: string }) => `\`${object}\` has no support process \`${name}\``,
  doc: {
    text: 'A support process is written by its name, and only cases have them.',
    wrong:
      'sync ticket with Case {\n  match none\n  pipeline "Support" <-> support process "Escalation desk" {\n    stage "New" <-> "New"\n  }\n}\n',
    right:
      'sync ticket with Case {\n  match none\n  pipeline "Support" <-> support process "Escalations" {\n    stage "New" <-> "New"\n  }\n}\n',
  },
})

export const unknownAssociationLabel = code({
  code: 'LS2021',
  name: 'unknown-association-label',
  severity: 'error',
  message: ({ label, from, to }: { label: string; from: string; to: string }) =>
    `an association of \`${from}\` and \`${to}\` has no label \`${label}\``,
  doc: {
    text: 'A label of an association is written as HubSpot shows it, from this object to the other one.',
    wrong:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  from hubspot {\n    on change update\n  }\n  associate company -> AccountId label "Partnr"\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  from hubspot {\n    on change update\n  }\n  associate company -> AccountId label "Partner"\n}\n',
  },
})

export const unknownActivity = code({
  code: 'LS2022',
  name: 'unknown-activity',
  severity: 'error',
  message: ({ name }: { name: string }) => `HubSpot has no activity \`${name}\` that could be synced`,
  doc: {
    text: 'The left side of a line in `activities` names a kind of activity.',
    wrong: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  phone_call <-> Task.Call\n}\n',
    right: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  call <-> Task.Call\n}\n',
  },
})

export const unknownActivityObject = code({
  code: 'LS2023',
  name: 'unknown-activity-object',
  severity: 'error',
  message: ({ name }: { name: string }) => `\`${name}\` is no activity of Salesforce`,
  doc: {
    text: 'Activities of Salesforce are tasks, by subtype if need be, and events.',
    wrong: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  meeting <-> Meeting\n}\n',
    right: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  meeting <-> Event\n}\n',
  },
})

export const unknownSubtype = code({
  code: 'LS2024',
  name: 'unknown-subtype',
  severity: 'error',
  message: ({ name, object }: { name: string; object: string }) => `\`${object}\` has no subtype \`${name}\``,
  doc: {
    text: 'The part after the dot is the subtype of a task, as Salesforce spells it.',
    wrong: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  call <-> Task.Phone\n}\n',
    right: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nactivities {\n  call <-> Task.Call\n}\n',
  },
})

export const unknownForm = code({
  code: 'LS2025',
  name: 'unknown-form',
  severity: 'error',
  message: ({ name }: { name: string }) => `HubSpot has no form \`${name}\` in this catalog`,
  doc: {
    text: 'A form is written by its name, as HubSpot shows it.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ncampaigns {\n  form "Webinar signup" -> Campaign "Autumn webinar"\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ncampaigns {\n  form "Webinar sign-up" -> Campaign "Autumn webinar"\n}\n',
  },
})

export const unknownTestRecord = code({
  code: 'LS2026',
  name: 'unknown-test-record',
  severity: 'error',
  message: ({ name }: { name: string }) => `this test has no record \`${name}\``,
  doc: {
    text: 'A step or an expectation names a record that a `given` or a `creates` line has named before.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  expect adda (email = "ada@example.com")\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  expect ada (email = "ada@example.com")\n}\n',
  },
})

export const unknownTestObject = code({
  code: 'LS2027',
  name: 'unknown-test-object',
  severity: 'error',
  message: ({ name }: { name: string }) => `neither HubSpot nor Salesforce has an object \`${name}\` in this catalog`,
  doc: {
    text: 'After `given` stands an object of either system, spelled as that system does: `contact` is HubSpot’s, `Contact` is Salesforce’s.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given person ada (email = "ada@example.com")\n  expect no writes\n}\n',
    right:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\ntest "an example" {\n  given contact ada (email = "ada@example.com")\n  expect no writes\n}\n',
  },
})

export const unknownLinkedObject = code({
  code: 'LS2032',
  name: 'unknown-linked-object',
  severity: 'error',
  message: ({ name }: { name: string }) => `there is no object \`${name}\` to be linked to`,
  doc: {
    text: 'After `is linked to` stands an object of the other system that this sync joins. Neither catalog has one of this name.',
    wrong: 'from hubspot {\n  include when not is linked to Contct\n  on change update\n}',
    right: 'from hubspot {\n  include when email is known\n  on change update\n}',
  },
})

export const NAMES_CODES: readonly Code<never>[] = [
  unknownHubspotObject,
  unknownSalesforceObject,
  unknownProperty,
  unknownField,
  fieldNotEverywhere,
  unknownList,
  unknownTable,
  unknownFunction,
  unknownStage,
  duplicateDeclaration,
  sideMissing,
  unknownStep,
  objectNotInSync,
  unknownRecordType,
  pathTooLong,
  fieldTypesDiffer,
  unknownPipeline,
  unknownPipelineStage,
  unknownStageValue,
  unknownSupportProcess,
  unknownAssociationLabel,
  unknownActivity,
  unknownActivityObject,
  unknownSubtype,
  unknownForm,
  unknownTestRecord,
  unknownTestObject,
  unknownLinkedObject,
]
