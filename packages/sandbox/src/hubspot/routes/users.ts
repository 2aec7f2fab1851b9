/** Users of the account, their roles and teams. Each user is an owner of records too. */
import type { SandboxResponse } from '../../world/system'
import { ApiError, invalid, notFound } from '../api-error'
import type { Owner } from '../schema/owner'
import { PLAIN_USER, type UserSettings } from '../schema/user'
import { bodyObject, type Context, type Json, nextPage, queryLimit, type Route, textList } from './context'
import { numericId } from './find-record'

const PAGE = 100

/** Endpoints of the account's settings. */
export const USER_ROUTES: readonly Route[] = [
  { method: 'GET', version: 'v3', pattern: 'users', handle: list },
  { method: 'POST', version: 'v3', pattern: 'users', handle: create },
  { method: 'GET', version: 'v3', pattern: 'users/roles', handle: ({ portal }) => ({ status: 200, body: { results: portal.roles } }) },
  { method: 'GET', version: 'v3', pattern: 'users/teams', handle: teams },
  { method: 'GET', version: 'v3', pattern: 'users/:id', handle: (context) => ({ status: 200, body: userBody(context, userOf(context)) }) },
  { method: 'PUT', version: 'v3', pattern: 'users/:id', handle: replace },
  { method: 'DELETE', version: 'v3', pattern: 'users/:id', handle: remove },
]

/** People; queues are owners that nobody logs in as. */
function usersOf({ portal }: Context): readonly Owner[] {
  return portal.owners.filter((owner) => owner.type === 'PERSON' && !owner.archived).sort((one, other) => one.userId - other.userId)
}

function list(context: Context): SandboxResponse {
  const limit = queryLimit(context, PAGE, PAGE)
  const after = numericId(context.request.query.get('after') ?? '0') ?? 0
  const found = usersOf(context).filter((user) => user.userId > after)
  const page = found.slice(0, limit)
  const last = page[page.length - 1]
  const paging = last === undefined || found.length <= limit ? {} : nextPage(context, String(last.userId))
  return { status: 200, body: { results: page.map((user) => userBody(context, user)), ...paging }, records: page.length }
}

function create(context: Context): SandboxResponse {
  const { portal } = context
  const body = bodyObject(context)
  const { email } = body
  if (typeof email !== 'string' || !email.includes('@')) {
    throw invalid('Some required fields were not set: [email]')
  }
  if (usersOf(context).some((user) => user.email.toLowerCase() === email.toLowerCase())) {
    throw new ApiError(409, 'CONFLICT', `A user with the email ${email} already exists.`)
  }
  const settings = readSettings(context, body, PLAIN_USER)
  const at = portal.now()
  const highest = (of: (owner: Owner) => number) => portal.owners.reduce((most, owner) => Math.max(most, of(owner)), 0)
  const user: Owner = {
    id: String(highest(({ id }) => Number(id)) + 1),
    email,
    firstName: text(body['firstName']) ?? '',
    lastName: text(body['lastName']) ?? '',
    userId: highest(({ userId }) => userId) + 1,
    type: 'PERSON',
    archived: false,
    createdAt: at,
    updatedAt: at,
  }
  portal.owners.push(user)
  portal.userSettings.set(user.userId, settings)
  return { status: 201, body: { ...userBody(context, user), sendWelcomeEmail: body['sendWelcomeEmail'] === true } }
}

function replace(context: Context): SandboxResponse {
  const { portal } = context
  const user = userOf(context)
  const body = bodyObject(context)
  const settings = readSettings(context, body, portal.userSettings.get(user.userId) ?? PLAIN_USER)
  const changed: Owner = {
    ...user,
    firstName: text(body['firstName']) ?? user.firstName,
    lastName: text(body['lastName']) ?? user.lastName,
    updatedAt: portal.now(),
  }
  portal.owners.splice(portal.owners.indexOf(user), 1, changed)
  portal.userSettings.set(user.userId, settings)
  return { status: 200, body: userBody(context, changed) }
}

/** The user cannot log in any more; as an owner it is archived. */
function remove(context: Context): SandboxResponse {
  const { owners, userSettings } = context.portal
  const user = userOf(context)
  owners.splice(owners.indexOf(user), 1, { ...user, archived: true, updatedAt: context.portal.now() })
  userSettings.delete(user.userId)
  return { status: 204 }
}

function teams(context: Context): SandboxResponse {
  const { portal } = context
  const members = (is: (settings: UserSettings) => boolean) =>
    usersOf(context).flatMap(({ userId }) => (is(portal.userSettings.get(userId) ?? PLAIN_USER) ? [String(userId)] : []))
  const results = portal.teams.map(({ id, name }) => ({
    id,
    name,
    userIds: members(({ primaryTeamId }) => primaryTeamId === id),
    secondaryUserIds: members(({ secondaryTeamIds }) => secondaryTeamIds.includes(id)),
  }))
  return { status: 200, body: { results } }
}

function userOf(context: Context): Owner {
  const { params, request } = context
  const wanted = params['id'] ?? ''
  const isEmail = request.query.get('idProperty') === 'EMAIL'
  const found = usersOf(context).find((user) =>
    isEmail ? user.email.toLowerCase() === wanted.toLowerCase() : String(user.userId) === wanted,
  )
  if (found === undefined) {
    throw notFound()
  }
  return found
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Throws 400 for a role or a team that the account does not have. */
function readSettings({ portal }: Context, body: Json, before: UserSettings): UserSettings {
  const known = (id: string, all: readonly { readonly id: string }[], what: string): string => {
    if (!all.some((each) => each.id === id)) {
      throw invalid(`There is no ${what} with the id ${id}.`)
    }
    return id
  }
  const role = text(body['roleId'])
  const team = text(body['primaryTeamId']) ?? before.primaryTeamId
  const others = textList(body['secondaryTeamIds']) ?? before.secondaryTeamIds
  return {
    ...before,
    roleIds: role === undefined ? before.roleIds : [known(role, portal.roles, 'role')],
    secondaryTeamIds: others.map((id) => known(id, portal.teams, 'team')),
    ...(team === undefined ? {} : { primaryTeamId: known(team, portal.teams, 'team') }),
  }
}

function userBody({ portal }: Context, { userId, email, firstName, lastName }: Owner) {
  const { roleIds, ...settings } = portal.userSettings.get(userId) ?? PLAIN_USER
  const [roleId] = roleIds
  return { id: String(userId), email, firstName, lastName, roleIds, ...(roleId === undefined ? {} : { roleId }), ...settings }
}
