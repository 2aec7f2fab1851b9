/** The unmodified jsforce behind one exchange: its retries are off, one refresh at most, no proxy for this machine. */
import { Connection, OAuth2 } from 'jsforce'
import { setDefaults } from 'jsforce/lib/request.js'
import type { Clock } from '../../clock'
import { LockstepError } from '../../errors'
import type { Redactor } from '../../redact'
import type { Meter } from '../connector'
import { type Ask, createExchange, type Exchange, NetworkFailure, type Reply, unreachable, watchBody } from '../exchange'
import { answeredAddress, credentialAddress, isLoopbackHost, redirectRefusal } from '../outgoing'
import { isRecord, optionalText } from '../reply'
import { explainSalesforce, salesforceBackoff } from './errors'

/** How to reach one org: a ready token, or client credentials at the org's My Domain. */
export type SalesforceLogin =
  | { readonly instanceUrl: string; readonly accessToken: string }
  | { readonly loginUrl: string; readonly clientId: string; readonly clientSecret: string }

/** One org and how its calls are counted and timed; `clientName` marks our writes in change events. */
export type SalesforceClientOptions = SalesforceLogin & {
  /** Hosts beside Salesforce's own and this machine that may be given the credential. */
  /** Told of every token that the login answers. */
  readonly redactor?: Redactor
  readonly allowedHosts?: readonly string[]
  readonly version: string
  readonly clientName: string
  readonly meter: Meter
  readonly clock: Clock
  readonly random?: () => number
  readonly timeoutMs?: number
  readonly stallMs?: number
}

// jsforce sends every request through the environment's proxy, loopback too, and knows no NO_PROXY; proxies are chosen below instead.
// It follows redirects with its credential unless it is told not to.
setDefaults({ followRedirect: false })

/** Opens the exchange. Throws `LockstepError` (`setting`) for an address that may not have the credential. */
export function openSalesforce(options: SalesforceClientOptions): Exchange {
  const given = 'instanceUrl' in options ? options.instanceUrl : options.loginUrl
  const address = credentialAddress('salesforce', 'the address of Salesforce', given, options.allowedHosts)
  const httpProxy = proxyFor(address, process.env)
  const oauth2 =
    'clientId' in options
      ? new OAuth2({
          loginUrl: address,
          clientId: options.clientId,
          clientSecret: options.clientSecret,
          ...(httpProxy ? { httpProxy } : {}),
        })
      : undefined
  const connection = new Connection({
    version: options.version,
    instanceUrl: address,
    loginUrl: address,
    callOptions: { client: options.clientName },
    ...('accessToken' in options ? { accessToken: options.accessToken } : {}),
    ...(httpProxy ? { httpProxy } : {}),
  })
  const timeoutMs = options.timeoutMs ?? 60_000

  const transfer = async (ask: Ask): Promise<Reply> => {
    let seen: { statusCode: number; headers: Record<string, string>; body: string } | undefined
    // jsforce hides status and headers; its transport is watched while it does the work.
    const transport = {
      httpRequest: (...args: Parameters<typeof connection._transport.httpRequest>) => {
        const answer = connection._transport.httpRequest(...args)
        const stream = answer.stream()
        // jsforce begins to read the body in its own listener for this event, which was there first.
        stream.on('response', () => watched.begin(stream))
        answer.then(
          (response) => {
            seen = response
          },
          () => undefined,
        )
        return answer
      },
    }
    const watched = watchBody(options.stallMs)
    const query = ask.query === undefined ? '' : `?${new URLSearchParams(ask.query).toString()}`
    const hasBody = ask.body !== undefined
    try {
      const answer = connection.request<unknown>(
        {
          method: ask.method,
          url: `${ask.path}${query}`,
          headers: { Connection: 'keep-alive', Accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) },
          ...(hasBody ? { body: JSON.stringify(ask.body) } : {}),
        },
        { transport, retry: { maxRetries: 0, methods: [] }, timeout: timeoutMs },
      )
      const body = await Promise.race([answer, watched.broken])
      if (seen === undefined) throw new NetworkFailure('NETWORK', true, undefined)
      return { status: seen.statusCode, headers: seen.headers, body }
    } catch (error) {
      if (seen === undefined) throw error
      return { status: isExpiredToken(seen) ? 401 : seen.statusCode, headers: seen.headers, body: parse(seen.body) }
    } finally {
      watched.done()
    }
  }

  let login: Promise<void> | undefined
  const answered = oauth2 === undefined ? undefined : watchLogin(oauth2)
  const logIn = (): Promise<void> => {
    if (oauth2 === undefined || answered === undefined) return Promise.resolve()
    login ??= (async () => {
      const token = await fetchToken(oauth2, answered, address, options, timeoutMs)
      connection._establish(token)
    })().finally(() => {
      login = undefined
    })
    return login
  }
  const exchange = createExchange({
    system: 'salesforce',
    meter: options.meter,
    clock: options.clock,
    random: options.random,
    timeoutMs,
    transfer,
    explain: explainSalesforce,
    backoff: salesforceBackoff,
    refresh: async () => {
      if (oauth2 === undefined) return false
      await logIn()
      return true
    },
  })
  const ready = async () => {
    if (!connection.accessToken) await logIn()
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

/** The proxy for an address, as `https_proxy`, `http_proxy` and `no_proxy` say; none for this machine. */
export function proxyFor(address: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const host = new URL(address).hostname
  if (isLoopbackHost(host)) return undefined
  const except = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',').map((part) => part.trim().replace(/^\*?\./, ''))
  if (except.some((part) => part === '*' || (part !== '' && (host === part || host.endsWith(`.${part}`))))) return undefined
  return env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['http_proxy'] ?? env['HTTP_PROXY']
}

