/** Older addresses that connectors still read: properties, pipelines, owners and the account. */
import type { SandboxResponse } from '../../world/system'
import { notFound } from '../api-error'
import type { Form } from '../forms/form'
import type { Stage } from '../schema/pipeline'
import { details } from './account'
import { type Context, isQueryTrue, type Route, storeOf } from './context'
import { propertyBody } from './properties'

/** Endpoints of versions 1 and 2, read only. */
export const LEGACY_ROUTES: readonly Route[] = [
  { method: 'GET', area: 'properties', version: 'v1', pattern: ':type/properties', handle: properties },
  { method: 'GET', area: 'properties', version: 'v2', pattern: ':type/properties', handle: properties },
  { method: 'GET', area: 'properties', version: 'v1', pattern: ':type/properties/named/:name', handle: property },
  { method: 'GET', area: 'properties', version: 'v2', pattern: ':type/properties/named/:name', handle: property },
  { method: 'GET', area: 'crm-pipelines', version: 'v1', pattern: 'pipelines/:type', handle: pipelines },
  { method: 'GET', area: 'owners', version: 'v2', pattern: 'owners', handle: owners },
  { method: 'GET', area: 'forms', version: 'v2', pattern: 'forms', handle: forms },
  { method: 'GET', area: 'forms', version: 'v2', pattern: 'forms/:id', handle: form },
  { method: 'GET', area: 'integrations', version: 'v1', pattern: 'me', handle: details },
  { method: 'GET', area: 'integrations', version: 'v1', pattern: 'limit/daily', handle: dailyLimit },
]

function properties(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  return { status: 200, body: schema.list().map((each) => ({ ...propertyBody(context, schema, each), deleted: false })) }
}

function property(context: Context): SandboxResponse {
  const { schema } = storeOf(context)
  return { status: 200, body: { ...propertyBody(context, schema, schema.require(context.params['name'] ?? '')), deleted: false } }
}

function pipelines(context: Context): SandboxResponse {
  const { type } = storeOf(context).schema
  const results = (context.portal.pipelines.get(type.name) ?? []).map(
    ({ id, label, displayOrder, stages, createdAt = 0, updatedAt = 0 }) => ({
      objectType: type.singular.toUpperCase(),
      objectTypeId: type.id,
      pipelineId: id,
      label,
      displayOrder,
      active: true,
      default: id === 'default' || id === '0',
      stages: stages.map(stageBody),
      createdAt,
      updatedAt,
    }),
  )
  return { status: 200, body: { results } }
}

function stageBody({ id, label, displayOrder, metadata, createdAt = 0, updatedAt = 0 }: Stage) {
  return { stageId: id, label, displayOrder, metadata, active: true, createdAt, updatedAt }
}

function owners(context: Context): SandboxResponse {
  const { portal, request } = context
  const email = request.query.get('email')?.toLowerCase()
  const all = portal.owners.filter(
    (owner) => (!owner.archived || isQueryTrue(context, 'includeInactive')) && (email === undefined || owner.email.toLowerCase() === email),
  )
  const body = all.map(({ id, type, firstName, lastName, email: address, userId, archived, createdAt, updatedAt }) => ({
    portalId: portal.world.portal,
    ownerId: Number(id),
    type,
    firstName,
    lastName,
    email: address,
    createdAt,
    updatedAt,
    remoteList: [],
    hasContactsAccess: !archived,
    ...(archived ? {} : { activeUserId: userId }),
    userIdIncludingInactive: userId,
    active: !archived,
  }))
  return { status: 200, body, records: body.length }
}

/** A form with one field in each group, as forms without columns have them. */
function formBody({ portal }: Context, { id, name, fields, createdAt, updatedAt }: Form) {
  const formFieldGroups = fields.map((field) => ({
    fields: [
      {
        name: field.name,
        label: field.label,
        type: 'string',
        fieldType: 'text',
        required: field.required,
        enabled: true,
        hidden: field.hidden,
        options: [],
      },
    ],
    default: true,
    isSmartGroup: false,
    richText: { content: '', type: 'TEXT' },
  }))
  return {
    portalId: portal.world.portal,
    guid: id,
    name,
    method: 'POST',
    formFieldGroups,
    createdAt,
    updatedAt,
    deletable: true,
    published: true,
  }
}

function forms(context: Context): SandboxResponse {
  const live = [...context.portal.forms.values()].filter(({ archivedAt }) => archivedAt === undefined)
  return { status: 200, body: live.map((each) => formBody(context, each)), records: live.length }
}

function form(context: Context): SandboxResponse {
  const found = context.portal.forms.get(context.params['id'] ?? '')
  if (found === undefined || found.archivedAt !== undefined) {
    throw notFound()
  }
  return { status: 200, body: formBody(context, found), records: 1 }
}

function dailyLimit({ portal }: Context): SandboxResponse {
  const now = portal.now()
  const { today, resetsAt } = portal.limiter.usage(now)
  const limit = {
    name: 'api-calls-daily',
    usageLimit: portal.world.limits.hubspot.daily,
    currentUsage: today,
    collectedAt: now,
    fetchStatus: 'SUCCESS',
    resetsAt,
  }
  return { status: 200, body: [limit] }
}
