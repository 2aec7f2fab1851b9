/** Catalog keys: every key of the two files of a catalog, from their formats, with what it means. */
import { hubspotFormat, salesforceFormat } from '../catalog/format'
import type { Shape } from '../catalog/shape'

/** `path` names the objects around a key with dots; `words` tell its shape, such as `a text`. */
export type CatalogKey = { readonly path: string; readonly words: string; readonly required: boolean; readonly meaning: string }

const OPTION = {
  value: 'What the API carries; policies write it.',
  label: 'What people see.',
}

const PERSON = { id: 'Its id.', name: 'Full name.', email: 'Pairs the two systems’ people.' }

const under = (path: string, keys: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(keys).map(([key, meaning]) => [`${path}.${key}`, meaning]))

const HUBSPOT: Readonly<Record<string, string>> = {
  version: 'Of this format.',
  portalId: 'The account that was read; another one is told by `catalog diff`.',
  objects: 'What may be synced: standard and custom objects.',
  ...under('objects', {
    name: 'In the singular, as policies write it: `contact`; custom ones as `p_` and their name.',
    plural: 'As the path of the API has it: `contacts`.',
    typeId: 'HubSpot’s number of the object: `0-1`.',
    label: 'How people name one record of it.',
    properties: 'Everything a record may hold.',
    requiredProperties: 'What a new record must have; HubSpot tells it of custom objects only.',
  }),
  ...under('objects.properties', {
    name: 'Internal name; policies write it.',
    label: 'What people see.',
    type: 'HubSpot’s type.',
    fieldType: 'How HubSpot shows it; it tells a checkbox from a list, and one line from several.',
    options: 'Of an enumeration, in HubSpot’s order.',
    readOnly: 'True where the API refuses to write it.',
    calculated: 'True where HubSpot works it out.',
    hasUniqueValue: 'True where no two records may have the same value: fit to be a match key.',
    referencedObjectType: '`OWNER` where its values are ids of owners.',
  }),
  ...under('objects.properties.options', OPTION),
  lists: 'Lists by which a policy may include people.',
  ...under('lists', {
    id: 'Its id.',
    name: 'As HubSpot shows it; `member of` takes it.',
    objectTypeId: 'The number of the object that it lists.',
    processingType: '`member of` takes `DYNAMIC` lists only.',
  }),
  pipelines: 'Absent where they were not read.',
  ...under('pipelines', {
    id: 'Its id; policies may write it or the label.',
    label: 'What people see.',
    object: 'The object that runs through it.',
    stages: 'In their order.',
  }),
  ...under('pipelines.stages', {
    id: 'Its id; policies may write it or the label.',
    label: 'What people see.',
    closed: 'True where records in it count as finished.',
  }),
  forms: 'Forms by which people enter campaigns; absent where they were not read: then no name of a form is doubted.',
  ...under('forms', { id: 'Its id.', name: 'As HubSpot shows it.' }),
  associations: 'Labels that associations may carry; absent where they were not read: then none is doubted.',
  ...under('associations', { from: 'The object on this end.', to: 'The object on the other end.', label: 'As HubSpot shows it.' }),
  currencies: 'Currencies of the account by their codes, its own first.',
  owners: 'Who may own records: personal data, absent with `--no-people`.',
  ...under('owners', PERSON),
}

const SALESFORCE: Readonly<Record<string, string>> = {
  version: 'Of this format.',
  orgId: 'The org that was read; another one is told by `catalog diff`.',
  objects: 'What may be synced, and what conditions look at.',
  ...under('objects', {
    name: 'API name; policies write it.',
    label: 'What people see.',
    keyPrefix: 'The first three signs of its ids.',
    fields: 'Everything a record may hold.',
    recordTypes: 'Absent where it has none.',
    supportProcesses: 'Of cases; absent where they were not read.',
  }),
  ...under('objects.fields', {
    name: 'API name; policies write it.',
    label: 'What people see.',
    type: 'Salesforce’s type.',
    nillable: 'False where the field is never blank.',
    createable: 'True where the connected user may fill it in a new record.',
    updateable: 'True where the connected user may change it.',
    length: 'Most characters of a text.',
    precision: 'Digits of a number.',
    scale: 'Digits of a number after the point.',
    options: 'Of a picklist, in Salesforce’s order.',
    restrictedPicklist: 'True where other values are refused.',
    defaultedOnCreate: 'True where Salesforce fills it by itself: a new record may leave it out.',
    calculated: 'True for a formula.',
    externalId: 'True where records can be upserted by it.',
    unique: 'True where no two records may have the same value.',
    idLookup: 'True where records can be found by it.',
    referenceTo: 'Of a lookup: the objects that it may point to.',
    relationshipName: 'Of a lookup: how a path steps over it, as in `Account.Name`.',
    controlledBy: 'Of a dependent picklist: the field that decides which options may be chosen.',
  }),
  ...under('objects.fields.options', {
    ...OPTION,
    validFor: 'Of a dependent picklist: the values of the controlling field that allow it.',
  }),
  ...under('objects.recordTypes', {
    id: 'Its id.',
    developerName: 'What policies write.',
    name: 'What people see.',
    master: 'True for the one that stands for none.',
  }),
  campaigns: 'Active campaigns; absent where they were not read: then no name of a campaign is doubted.',
  ...under('campaigns', {
    id: 'Its id.',
    name: 'As Salesforce shows it.',
    statuses: 'What a member’s status may be, in Salesforce’s order.',
  }),
  users: 'Active users: personal data, absent with `--no-people`.',
  ...under('users', PERSON),
}

const keysOf = (shape: Shape, meanings: Readonly<Record<string, string>>, path: string): readonly CatalogKey[] =>
  (shape.keys ?? []).flatMap(({ name, required, shape: inner }) => {
    const at = path === '' ? name : `${path}.${name}`
    return [{ path: at, words: inner.words, required, meaning: meanings[at] ?? '' }, ...keysOf(inner, meanings, at)]
  })

/** The keys of both files, outermost first, in the order of their formats; each with its meaning. */
export const catalogKeys: Readonly<Record<'hubspot' | 'salesforce', readonly CatalogKey[]>> = {
  hubspot: keysOf(hubspotFormat, HUBSPOT, ''),
  salesforce: keysOf(salesforceFormat, SALESFORCE, ''),
}

/** Meanings of keys that no format has any more; empty, or one was forgotten. */
export const staleMeanings: readonly string[] = [
  ...Object.keys(HUBSPOT).filter((path) => !catalogKeys.hubspot.some((key) => key.path === path)),
  ...Object.keys(SALESFORCE).filter((path) => !catalogKeys.salesforce.some((key) => key.path === path)),
]
