/** Random requests of HubSpot clients. For tests. */
import { HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET, HUBSPOT_REFRESH_TOKEN } from '../../hubspot/access/apps'
import { type Act, ask, form, idOf, met, type Sent, type Stage } from './stage'

const HUBSPOT = '/crm/v3/objects/contacts'
const BACK = 'http://localhost/back'
/** The form of the seed. */
export const FORM_ID = 'f0a1b2c3-0000-4000-8000-000000000001'
const hubspot = (stage: Stage, method: string, url: string, sent?: Sent) => ask(stage, 'hubspot', method, url, sent)
const contact = (number: number) => ({
  properties: { email: `p${number}@a.example`, firstname: `F${number}`, lifecyclestage: number % 2 === 0 ? 'lead' : 'customer' },
})
const LIST = {
  objectTypeId: '0-1',
  processingType: 'DYNAMIC',
  filterBranch: {
    filterBranchType: 'OR',
    filterBranches: [
      {
        filterBranchType: 'AND',
        filterBranches: [],
        filters: [
          {
            filterType: 'PROPERTY',
            property: 'lifecyclestage',
            operation: { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['customer'] },
          },
        ],
      },
    ],
    filters: [],
  },
}
const IMPORT = (csv: string) =>
  `--x\r\nContent-Disposition: form-data; name="files"; filename="p.csv"\r\n\r\n${csv}\r\n--x\r\nContent-Disposition: form-data; name="importRequest"\r\n\r\n${JSON.stringify(
    {
      name: 'June',
      files: [
        {
          fileName: 'p.csv',
          fileFormat: 'CSV',
          fileImportPage: {
            hasHeader: true,
            columnMappings: [
              { columnName: 'Mail', propertyName: 'email', columnObjectTypeId: '0-1' },
              { columnName: 'First', propertyName: 'firstname', columnObjectTypeId: '0-1' },
            ],
          },
        },
      ],
    },
  )}\r\n--x--\r\n`
