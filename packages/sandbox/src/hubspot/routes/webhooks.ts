/** Webhooks v3: an app's target and subscriptions. */
import type { SandboxResponse } from '../../world/system'
import { HUBSPOT_DEVELOPER_KEY } from '../access/apps'
import { ApiError, invalid, notFound } from '../api-error'
import { isEventType, type Subscription } from '../events/webhook-events'
import { type AppWebhooks, isHere, type WebhookSettings } from '../events/webhooks'
import { isoText } from '../records/instants'
import { batchInputs, bodyObject, type Context, type Json, type Route } from './context'
import { numericId } from './find-record'
import { batchReply } from './reply'

/** Subscriptions of one app [HubSpot: webhooks]. */
const MOST = 1_000
const BATCH = 1_000

const ONE = ':appId/subscriptions/:id'

/** Endpoints below `/webhooks/v3`; they take the developer's key instead of a token. */
export const WEBHOOK_ROUTES: readonly Route[] = (
  [
    { method: 'GET', pattern: ':appId/settings', handle: readSettings },
    { method: 'PUT', pattern: ':appId/settings', handle: writeSettings },
    { method: 'DELETE', pattern: ':appId/settings', handle: clearSettings },
    { method: 'GET', pattern: ':appId/subscriptions', handle: list },
    { method: 'POST', pattern: ':appId/subscriptions', handle: create },
    { method: 'POST', pattern: ':appId/subscriptions/batch/update', handle: batchUpdate },
    { method: 'GET', pattern: ONE, handle: (context) => ({ status: 200, body: subscriptionBody(one(context).subscription) }) },
    { method: 'PATCH', pattern: ONE, handle: change },
    { method: 'DELETE', pattern: ONE, handle: remove },
  ] satisfies readonly Omit<Route, 'version'>[]
).map((route) => ({ ...route, version: 'v3', isOpen: true }))

function readSettings(context: Context): SandboxResponse {
  const { settings } = webhooksOf(context)
  if (settings === undefined) {
    throw notFound('The app has no webhook settings.')
  }
  return { status: 200, body: settingsBody(settings) }
}

function writeSettings(context: Context): SandboxResponse {
  const webhooks = webhooksOf(context)
  const { targetUrl, throttling } = bodyObject(context)
  const { maxConcurrentRequests = 10 } = typeof throttling === 'object' && throttling !== null ? (throttling as Json) : {}
  if (typeof targetUrl !== 'string' || !URL.canParse(targetUrl)) {
    throw invalid('targetUrl must be a URL')
  }
  const { protocol } = new URL(targetUrl)
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere(targetUrl))) {
    throw invalid('targetUrl must be an HTTPS address')
  }
  if (typeof maxConcurrentRequests !== 'number' || !(maxConcurrentRequests >= 1)) {
    throw invalid('maxConcurrentRequests must be 1 or more')
  }
  const now = context.portal.now()
  webhooks.settings = { targetUrl, maxConcurrentRequests, createdAt: webhooks.settings?.createdAt ?? now, updatedAt: now }
  return { status: 200, body: settingsBody(webhooks.settings) }
}

function clearSettings(context: Context): SandboxResponse {
  webhooksOf(context).settings = undefined
  return { status: 204 }
}

function list(context: Context): SandboxResponse {
  return { status: 200, body: { results: [...webhooksOf(context).subscriptions.values()].map(subscriptionBody) } }
}

function create(context: Context): SandboxResponse {
  const { subscriptions } = webhooksOf(context)
  const { eventType, propertyName, objectTypeId, active } = bodyObject(context)
  if (typeof eventType !== 'string' || !isEventType(eventType)) {
    throw invalid(`eventType '${String(eventType)}' is not supported`)
  }
  if (eventType.endsWith('.propertyChange') && (typeof propertyName !== 'string' || propertyName === '')) {
    throw invalid('Some required fields were not set: [propertyName]')
  }
  if (eventType.startsWith('object.') && context.portal.store(String(objectTypeId)) === undefined) {
    throw invalid('Some required fields were not set: [objectTypeId]')
  }
  if (subscriptions.size >= MOST) {
    throw invalid(`An app has at most ${MOST} webhook subscriptions.`)
  }
  const now = context.portal.now()
  const subscription: Subscription = {
    id: context.portal.nextSubscriptionId(),
    eventType,
    ...(typeof propertyName === 'string' ? { propertyName } : {}),
    ...(typeof objectTypeId === 'string' ? { objectTypeId } : {}),
    active: active === true,
    createdAt: now,
    updatedAt: now,
  }
  subscriptions.set(subscription.id, subscription)
  return { status: 201, body: subscriptionBody(subscription) }
}

function change(context: Context): SandboxResponse {
  const { webhooks, subscription } = one(context)
  return { status: 200, body: subscriptionBody(activate(context, webhooks, subscription, bodyObject(context)['active'])) }
}

function batchUpdate(context: Context): SandboxResponse {
  const webhooks = webhooksOf(context)
  const results = batchInputs(context, BATCH).map(({ id, active }) => {
    const subscription = webhooks.subscriptions.get(Number(id))
    if (subscription === undefined) {
      throw notFound(`No subscription has the id ${String(id)}.`)
    }
    return subscriptionBody(activate(context, webhooks, subscription, active))
  })
  return batchReply(200, results, [], context.portal.now(), true)
}

function remove(context: Context): SandboxResponse {
  const { webhooks, subscription } = one(context)
  webhooks.subscriptions.delete(subscription.id)
  return { status: 204 }
}

function activate({ portal }: Context, webhooks: AppWebhooks, subscription: Subscription, active: unknown): Subscription {
  if (typeof active !== 'boolean') {
    throw invalid('active must be true or false')
  }
  const changed = { ...subscription, active, updatedAt: portal.now() }
  webhooks.subscriptions.set(changed.id, changed)
  return changed
}

function one(context: Context): { readonly webhooks: AppWebhooks; readonly subscription: Subscription } {
  const webhooks = webhooksOf(context)
  const subscription = webhooks.subscriptions.get(numericId(context.params['id'] ?? '') ?? -1)
  if (subscription === undefined) {
    throw notFound()
  }
  return { webhooks, subscription }
}

/** The webhooks of the app in the path. Throws 401 without the developer's key or a token of that app, 404 for another app. */
function webhooksOf({ portal, params, request }: Context): AppWebhooks {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  const grant = token === undefined ? undefined : portal.access.grant(token)
  const isDeveloper = request.query.get('hapikey') === HUBSPOT_DEVELOPER_KEY
  if (!isDeveloper && (grant === undefined || grant.expiresAt <= portal.now())) {
    throw new ApiError(401, 'INVALID_AUTHENTICATION', 'This API asks for the hapikey of the developer account, or a token of the app.')
  }
  const app = portal.access.appWithId(numericId(params['appId'] ?? '') ?? -1)
  if (app === undefined || (!isDeveloper && grant?.app !== app)) {
    throw notFound(`No app has the id ${params['appId']}.`)
  }
  return portal.followers.webhooksOf(app)
}

function settingsBody({ targetUrl, maxConcurrentRequests, createdAt, updatedAt }: WebhookSettings) {
  return {
    targetUrl,
    throttling: { maxConcurrentRequests, period: 'SECONDLY' },
    createdAt: isoText(createdAt),
    updatedAt: isoText(updatedAt),
  }
}

function subscriptionBody({ id, createdAt, updatedAt, ...rest }: Subscription) {
  return { id: String(id), ...rest, createdAt: isoText(createdAt), updatedAt: isoText(updatedAt) }
}
