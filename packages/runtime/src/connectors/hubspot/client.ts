/** The unmodified HubSpot client behind one exchange: its retries and limiter are off, its token is kept fresh. */
import { Client } from '@hubspot/api-client'
import type { Clock } from '../../clock'
import { LockstepError } from '../../errors'
import type { Redactor } from '../../redact'
import type { Meter } from '../connector'
import { type Ask, createExchange, type Exchange, NetworkFailure, type Reply, unreachable, watchBody } from '../exchange'
import { credentialAddress } from '../outgoing'
import { isRecord, optionalText } from '../reply'
import { explainHubspot, hubspotBackoff } from './errors'

/** How to reach one portal. `oauth` gets its access tokens from the refresh token. */
export type HubspotClientOptions = {
  readonly accessToken?: string
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }
  readonly url?: string
  /** Hosts beside HubSpot's own and this machine that may be given the credential. */
  readonly allowedHosts?: readonly string[]
  /** Told of every token that the login answers. */
  readonly redactor?: Redactor
  readonly meter: Meter
  readonly clock: Clock
  readonly random?: () => number
  readonly timeoutMs?: number
  readonly stallMs?: number
}

const defaultUrl = 'https://api.hubapi.com'

type SentRequest = { getUrl(): URL; getSendData(): { readonly method: string; readonly headers: Record<string, string> } }

/**
 * The client follows redirects with its credential, the form of the token call included (node-fetch's default), and has no option for it:
 * its decorators are the place where a request can still be changed.
 */
class DirectClient extends Client {
  override apiRequest(...args: Parameters<Client['apiRequest']>): ReturnType<Client['apiRequest']> {
    // Decorators are one list for all clients of a process: ours are put there anew before each request, which reads them at once.
    this.init()
    return super.apiRequest(...args)
  }

  protected override getDecorators(): ReturnType<Client['getDecorators']> {
    return [
      {
        decorate: (send: (request: SentRequest) => unknown) => (request: SentRequest) =>
          send({ getUrl: () => request.getUrl(), getSendData: () => ({ ...request.getSendData(), redirect: 'manual' }) }),
      },
    ]
  }
}

/**
 * Opens the exchange. All calls go through `Client.apiRequest`, which gives raw status, headers and body; the typed methods
 * re-shape replies and hide headers. Throws `LockstepError` (`setting`) for an address that may not have the credential.
 */
export function openHubspot(options: HubspotClientOptions): Exchange {
  if (options.accessToken === undefined && options.oauth === undefined) {
    throw new LockstepError('setting', 'no HubSpot access token is set', {
      system: 'hubspot',
      help: 'set HUBSPOT_ACCESS_TOKEN, or connect HubSpot by OAuth',
    })
  }
  const client = new DirectClient({
    accessToken: options.accessToken ?? '',
    basePath: credentialAddress('hubspot', 'the address of HubSpot', options.url ?? defaultUrl, options.allowedHosts),
    numberOfApiCallRetries: 0,
  })
  let expires = options.accessToken === undefined ? 0 : Number.POSITIVE_INFINITY
  let refreshing: Promise<boolean> | undefined

  const request = async (ask: Pick<Ask, 'method' | 'path' | 'query'>, content: { body?: unknown; form?: boolean }): Promise<Reply> => {
    const response = await client.apiRequest({
      method: ask.method,
      path: ask.path,
      ...(ask.query === undefined ? {} : { qs: { ...ask.query } }),
      ...(content.body === undefined ? {} : { body: content.body }),
      ...(content.form ? { defaultJson: false } : {}),
      headers: { Connection: 'keep-alive', ...(content.form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}) },
    })
    const headers: Record<string, string> = {}
    response.headers.forEach((value, name) => {
      headers[name.toLowerCase()] = value
    })
    const watched = watchBody(options.stallMs)
    try {
      if (response.body !== null) watched.begin(response.body)
      return { status: response.status, headers, body: parse(await Promise.race([response.text(), watched.broken])) }
    } finally {
      watched.done()
    }
  }

  const fetchToken = async (): Promise<boolean> => {
    const { oauth } = options
    if (oauth === undefined) return false
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: oauth.clientId,
      client_secret: oauth.clientSecret,
      refresh_token: oauth.refreshToken,
    }).toString()
    const reply = await tokens.send({ method: 'POST', path: '/oauth/v1/token', body: form, purpose: 'setup' }).catch((error: unknown) => {
      throw error instanceof NetworkFailure ? unreachable('hubspot', error) : error
    })
    const token = isRecord(reply.body) ? optionalText(reply.body['access_token']) : undefined
    if (reply.status !== 200 || token === undefined) {
      throw reply.status >= 500 ? explainHubspot(reply) : refusedLogin(reply.status)
    }
    const lifetime = isRecord(reply.body) && typeof reply.body['expires_in'] === 'number' ? reply.body['expires_in'] : 1_800
    options.redactor?.add(token)
    client.setAccessToken(token)
    expires = options.clock.now() + lifetime * 1_000
    return true
  }
  const refresh = (): Promise<boolean> => {
    refreshing ??= fetchToken().finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  const shared = {
    system: 'hubspot' as const,
    meter: options.meter,
    clock: options.clock,
    random: options.random,
    timeoutMs: options.timeoutMs,
  }
  const policy = { explain: explainHubspot, backoff: hubspotBackoff }
  const tokens = createExchange({
    ...shared,
    ...policy,
    asks: 'the login',
    transfer: (ask) => request(ask, { body: ask.body, form: true }),
    refresh: async () => false,
  })
  const exchange = createExchange({ ...shared, ...policy, transfer: (ask) => request(ask, { body: ask.body }), refresh })
  const ready = async () => {
    if (expires - 60_000 < options.clock.now()) await refresh()
  }
  return {
    ...exchange,
    send: async (ask) => {
      await ready()
      return exchange.send(ask)
    },
    read: async (ask, parseReply, accept) => {
      await ready()
      return exchange.read(ask, parseReply, accept)
    },
  }
}

function parse(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return body
    throw error
  }
}

function refusedLogin(status: number): LockstepError {
  return new LockstepError('authentication', 'HubSpot refuses the login of this app', {
    system: 'hubspot',
    help: 'check client id and secret, and connect HubSpot again',
    vendor: { status },
  })
}
