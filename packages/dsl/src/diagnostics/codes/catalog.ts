/** Codes LS5xxx: catalog. */
import { type Code, code } from '../code'

export const readOnlyTarget = code({
  code: 'LS5001',
  name: 'read-only-target',
  severity: 'error',
  message: ({ name, reason }: { name: string; reason: string }) => `\`${name}\` cannot be written: it is ${reason}`,
  help: () => 'turn the arrow around, so that its value is only read',
  doc: {
    text: 'Formulas, calculated properties, numbers given out by the system and read-only fields take no values.',
    wrong: 'full_name -> Name',
    right: 'full_name <- Name',
  },
})

export const requiredUnfilled = code({
  code: 'LS5002',
  name: 'required-field-unfilled',
  severity: 'error',
  message: ({ object, field }: { object: string; field: string }) =>
    `\`${object}\` cannot be created without \`${field}\`, and no mapping fills it`,
  help: ({ object, field }) => `map something to \`${object}.${field}\`, with a \`default\` for blanks`,
  doc: {
    text: 'Salesforce refuses a new record whose required fields are blank.',
    wrong:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on new create Lead\n    on change update\n  }\n  map {\n    lastname -> LastName\n  }\n}\n',
    right:
      'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on new create Lead\n    on change update\n  }\n  map {\n    lastname -> LastName\n    company  -> Company default "[not provided]"\n  }\n}\n',
  },
})

export const longerThanTarget = code({
  code: 'LS5003',
  name: 'longer-than-target',
  severity: 'info',
  message: ({ source, sourceLength, target, length }: { source: string; sourceLength: string; target: string; length: string }) =>
    `\`${source}\` may hold ${sourceLength} characters, \`${target}\` only ${length}`,
  help: () => 'a longer text becomes an error card; `left(...)` would cut it in a one-way mapping',
  doc: {
    text: 'A text that does not fit is not cut silently: it is an error card for that field, and the rest of the record goes on.',
    wrong: 'notes_long -> Lead.Title',
    right: 'left(notes_long, 128) -> Lead.Title',
  },
})

export const noCounterpart = code({
  code: 'LS5004',
  name: 'option-without-counterpart',
  severity: 'warning',
  message: ({ options, target }: { options: string; target: string }) => `${options} would be refused by \`${target}\``,
  help: () => 'give these options rows in a `values` table, or an `otherwise`',
  doc: {
    text: 'The source can have a value for which the target has no option. Each such value becomes an error card.',
    wrong: 'hs_lead_status <-> Lead.Status',
    right: 'hs_lead_status <-> Lead.Status using lead_status',
  },
})

export const listNotDynamic = code({
  code: 'LS5005',
  name: 'list-not-dynamic',
  severity: 'error',
  message: ({ name, kind }: { name: string; kind: string }) => `\`${name}\` is ${kind}`,
  help: () => 'name an active list of this object',
  doc: {
    text: 'Only active (dynamic) lists tell when people enter and leave, so only they can decide who is included.',
    wrong: 'from hubspot {\n  include when member of "Trade fair 2024"\n  on change update\n}',
    right: 'from hubspot {\n  include when member of "Ready for sales"\n  on change update\n}',
  },
})

export const noContactRoles = code({
  code: 'LS5006',
  name: 'no-contact-roles',
  severity: 'error',
  message: ({ object }: { object: string }) => `the catalog has no \`${object}\`, which a lifecycle rule reads`,
  help: () => 'let the connected user read it, and run `lockstep catalog pull`',
  doc: {
    text: 'A person and an opportunity are joined by OpportunityContactRole alone; without it no rule can be decided.',
    wrong:
      'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\nlifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n  advance to "customer" when any Opportunity is won\n}\n',
    right: 'sync contact with Contact {\n  match email = Email\n  prefer newest\n}\n',
  },
})

export const rowValueUnknown = code({
  code: 'LS5007',
  name: 'row-value-unknown',
  severity: 'warning',
  message: ({ value, name }: { value: string; name: string }) =>
    `\`${value}\` is not an option of \`${name}\`, which this table is used for`,
  help: () => 'write the internal value of an option',
  doc: {
    text: 'A row with a value that the picklist does not have is never used, or writes what is refused.',
    wrong: 'hs_lead_status <-> Lead.Status using misspelt_status',
    right: 'hs_lead_status <-> Lead.Status using lead_status',
  },
})

export const CATALOG_CODES: readonly Code<never>[] = [
  readOnlyTarget,
  requiredUnfilled,
  longerThanTarget,
  noCounterpart,
  listNotDynamic,
  noContactRoles,
  rowValueUnknown,
]
