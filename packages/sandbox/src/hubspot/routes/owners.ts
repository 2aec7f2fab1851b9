/** Owners. */
import type { SandboxResponse } from '../../world/system'
import { notFound } from '../api-error'
import { isoText } from '../records/instants'
import type { Owner } from '../schema/owner'
import { type Context, isQueryTrue, nextPage, queryLimit, type Route } from './context'
import { numericId } from './find-record'

/** Owners a page holds at most, and by default [HubSpot OpenAPI: owners]. */
const PAGE = 500
const DEFAULT_PAGE = 100

/** Endpoints of owners. */
export const OWNER_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'owners', handle: list },
  { method: 'GET', version: 'v3', pattern: 'owners/:id', handle: read },
]

function list(context: Context): SandboxResponse {
  const { portal, request } = context
  const limit = queryLimit(context, DEFAULT_PAGE, PAGE)
  const after = numericId(request.query.get('after') ?? '0') ?? 0
  const email = request.query.get('email')?.toLowerCase()
  const archived = isQueryTrue(context, 'archived')
  const found = portal.owners
    .filter((owner) => owner.archived === archived && (email === undefined || email === '' || owner.email.toLowerCase() === email))
    .filter((owner) => Number(owner.id) >= after)
    .sort((one, other) => Number(one.id) - Number(other.id))
  const next = found[limit]
  return {
    status: 200,
    body: {
      results: found.slice(0, limit).map((owner) => ownerBody(context, owner)),
      ...(next === undefined ? {} : nextPage(context, next.id)),
    },
    records: Math.min(limit, found.length),
  }
}

function read(context: Context): SandboxResponse {
  const { portal, params, request } = context
  const key = request.query.get('idProperty') === 'userId' ? 'userId' : 'id'
  const owner = portal.owners.find((each) => String(each[key]) === params['id'] && each.archived === isQueryTrue(context, 'archived'))
  if (owner === undefined) {
    throw notFound()
  }
  return { status: 200, body: ownerBody(context, owner), records: 1 }
}

/** The teams of an owner, the main one marked. */
function teamsOf({ portal }: Context, { userId }: Owner) {
  const { primaryTeamId, secondaryTeamIds = [] } = portal.userSettings.get(userId) ?? {}
  const ids = [...(primaryTeamId === undefined ? [] : [primaryTeamId]), ...secondaryTeamIds]
  const teams = ids.flatMap((id) => portal.teams.find((team) => team.id === id) ?? [])
  return teams.length === 0 ? {} : { teams: teams.map((team) => ({ ...team, primary: team.id === primaryTeamId })) }
}

function ownerBody(context: Context, owner: Owner) {
  const { userId, createdAt, updatedAt, ...rest } = owner
  return {
    ...rest,
    ...(owner.archived ? {} : { userId }),
    userIdIncludingInactive: userId,
    createdAt: isoText(createdAt),
    updatedAt: isoText(updatedAt),
    ...teamsOf(context, owner),
  }
}
