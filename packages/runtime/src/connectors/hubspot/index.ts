/** The HubSpot side of the port. */
import type { Clock } from '../../clock'
import { createRedactor, type Redactor } from '../../redact'
import type { Connector, Meter } from '../connector'
import { protect } from '../protect'
import { readCatalog } from './catalog'
import { readChanges } from './changes'
import { openHubspot } from './client'
import { together } from './errors'
import { findRecords } from './find'
import { readInventory } from './inventory'
import { askLimits } from './limits'
import { minimumCalls } from './minimum'
import { packIntents } from './pack'
import { readRecords } from './read'
import { sendCall } from './send'
import { setUp } from './setup'
import { readStamps } from './stamps'
import { sweepObject } from './sweep'

/**
 * One portal. `url` defaults to HubSpot's own; `keyName` is the unique property for creates, default `lockstep_key`;
 * `overlapMs` is how far windows reach back because the index lags, default 60,000; `timeoutMs` per request, default 60,000.
 */
export type HubspotConnectorOptions = {
  readonly accessToken?: string
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }
  readonly url?: string
  /** Hosts beside HubSpot's own and this machine that may be given the credential. */
  readonly allowedHosts?: readonly string[]
  readonly meter: Meter
  /** Takes secrets out of what the service says; by default one that knows this login alone. */
  readonly redactor?: Redactor
  readonly keyName?: string
  readonly clock: Clock
  readonly overlapMs?: number
  readonly timeoutMs?: number
  /** Milliseconds without a byte after which a body that has begun counts as broken; default 10,000. */
  readonly stallMs?: number
  /** Jitter of retries, 0 to 1; default `Math.random`. */
  readonly random?: () => number
}

/** Makes the connector; no request is sent. Throws `LockstepError` (`setting`) where no way to log in is given or the address may not have it. */
export function createHubspotConnector(options: HubspotConnectorOptions): Connector {
  const { accessToken, oauth } = options
  const redactor =
    options.redactor ?? createRedactor([accessToken, oauth?.clientSecret, oauth?.refreshToken].filter((each) => each !== undefined))
  const exchange = openHubspot({ ...options, redactor })
  const keyName = options.keyName ?? 'lockstep_key'
  const capture = { exchange, overlapMs: options.overlapMs ?? 60_000 }
  return protect(
    {
      side: 'hubspot',
      setup: (watches, { make }) => setUp(exchange, watches, keyName, { make }),
      catalog: (objects, catalogOptions) => readCatalog(exchange, objects, catalogOptions),
      changes: (watches, cursors, lookAround) => readChanges(capture, watches, cursors, lookAround),
      inventory: (watches, cursors, lookAround) => readInventory(exchange, watches, cursors, lookAround),
      read: (watches, refs, readOptions) => readRecords(exchange, watches, refs, readOptions),
      sweep: (watches, object, known, memory) => sweepObject(exchange, watches, object, known, memory),
      stamps: (watches, object, stretch, isWhole) => readStamps(exchange, watches, object, stretch, isWhole),
      find: (watches, object, property, values, findOptions) =>
        findRecords(exchange, watches, object, property, values, findOptions?.purpose),
      pack: packIntents,
      together,
      minimum: minimumCalls,
      send: (call, deadline, intents) => sendCall(exchange, call, deadline, intents),
      limits: () => askLimits(exchange),
      now: () => exchange.now(),
    },
    redactor,
  )
}
