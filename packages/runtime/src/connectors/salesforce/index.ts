/** The Salesforce side of the port. */
import type { Clock } from '../../clock'
import { createRedactor, type Redactor } from '../../redact'
import type { Connector, Meter } from '../connector'
import { protect } from '../protect'
import { readCatalog } from './catalog'
import { readChanges } from './changes'
import { openSalesforce, type SalesforceLogin } from './client'
import { createDescribes } from './describe'
import { together } from './errors'
import { readFilled } from './filled'
import { findRecords } from './find'
import { readInventory } from './inventory'
import { askLimits } from './limits'
import { minimumCalls } from './minimum'
import { packIntents, writeLimits } from './pack'
import { readRecords } from './read'
import { sendCall } from './send'
import { readUser, setUp } from './setup'
import { sweepObject } from './sweep'
import { createVisibility } from './visibility'

/**
 * One org. `version` is the API's, default 64.0; `keyName` the unique external id for creates, default `Lockstep_Key__c`; `clientName`
 * marks our writes in change events, default `lockstep`; `timeoutMs` per request, default 60,000.
 */
export type SalesforceConnectorOptions = SalesforceLogin & {
  /** Hosts beside Salesforce's own and this machine that may be given the credential. */
  readonly allowedHosts?: readonly string[]
  readonly version?: string
  readonly meter: Meter
  /** Takes secrets out of what the service says; by default one that knows this login alone. */
  readonly redactor?: Redactor
  readonly keyName?: string
  readonly clock: Clock
  readonly clientName?: string
  readonly timeoutMs?: number
  /** Milliseconds without a byte after which a body that has begun counts as broken; default 10,000. */
  readonly stallMs?: number
  /** Jitter of retries, 0 to 1; default `Math.random`. */
  readonly random?: () => number
}

/** A write that takes longer halves the collections of the next ones (`engine.md`, Write). */
const slowCall = 10_000
const fewestRows = 25

/** Makes the connector; no request is sent. Throws `LockstepError` (`setting`) where the address may not have the login. */
export function createSalesforceConnector(options: SalesforceConnectorOptions): Connector {
  const version = options.version ?? '64.0'
  const clientName = options.clientName ?? 'lockstep'
  const keyName = options.keyName ?? 'Lockstep_Key__c'
  const redactor = options.redactor ?? createRedactor(['accessToken' in options ? options.accessToken : options.clientSecret])
  const exchange = openSalesforce({ ...options, version, clientName, redactor })
  const describes = createDescribes(exchange)
  const visibility = createVisibility(describes)
  const capture = { exchange, version, visibility }
  let rows: number = writeLimits.rows
  return protect(
    {
      side: 'salesforce',
      setup: async (watches, { make }) => {
        const report = await setUp({ exchange, version, describes, keyName }, watches, { make })
        await visibility.settle(Object.keys(report.schema), report.closed ?? [])
        return report
      },
      catalog: async (objects, catalogOptions) =>
        readCatalog({ exchange, version, describes, orgId: (await readUser(exchange)).account }, objects, catalogOptions),
      changes: (watches, cursors, lookAround) => readChanges(capture, watches, cursors, lookAround),
      inventory: (watches, cursors, lookAround) => readInventory(capture, watches, cursors, lookAround),
      read: (watches, refs, readOptions) => readRecords(capture, watches, refs, readOptions?.purpose),
      sweep: (watches, object, known) => sweepObject(capture, watches, object, known),
      find: (watches, object, property, values, findOptions) =>
        findRecords(capture, watches, object, property, values, findOptions?.purpose),
      filled: (watches, made) => readFilled({ ...capture, describes }, watches, made),
      pack: (intents, keys) =>
        packIntents({ version, clientName, types: describes.types(), recordTypes: describes.recordTypes(), rows }, intents, keys),
      together,
      minimum: minimumCalls,
      async send(call, deadline, intents) {
        const outcomes = await sendCall(exchange, call, deadline, intents)
        const isLocked = outcomes.some((outcome) => outcome.kind === 'retry' && outcome.code === 'UNABLE_TO_LOCK_ROW')
        const isSlow = exchange.lastMilliseconds() > slowCall
        rows = isLocked || isSlow ? Math.max(fewestRows, Math.ceil(rows / 2)) : Math.min(writeLimits.rows, rows * 2)
        return outcomes
      },
      limits: () => askLimits(exchange),
      now: () => exchange.now(),
    },
    redactor,
  )
}
