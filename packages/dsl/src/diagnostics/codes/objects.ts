/** Codes LS4xxx: meaning, of objects and what joins them: associations, pipelines, matches through others. */
import { type Code, code } from '../code'

export const severalObjects = code({
  code: 'LS4025',
  name: 'several-objects',
  severity: 'error',
  message: ({ object }: { object: string }) => `\`${object}\` can be synced with one Salesforce object only`,
  help: () => 'keep one of them; only `contact` meets several: `Lead` and `Contact`',
  doc: {
    text: 'A person is a lead or a contact in Salesforce, and moves from one to the other. Nothing else moves, so every other object has one counterpart.',
    wrong: 'sync company with Account, Lead {\n  match salesforceaccountid = Id\n  prefer newest\n}\n',
    right: 'sync company with Account {\n  match salesforceaccountid = Id\n}\n',
  },
})

export const associationNeverLinked = code({
  code: 'LS4026',
  name: 'association-never-linked',
  severity: 'error',
  message: ({ object, why }: { object: string; why: string }) => `no \`${object}\` can be associated: ${why}`,
  help: () => 'sync these records too, or remove the line',
  doc: {
    text: 'An association joins two records that are both linked. Where the other object is not synced, or the lookup leads elsewhere, the line does nothing.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  associate company -> AccountId\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync contact with Contact {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  associate company -> AccountId\n}\n',
  },
})

export const associationCycle = code({
  code: 'LS4027',
  name: 'association-cycle',
  severity: 'error',
  message: ({ cycle }: { cycle: string }) => `these records would wait for each other without end: ${cycle}`,
  help: () => 'take `required` from one of them',
  doc: {
    text: 'A record with a required association waits until its parent is linked. In a cycle every record waits for the next one, and none is ever written.',
    wrong:
      'sync company with Account {\n  match salesforceaccountid = Id\n  from hubspot {\n    on change update\n  }\n  associate company -> ParentId required\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n  from hubspot {\n    on change update\n  }\n  associate company -> ParentId\n}\n',
  },
})

export const dealsWithoutCompanies = code({
  code: 'LS4028',
  name: 'deals-without-companies',
  severity: 'warning',
  message: () => 'deals are synced and companies are not, so no opportunity is joined to its account',
  help: () => 'write `sync company with Account { ... }` and `associate company <-> AccountId` in the sync of deals',
  doc: {
    text: 'HubSpot removes the account of an opportunity where companies are synced later. Say from the start how companies and accounts belong together.',
    wrong: 'sync deal with Opportunity {\n  match none\n}\n',
    right: 'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n}\n',
  },
})

export const noPipelinesHere = code({
  code: 'LS4029',
  name: 'no-pipelines-here',
  severity: 'error',
  message: ({ object }: { object: string }) => `\`${object}\` has no pipelines or stages that could be paired`,
  help: () => 'remove the block; pipelines stand in a sync with `Opportunity` or `Case`',
  doc: {
    text: 'Opportunities have stages, cases have a status. Other objects of Salesforce have neither, and their stages are ordinary fields to map.',
    wrong:
      'sync company with Account {\n  match salesforceaccountid = Id\n  pipeline "default" <-> record type master {\n    stage "closedwon" <-> "Closed Won"\n  }\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type master {\n    stage "closedwon" <-> "Closed Won"\n  }\n}\n',
  },
})

export const writtenTwiceInPipeline = code({
  code: 'LS4030',
  name: 'ambiguous-pipeline',
  severity: 'error',
  message: ({ what, side }: { what: string; side: string }) => `${what} has two lines here, and ${side} could not tell which one is meant`,
  help: () => 'keep one of them, or let one carry the other way only',
  doc: {
    text: 'Where a value crosses, it may have one counterpart only. Several stages may become one by one-way lines; one cannot become several.',
    wrong:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> "Closed Won"\n    stage "closedlost" <-> "Closed Won"\n  }\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> "Closed Won"\n    stage "closedlost" -> "Closed Won"\n  }\n}\n',
  },
})

export const stagesUnlisted = code({
  code: 'LS4031',
  name: 'stages-unlisted',
  severity: 'warning',
  message: ({ stages, side }: { stages: string; side: string }) => `${side} has stages without a line here: ${stages}`,
  help: () => 'give each a `stage` line; a record in any other stage is an error card',
  doc: {
    text: 'A record whose stage has no line cannot cross: it becomes an error card, never a silent default.',
    wrong:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> "Closed Won"\n  }\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  pipeline "default" -> record type "Standard" {\n    stage "appointmentscheduled" -> "Prospecting"\n    stage "closedwon" -> "Closed Won"\n    stage "closedlost" -> "Closed Lost"\n  }\n}\n',
  },
})

export const matchThroughNothing = code({
  code: 'LS4032',
  name: 'match-through-nothing',
  severity: 'error',
  message: ({ object, why }: { object: string; why: string }) => `no records can find each other through \`${object}\`: ${why}`,
  help: () => 'name an object whose records are synced and hang on both of these',
  doc: {
    text: 'Two records match through a third pair that is linked already: a company and an account that share a person. So the third object must be synced, with a lookup to this one.',
    wrong: 'sync company with Account {\n  match through contact\n}\n',
    right:
      'sync company with Account {\n  match through contact\n}\nsync contact with Contact {\n  match email = Email\n  prefer newest\n}\n',
  },
})

export const linkWithoutMatch = code({
  code: 'LS4033',
  name: 'link-without-match',
  severity: 'error',
  message: () => '`link` looks for a match, and `match none` says that there is none',
  help: () => 'write a match key, or `ignore` in the place of `link`',
  doc: {
    text: 'A line that links needs a way by which records find each other.',
    wrong: 'sync deal with Opportunity {\n  match none\n  from hubspot {\n    on new link\n  }\n}\n',
    right:
      'sync company with Account {\n  match salesforceaccountid = Id\n}\nsync deal with Opportunity {\n  match none\n  from hubspot {\n    on new ignore\n  }\n}\n',
  },
})

export const matchNoneBesideKeys = code({
  code: 'LS4034',
  name: 'match-none-beside-keys',
  severity: 'error',
  message: () => '`match none` stands beside another way to match',
  help: () => 'remove one of the two',
  doc: {
    text: '`match none` says that records never find each other by themselves, which another `match` line denies.',
    wrong: 'sync company with Account {\n  match salesforceaccountid = Id\n  match none\n}\n',
    right: 'sync company with Account {\n  match salesforceaccountid = Id\n}\n',
  },
})

export const keyOfAnother = code({
  code: 'LS4038',
  name: 'key-of-another-record',
  severity: 'error',
  message: ({ name }: { name: string }) => `\`${name}\` belongs to another record, and a match key is a value of the record itself`,
  help: () => 'name a property of the record itself, or write `match through` and the object that both share',
  doc: {
    text: 'Two records find each other by what they hold themselves. What stands one step away may be shared by many.',
    wrong: 'match company.name = Email',
    right: 'match email = Email',
  },
})

export const OBJECTS_CODES: readonly Code<never>[] = [
  severalObjects,
  associationNeverLinked,
  associationCycle,
  dealsWithoutCompanies,
  noPipelinesHere,
  writtenTwiceInPipeline,
  stagesUnlisted,
  matchThroughNothing,
  linkWithoutMatch,
  matchNoneBesideKeys,
  keyOfAnother,
]