/** What clients ask of HubSpot. */
export const HUBSPOT_ACTS: readonly Act[] = [
  (stage, one, other) => hubspot(stage, 'POST', HUBSPOT, { body: contact(one), late: other % 5 === 0 }),
  (stage, one, other) => hubspot(stage, 'PATCH', `${HUBSPOT}/${idOf(stage, 'hubspot', 'contacts', one)}`, { body: contact(other) }),
  (stage, one) => hubspot(stage, 'DELETE', `${HUBSPOT}/${idOf(stage, 'hubspot', 'contacts', one)}`),
  (stage, one, other) =>
    hubspot(stage, 'POST', `${HUBSPOT}/merge`, {
      body: { primaryObjectId: idOf(stage, 'hubspot', 'contacts', one), objectIdToMerge: idOf(stage, 'hubspot', 'contacts', other) },
    }),
  (stage, one) => hubspot(stage, 'POST', `${HUBSPOT}/gdpr-delete`, { body: { objectId: idOf(stage, 'hubspot', 'contacts', one) } }),
  (stage, one, other) =>
    hubspot(stage, 'POST', `${HUBSPOT}/batch/upsert`, {
      body: { inputs: [one, other].map((each) => ({ id: `p${each}@a.example`, idProperty: 'email', ...contact(each + 1) })) },
    }),
  (stage, one) =>
    hubspot(stage, 'POST', `${HUBSPOT}/search`, {
      body: { filterGroups: [{ filters: [{ propertyName: 'firstname', operator: 'EQ', value: `F${one}` }] }] },
    }),
  (stage, one) => hubspot(stage, 'GET', `${HUBSPOT}?limit=5&propertiesWithHistory=email,firstname&archived=${one % 2 === 0}`),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v3/objects/companies', { body: { properties: { name: `C${one}`, domain: `c${one}.example` } } }),
  (stage, one, other) =>
    hubspot(
      stage,
      'PUT',
      `/crm/v4/objects/contacts/${idOf(stage, 'hubspot', 'contacts', one)}/associations/default/companies/${idOf(stage, 'hubspot', 'companies', other)}`,
    ),
  (stage, one) =>
    hubspot(
      stage,
      'GET',
      `/crm/v3/objects/companies/${idOf(stage, 'hubspot', 'companies', one)}?associations=contacts&properties=num_associated_contacts`,
    ),
  (stage, one) => hubspot(stage, 'POST', '/crm/v4/associations/contacts/companies/labels', { body: { label: `L${one}`, name: `l${one}` } }),
  (stage, one) => hubspot(stage, 'POST', '/crm/v3/lists/', { body: { ...LIST, name: `List ${one}` } }),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v3/lists/', { body: { objectTypeId: '0-1', processingType: 'MANUAL', name: `Hand ${one}` } }),
  (stage, one, other) =>
    hubspot(stage, 'PUT', `/crm/v3/lists/${met(stage, 'hubspot crm lists listId', one)}/memberships/add`, {
      body: [idOf(stage, 'hubspot', 'contacts', other)],
    }),
  (stage, one) => hubspot(stage, 'GET', `/crm/v3/lists/${met(stage, 'hubspot crm lists listId', one)}/memberships/join-order`),
  (stage) =>
    hubspot(stage, 'POST', '/crm/v3/lists/search', {
      body: { additionalProperties: ['hs_last_record_added_at', 'hs_last_record_removed_at'] },
    }),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v3/properties/contacts', {
      body: {
        name: `extra${one % 3}`,
        label: 'Extra',
        type: 'string',
        fieldType: 'text',
        groupName: 'contactinformation',
        hasUniqueValue: one % 2 === 0,
      },
    }),
  (stage, one) => hubspot(stage, 'DELETE', `/crm/v3/properties/contacts/extra${one % 3}`),
  (stage, one, other) =>
    hubspot(stage, 'PATCH', `${HUBSPOT}/${idOf(stage, 'hubspot', 'contacts', one)}`, {
      body: { properties: { [`extra${one % 3}`]: `v${other}` } },
    }),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v3/schemas', {
      body: {
        name: `thing${one % 2}`,
        labels: { singular: 'Thing', plural: 'Things' },
        properties: [{ name: 'title', label: 'Title', type: 'string', fieldType: 'text' }],
        requiredProperties: [],
        associatedObjects: [],
      },
    }),
  (stage, one) => hubspot(stage, 'POST', `/crm/v3/objects/p_thing${one % 2}`, { body: { properties: { title: `t${one}` } } }),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v3/pipelines/deals', {
      body: { label: `P${one}`, displayOrder: one, stages: [{ label: 'Open', displayOrder: 0, metadata: { probability: '0.2' } }] },
    }),
  (stage, one) => hubspot(stage, 'GET', `/crm/v3/pipelines/deals?x=${one}`),
  (stage) =>
    hubspot(
      stage,
      'POST',
      '/oauth/v1/token',
      form({
        grant_type: 'refresh_token',
        refresh_token: HUBSPOT_REFRESH_TOKEN,
        client_id: HUBSPOT_CLIENT_ID,
        client_secret: HUBSPOT_CLIENT_SECRET,
      }),
    ),
  (stage, one) => hubspot(stage, 'GET', `${HUBSPOT}?limit=1`, { token: met(stage, 'hubspot oauth token access_token', one) }),
  (stage) =>
    hubspot(
      stage,
      'POST',
      '/oauth/2026-03/token',
      form({ grant_type: 'client_credentials', client_id: HUBSPOT_CLIENT_ID, client_secret: HUBSPOT_CLIENT_SECRET }),
    ),
  (stage, one) =>
    hubspot(stage, 'POST', '/webhooks-journal/subscriptions/2026-03', {
      token: met(stage, 'hubspot oauth token access_token', one),
      body: { subscriptionType: 'OBJECT', objectTypeId: '0-1', actions: ['CREATE', 'UPDATE', 'MERGE'] },
    }),
  (stage, one) =>
    hubspot(stage, 'GET', '/webhooks-journal/journal/2026-03/latest', { token: met(stage, 'hubspot oauth token access_token', one) }),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v3/imports/', {
      body: IMPORT(`Mail,First\np${one}@a.example,I${one}\nbad,x`),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    }),
  (stage, one) => hubspot(stage, 'GET', `/crm/v3/imports/${met(stage, 'hubspot crm imports id', one)}`),
  (stage) =>
    hubspot(stage, 'POST', '/crm/v3/exports/export/async', {
      body: {
        exportType: 'VIEW',
        format: 'CSV',
        exportName: 'e',
        objectType: 'CONTACT',
        objectProperties: ['email'],
        language: 'EN',
        associatedObjectType: null,
      },
    }),
  (stage, one) => hubspot(stage, 'GET', `/crm/v3/exports/export/async/tasks/${met(stage, 'hubspot crm exports id', one)}/status`),
  (stage) => hubspot(stage, 'GET', '/account-info/v3/api-usage/daily/private-apps'),
  (stage) => hubspot(stage, 'GET', `/crm/v3/owners`),
  (stage, one) =>
    ask(stage, 'hubspot', 'POST', `/submissions/v3/integration/submit/24680135/${FORM_ID}`, {
      body: { fields: [{ objectTypeId: '0-1', name: 'email', value: `f${one}@a.example` }] },
    }),
  (stage) => ask(stage, 'hubspot', 'GET', `/form-integrations/v1/submissions/forms/${FORM_ID}`),
  (stage) =>
    ask(
      stage,
      'hubspot',
      'GET',
      `/oauth/authorize?${new URLSearchParams({ client_id: HUBSPOT_CLIENT_ID, redirect_uri: BACK, scope: 'oauth' })}`,
    ),
  (stage, one) =>
    hubspot(
      stage,
      'POST',
      '/oauth/v1/token',
      form({
        grant_type: 'authorization_code',
        code: met(stage, 'hubspot code', one),
        redirect_uri: BACK,
        client_id: HUBSPOT_CLIENT_ID,
        client_secret: HUBSPOT_CLIENT_SECRET,
      }),
    ),
  (stage, one) => hubspot(stage, 'DELETE', `/crm/v3/lists/${met(stage, 'hubspot crm lists listId', one)}`),
  (stage, one) => hubspot(stage, 'PUT', `/crm/v3/lists/${met(stage, 'hubspot crm lists listId', one)}/restore`),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v4/associations/definitions/configurations/contacts/companies/batch/create', {
      body: { inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 279, maxToObjectIds: 1 + (one % 3) }] },
    }),
  (stage) => hubspot(stage, 'GET', '/crm/v4/associations/contacts/companies/labels'),
  (stage, one) => hubspot(stage, 'DELETE', `/crm/v3/schemas/thing${one % 2}?archived=${one % 3 === 0}`),
  (stage, one) =>
    hubspot(stage, 'POST', '/crm/v3/objects/deals', {
      body: { properties: { dealname: `D${one}`, dealstage: 'closedwon', hubspot_owner_id: '7' } },
    }),
  (stage, one) => hubspot(stage, 'POST', '/crm/v3/lists/folders', { body: { name: `Folder ${one}` } }),
  (stage, one, other) =>
    hubspot(stage, 'PUT', '/crm/v3/lists/folders/move-list', {
      body: { listId: met(stage, 'hubspot crm lists listId', one), newFolderId: String(other % 3) },
    }),
  (stage, one) => hubspot(stage, 'GET', `/crm/v3/lists/folders?folderId=${one % 3}`),
  (stage, one, other) =>
    hubspot(stage, 'PUT', `/crm/v3/lists/${met(stage, 'hubspot crm lists listId', one)}/schedule-conversion`, {
      body: { conversionType: 'INACTIVITY', offset: 1 + other, timeUnit: 'DAY' },
    }),
  (stage, one) => hubspot(stage, 'GET', `/crm/v3/lists/${met(stage, 'hubspot crm lists listId', one)}/size-and-edits-history/between`),
  (stage, one) => hubspot(stage, 'POST', '/settings/v3/users', { body: { email: `u${one}@acme.example`, firstName: 'U' } }),
  (stage, one) =>
    hubspot(stage, 'PUT', '/crm/v3/property-validations/0-1/firstname/rule-type/MAX_LENGTH', {
      body: { ruleArguments: [String(1 + one)] },
    }),
  (stage) => hubspot(stage, 'GET', '/crm/v3/pipelines/deals/default/audit'),
  (stage, one) =>
    hubspot(stage, 'POST', '/webhooks-journal/snapshots/2026-03/crm', {
      token: met(stage, 'hubspot oauth token access_token', one),
      body: { snapshotRequests: [{ portalId: 24_680_135, objectTypeId: '0-1', objectId: one, properties: ['email'] }] },
    }),
]
