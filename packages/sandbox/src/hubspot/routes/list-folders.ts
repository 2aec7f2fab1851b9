/** Folders of lists, ids that lists had in version 1, and lists that are to become static. */
import type { SandboxResponse } from '../../world/system'
import { invalid, notFound } from '../api-error'
import { type Conversion, readConversion } from '../lists/conversion'
import type { CrmList } from '../lists/crm-list'
import { type ListFolder, ROOT } from '../lists/list-folders'
import { isoText } from '../records/instants'
import { bodyIds, bodyObject, type Context, type Route } from './context'
import { listOf } from './lists'

const CONVERSION = 'lists/:id/schedule-conversion'

/** Endpoints around list definitions. */
export const LIST_FOLDER_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'lists/folders', handle: read },
  { method: 'POST', version: 'v3', pattern: 'lists/folders', handle: create },
  { method: 'PUT', version: 'v3', pattern: 'lists/folders/move-list', handle: moveList },
  { method: 'PUT', version: 'v3', pattern: 'lists/folders/:folder/rename', handle: rename },
  { method: 'PUT', version: 'v3', pattern: 'lists/folders/:folder/move/:parent', handle: move },
  { method: 'DELETE', version: 'v3', pattern: 'lists/folders/:folder', handle: remove },
  { method: 'GET', version: 'v3', pattern: 'lists/idmapping', handle: mapping },
  { method: 'POST', version: 'v3', pattern: 'lists/idmapping', handle: mappings },
  { method: 'GET', version: 'v3', pattern: CONVERSION, handle: (context) => ({ status: 200, body: conversionBody(listOf(context)) }) },
  { method: 'PUT', version: 'v3', pattern: CONVERSION, handle: schedule },
  { method: 'DELETE', version: 'v3', pattern: CONVERSION, handle: cancel },
]

function read(context: Context): SandboxResponse {
  const folder = context.portal.listFolders.require(context.request.query.get('folderId') ?? String(ROOT))
  return { status: 200, body: { folder: folderBody(context, folder) } }
}

function create(context: Context): SandboxResponse {
  const { portal } = context
  const { name, parentFolderId } = bodyObject(context)
  if (typeof name !== 'string' || name === '') {
    throw invalid('Some required fields were not set: [name]')
  }
  const parent = portal.listFolders.require(String(parentFolderId ?? ROOT))
  const folder = portal.listFolders.create(name, parent?.id ?? ROOT, portal.now())
  return { status: 200, body: { folder: folderBody(context, folder) } }
}

function rename(context: Context): SandboxResponse {
  const name = context.request.query.get('newFolderName')
  if (name === null || name === '') {
    throw invalid('Some required fields were not set: [newFolderName]')
  }
  const folder = folderOf(context)
  context.portal.listFolders.rename(folder, name, context.portal.now())
  return { status: 200, body: { folder: folderBody(context, folder) } }
}

function move(context: Context): SandboxResponse {
  const { portal, params } = context
  const folder = folderOf(context)
  const parent = portal.listFolders.require(params['parent'] ?? '')
  portal.listFolders.move(folder, parent?.id ?? ROOT, portal.now())
  return { status: 200, body: { folder: folderBody(context, folder) } }
}

function moveList(context: Context): SandboxResponse {
  const { portal } = context
  const { listId, newFolderId } = bodyObject(context)
  const list = portal.lists.require(String(listId))
  const folder = portal.listFolders.require(String(newFolderId))
  portal.listFolders.put(list.id, folder?.id ?? ROOT, portal.now())
  return { status: 204 }
}

function remove(context: Context): SandboxResponse {
  const { portal } = context
  portal.listFolders.delete(folderOf(context), portal.now(), (list) => portal.lists.get(list) !== undefined)
  return { status: 204 }
}

/** The root cannot be moved, renamed or deleted. */
function folderOf({ portal, params }: Context): ListFolder {
  const folder = portal.listFolders.require(params['folder'] ?? '')
  if (folder === undefined) {
    throw invalid('The root folder cannot be changed.')
  }
  return folder
}

function folderBody(context: Context, folder: ListFolder | undefined): Readonly<Record<string, unknown>> {
  const { lists, listFolders } = context.portal
  const id = folder?.id ?? ROOT
  const childLists = lists.all().filter((list) => listFolders.placeOf(list.id) === id)
  return {
    id,
    parentFolderId: folder?.parent ?? ROOT,
    childNodes: listFolders.in(id).map((each) => folderBody(context, each)),
    childLists: childLists.map((list) => Number(list.id)),
    ...(folder === undefined
      ? {}
      : {
          name: folder.name,
          createdAt: isoText(folder.createdAt),
          updatedAt: isoText(folder.updatedAt),
          updatedContentsAt: isoText(folder.contentsAt),
        }),
  }
}

function mapping(context: Context): SandboxResponse {
  const legacyListId = context.request.query.get('legacyListId') ?? ''
  const list = legacyList(context, legacyListId)
  if (list === undefined) {
    throw notFound(`No list was found for legacy list ID ${legacyListId}.`)
  }
  return { status: 200, body: { listId: list.id, legacyListId } }
}

/** Ids of a mapping request at most [HubSpot OpenAPI: lists, mapping]. */
const MOST_IDS = 10_000

function mappings(context: Context): SandboxResponse {
  const ids = bodyIds(context)
  if (ids.length > MOST_IDS) {
    throw invalid(`At most ${MOST_IDS} legacy list IDs are allowed in one request.`)
  }
  const found = ids.map((legacyListId) => ({ legacyListId, listId: legacyList(context, legacyListId)?.id }))
  const known = found.flatMap(({ legacyListId, listId }) => (listId === undefined ? [] : [{ listId, legacyListId }]))
  const missing = found.flatMap(({ legacyListId, listId }) => (listId === undefined ? [legacyListId] : []))
  return { status: 200, body: { missingLegacyListIds: missing, legacyListIdsToIdsMapping: known } }
}

function legacyList({ portal }: Context, id: string): CrmList | undefined {
  return portal.lists.all().find((list) => list.legacyId === id)
}

function schedule(context: Context): SandboxResponse {
  const list = listOf(context)
  if (list.processingType !== 'DYNAMIC') {
    throw invalid(`List ${list.id} is not an active list and cannot be converted.`)
  }
  list.conversion = { wanted: readConversion(bodyObject(context)), since: context.portal.now() }
  return { status: 200, body: conversionBody(list) }
}

function cancel(context: Context): SandboxResponse {
  listOf(context).conversion = undefined
  return { status: 204 }
}

/** Throws 404 where nothing was asked for. */
function conversionBody(list: CrmList): { listId: string; requestedConversionTime?: Conversion; convertedAt?: string } {
  if (list.conversion === undefined && list.convertedAt === undefined) {
    throw notFound(`List ${list.id} has no scheduled conversion.`)
  }
  return {
    listId: list.id,
    ...(list.conversion === undefined ? {} : { requestedConversionTime: list.conversion.wanted }),
    ...(list.convertedAt === undefined ? {} : { convertedAt: isoText(list.convertedAt) }),
  }
}