type Answered = { readonly status: number; readonly headers: Readonly<Record<string, string>> }

/** What the last login answered, whose status and headers jsforce hides: status 0 before, or where none came. */
function watchLogin(oauth2: OAuth2): () => Answered {
  const transport = oauth2._transport
  let last: Answered = { status: 0, headers: {} }
  const send = transport.httpRequest.bind(transport)
  transport.httpRequest = (...args) => {
    last = { status: 0, headers: {} }
    const answer = send(...args)
    answer.then(
      ({ statusCode, headers }) => {
        last = { status: statusCode, headers }
      },
      () => undefined,
    )
    return answer
  }
  return () => last
}

async function fetchToken(
  oauth2: OAuth2,
  answered: () => Answered,
  loginUrl: string,
  options: SalesforceClientOptions,
  timeoutMs: number,
): Promise<{ accessToken: string; instanceUrl: string }> {
  const started = performance.now()
  await options.meter.before({ system: 'salesforce', purpose: 'setup' })
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new NetworkFailure('TIMEOUT', true, undefined)), timeoutMs)
    })
    const token: unknown = await Promise.race([oauth2.requestToken({ grant_type: 'client_credentials' }), late])
    const redirect = redirectRefusal('salesforce', 'the login', answered())
    if (redirect !== undefined) throw redirect
    const accessToken = isRecord(token) ? optionalText(token['access_token']) : undefined
    const instanceUrl = isRecord(token) ? optionalText(token['instance_url']) : undefined
    if (accessToken === undefined || instanceUrl === undefined) throw refusedLogin('the answer holds no token')
    options.redactor?.add(accessToken)
    return { accessToken, instanceUrl: answeredAddress('salesforce', loginUrl, instanceUrl, options.allowedHosts) }
  } catch (error) {
    if (error instanceof LockstepError) throw error
    if (error instanceof NetworkFailure) throw unreachable('salesforce', error)
    const code = isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined
    if (code !== undefined) throw unreachable('salesforce', new NetworkFailure(code, false, error))
    throw refusedLogin(error instanceof Error ? error.name : 'unknown')
  } finally {
    clearTimeout(timer)
    const milliseconds = performance.now() - started
    options.meter.after({
      system: 'salesforce',
      purpose: 'setup',
      status: answered().status,
      headers: {},
      milliseconds,
      path: '/services/oauth2/token',
    })
  }
}

/** The identity services answer 403 for a session that has ended (Salesforce: user info), where all others answer 401. */
function isExpiredToken(answer: { readonly statusCode: number; readonly body: string }): boolean {
  return answer.statusCode === 403 && answer.body.trim() === 'Bad_OAuth_Token'
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return body
    throw error
  }
}

function refusedLogin(code: string): LockstepError {
  return new LockstepError('authentication', 'Salesforce refuses the login of this app', {
    system: 'salesforce',
    help: 'check client id and secret, and that client credentials are switched on for the app; use the My Domain address',
    vendor: { code },
  })
}
