/** Deals of version 1, which connectors of older days read and write. */
import type { SandboxResponse } from '../../world/system'
import { invalid, notFound } from '../api-error'
import { draft } from '../records/draft'
import type { CrmRecord } from '../records/record'
import { archiveRecord, associate, createRecord, dissociate, draftContext, editRecord, type Link } from '../records/write-records'
import { bodyObject, type Context, isQueryTrue, type Json, queryLimit, type Route } from './context'
import { numericId, requireRecord } from './find-record'
import { type Older, offsetOf, olderBody, olderInputs, olderPage, olderRecent, olderRecord, olderStore } from './older-records'

/** Member of `associations` and word in paths for each object that a deal is associated with. */
const ENDS = [
  { member: 'associatedVids', word: 'CONTACT', type: 'contacts' },
  { member: 'associatedCompanyIds', word: 'COMPANY', type: 'companies' },
  { member: 'associatedDealIds', word: 'DEAL', type: 'deals' },
  { member: 'associatedTicketIds', word: 'TICKET', type: 'tickets' },
] as const

const DEALS: Older = {
  type: 'deals',
  id: 'dealId',
  more: 'hasMore',
  tell: (context, record) => ({ associations: associationsBody(context, record), imports: [], stateChanges: [] }),
}

const route = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  area: 'deals',
  version: 'v1',
  pattern,
  handle,
})

/** Endpoints of deals, version 1. */
export const OLDER_DEAL_ROUTES: readonly Route[] = [
  route('GET', 'deal/paged', page),
  route('GET', 'deal/recent/modified', (context) => olderRecent(context, DEALS, 'modifiedAt')),
  route('GET', 'deal/recent/created', (context) => olderRecent(context, DEALS, 'createdAt')),
  route('GET', 'deal/associated/:objectType/:objectId/paged', associatedWith),
  route('POST', 'deal', create),
  route('GET', 'deal/:id', read),
  route('PUT', 'deal/:id', update),
  route('DELETE', 'deal/:id', remove),
  route('PUT', 'deal/:id/associations/:objectType', (context) => join(context, true)),
  route('DELETE', 'deal/:id/associations/:objectType', (context) => join(context, false)),
  route('GET', 'pipelines', pipelines),
  route('GET', 'pipelines/:id', pipelines),
]

function associationsBody({ portal }: Context, record: CrmRecord): Record<string, number[]> {
  return Object.fromEntries(
    ENDS.map(({ member, type }) => {
      const far = portal.store(type)
      return [member, portal.associations.of('deals', type, record.id).flatMap(({ to }) => (far?.live(to) === undefined ? [] : [to]))]
    }),
  )
}

/** Associations are told where `includeAssociations` asks for them; else the lists are empty. */
function page(context: Context): SandboxResponse {
  const none = Object.fromEntries(ENDS.map(({ member }) => [member, []]))
  const shown: Older = isQueryTrue(context, 'includeAssociations')
    ? DEALS
    : { ...DEALS, tell: () => ({ associations: none, imports: [], stateChanges: [] }) }
  return olderPage(context, shown)
}

function read(context: Context): SandboxResponse {
  return { status: 200, body: olderBody(context, DEALS, olderRecord(context, DEALS)), records: 1 }
}

function create(context: Context): SandboxResponse {
  const { portal, actor } = context
  const store = olderStore(context, DEALS)
  const given = (bodyObject(context)['associations'] ?? {}) as Json
  const links = ENDS.flatMap(({ member, type }): Link[] => {
    const ids = given[member]
    const plain = portal.associationTypes.plain('deals', type)
    const far = portal.store(type)
    if (!Array.isArray(ids) || plain === undefined || far === undefined) {
      return []
    }
    return ids.map((id) => ({ type: plain, to: requireRecord(far, String(id)).id }))
  })
  const record = createRecord(
    portal,
    store,
    draft(draftContext(portal, store, actor), olderInputs(bodyObject(context)), undefined),
    actor,
    links,
  )
  return { status: 200, body: olderBody(context, DEALS, record), records: 1 }
}

function update(context: Context): SandboxResponse {
  const record = olderRecord(context, DEALS)
  editRecord(context.portal, olderStore(context, DEALS), record, olderInputs(bodyObject(context)), context.actor)
  return { status: 200, body: olderBody(context, DEALS, record), records: 1 }
}

function remove(context: Context): SandboxResponse {
  archiveRecord(context.portal, olderStore(context, DEALS), olderRecord(context, DEALS), context.actor)
  return { status: 204, records: 1 }
}

/** The object that `:objectType` of the path names. */
function endOf({ params }: Context): (typeof ENDS)[number] {
  const word = (params['objectType'] ?? '').toUpperCase()
  const end = ENDS.find((each) => each.word === word)
  if (end === undefined) {
    throw invalid(`objectType must be one of CONTACT, COMPANY, DEAL and TICKET, was ${word}`)
  }
  return end
}

function associatedWith(context: Context): SandboxResponse {
  const { portal, params } = context
  const store = olderStore(context, DEALS)
  const limit = queryLimit(context, 100, 100)
  const near = numericId(params['objectId'] ?? '') ?? 0
  const all = portal.associations
    .of(endOf(context).type, 'deals', near)
    .flatMap(({ to }) => (to > offsetOf(context) ? (store.live(to) ?? []) : []))
  const told = all.slice(0, limit)
  return {
    status: 200,
    body: {
      deals: told.map((record) => olderBody(context, DEALS, record)),
      hasMore: all.length > limit,
      offset: told.at(-1)?.id ?? 0,
    },
    records: told.length,
  }
}

function join(context: Context, wanted: boolean): SandboxResponse {
  const { portal, actor, request } = context
  const deal = olderRecord(context, DEALS)
  const { type } = endOf(context)
  const far = portal.store(type)
  const plain = portal.associationTypes.plain('deals', type)
  for (const id of request.query.getAll('id')) {
    const to = far === undefined ? undefined : requireRecord(far, id).id
    if (to !== undefined && plain !== undefined && wanted) {
      associate(portal, plain, deal.id, to, actor)
    } else if (to !== undefined) {
      dissociate(portal, portal.associationTypes.between('deals', type), deal.id, to, actor)
    }
  }
  return { status: 204, records: 1 }
}

function pipelines({ portal, params }: Context): SandboxResponse {
  const all = (portal.pipelines.get('deals') ?? []).map(({ id, label, displayOrder, stages }) => ({
    pipelineId: id,
    label,
    displayOrder,
    active: true,
    stages: stages.map((stage) => ({
      stageId: stage.id,
      label: stage.label,
      displayOrder: stage.displayOrder,
      active: true,
      probability: Number(stage.metadata['probability'] ?? 0),
      closedWon: stage.metadata['probability'] === '1.0',
    })),
  }))
  if (params['id'] === undefined) {
    return { status: 200, body: all }
  }
  const found = all.find(({ pipelineId }) => pipelineId === params['id'])
  if (found === undefined) {
    throw notFound()
  }
  return { status: 200, body: found }
}
