/** What the vendor's own client can ask of these areas and the sandbox does not have: apps' extensions, timelines, custom events. */
import type { Endpoint } from '../world/endpoint'

/** Methods by path. */
const ABSENT: Readonly<Record<string, readonly string[]>> = {
  '/business-units/v3/business-units/user/{userId}': ['GET'],
  '/crm/v3/extensions/calling/recordings/ready': ['POST'],
  '/crm/v3/extensions/calling/{appId}/settings': ['DELETE', 'GET', 'PATCH', 'POST'],
  '/crm/v3/extensions/calling/{appId}/settings/channel-connection': ['DELETE', 'GET', 'PATCH', 'POST'],
  '/crm/v3/extensions/calling/{appId}/settings/recording': ['GET', 'PATCH', 'POST'],
  '/crm/v3/extensions/cards-dev/sample-response': ['GET'],
  '/crm/v3/extensions/cards-dev/{appId}': ['GET', 'POST'],
  '/crm/v3/extensions/cards-dev/{appId}/{cardId}': ['DELETE', 'GET', 'PATCH'],
  '/crm/v3/extensions/videoconferencing/settings/{appId}': ['DELETE', 'GET', 'PUT'],
  '/crm/v3/objects/deals/splits/batch/read': ['POST'],
  '/crm/v3/objects/deals/splits/batch/upsert': ['POST'],
  '/crm/v4/associations/usage/high-usage-report/{userId}': ['POST'],
  '/events/v3/events': ['GET'],
  '/events/v3/events/event-types': ['GET'],
  '/events/v3/send': ['POST'],
  '/events/v3/send/batch': ['POST'],
  '/integrators/timeline/v3/events': ['POST'],
  '/integrators/timeline/v3/events/batch/create': ['POST'],
  '/integrators/timeline/v3/events/{eventTemplateId}/{eventId}': ['GET'],
  '/integrators/timeline/v3/events/{eventTemplateId}/{eventId}/detail': ['GET'],
  '/integrators/timeline/v3/events/{eventTemplateId}/{eventId}/render': ['GET'],
  '/integrators/timeline/v3/{appId}/event-templates': ['GET', 'POST'],
  '/integrators/timeline/v3/{appId}/event-templates/{eventTemplateId}': ['DELETE', 'GET', 'PUT'],
  '/integrators/timeline/v3/{appId}/event-templates/{eventTemplateId}/tokens': ['POST'],
  '/integrators/timeline/v3/{appId}/event-templates/{eventTemplateId}/tokens/{tokenName}': ['DELETE', 'PUT'],
}

/** All of them answer as an unknown path does. */
export const ABSENT_ENDPOINTS: readonly Endpoint[] = Object.entries(ABSENT).flatMap(([path, methods]) =>
  methods.map((method): Endpoint => ({ method, path, state: 'absent' })),
)
