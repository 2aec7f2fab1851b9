/** One HTTP exchange with a service: metered, timed, told the time by it, retried where that is safe. */
import type { Clock } from '../clock'
import { LockstepError } from '../errors'
import type { Instant, SideName } from '../model'
import type { Meter, Purpose } from './connector'
import { isOwnPath, otherHost, redirectRefusal } from './outgoing'
import { ShapeError } from './reply'

/** What a connector asks of its service. `body` is plain JSON. */
export type Ask = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly purpose: Purpose
  readonly window?: 'search'
  /** No request starts, or is waited for, after this time of our own clock. */
  readonly deadline?: Instant
}

/** The service's answer: parsed JSON, or the raw text where it is not JSON. */
export type Reply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }

/** Performs one request through the vendor's client; rejects where no whole answer came. */
export type Transfer = (ask: Ask) => Promise<Reply>

/** No whole answer. `sent` is false where the request certainly never reached the service. */
export class NetworkFailure extends Error {
  constructor(
    readonly code: string,
    readonly sent: boolean,
    cause: unknown,
  ) {
    super(`no answer (${code})`, { cause })
    this.name = 'NetworkFailure'
  }
}

/** How one vendor is reached and how its answers are judged. */
export type ExchangeOptions = {
  readonly system: SideName
  readonly meter: Meter
  readonly clock: Clock
  readonly random?: () => number
  /** Milliseconds a request may take; default 60,000. */
  readonly timeoutMs?: number
  readonly transfer: Transfer
  /** What is asked, for the words of a refused redirect; default `a call`. */
  readonly asks?: 'a call' | 'the login'
  /** Gets a new token after a 401; resolves to false where there is none to get. */
  readonly refresh: () => Promise<boolean>
  /** The typed error for an answer that is not a success. */
  readonly explain: (reply: Reply) => LockstepError
  /** Milliseconds to wait before the same read is asked again; undefined where asking again cannot help. */
  readonly backoff: (reply: Reply) => number | undefined
}

/** The only way a connector talks to its service. A path leads to the service's own host, and no redirect is followed: both carry a credential. */
export type Exchange = {
  /** One request; a 401 is answered by one refresh and one repeat. Throws `NetworkFailure`, `LockstepError` (`bad-reply`) for a redirect, or what the meter throws. */
  send(ask: Ask): Promise<Reply>
  /** Repeats a read until it succeeds and parses; throws `LockstepError`. `accept`: statuses that count as success. */
  read<T>(ask: Ask, parse: (reply: Reply) => T, accept?: readonly number[]): Promise<T>
  /** The service's time; local time before the first answer. */
  now(): Instant
  /** Milliseconds that the last answered request took. */
  lastMilliseconds(): number
}

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN'])
const attempts = 5
const networkAttempts = 3
const names: Readonly<Record<SideName, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' }

/** Makes the exchange of one connector. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { system, meter, clock } = options
  const random = options.random ?? Math.random
  let offset = 0
  let lastMilliseconds = 0

  const once = async (ask: Ask): Promise<Reply> => {
    if (!isOwnPath(ask.path)) throw otherHost(system)
    await meter.before({ system, purpose: ask.purpose, window: ask.window })
    const started = clock.now()
    const timeout = Math.min(options.timeoutMs ?? 60_000, (ask.deadline ?? Number.POSITIVE_INFINITY) - started)
    if (timeout <= 0) throw new NetworkFailure('DEADLINE', false, undefined)
    const clockStart = performance.now()
    const told = (reply: Pick<Reply, 'status' | 'headers'>) => {
      lastMilliseconds = performance.now() - clockStart
      meter.after({
        system,
        purpose: ask.purpose,
        status: reply.status,
        headers: reply.headers,
        milliseconds: lastMilliseconds,
        path: ask.path.split('?')[0] ?? ask.path,
      })
    }
    let reply: Reply
    try {
      reply = await within(timeout, options.transfer(ask))
    } catch (error) {
      told({ status: 0, headers: {} })
      throw asNetworkFailure(error)
    }
    told(reply)
    const redirect = redirectRefusal(system, options.asks ?? 'a call', reply)
    if (redirect !== undefined) throw redirect
    const date = Date.parse(reply.headers['date'] ?? '')
    if (Number.isFinite(date)) offset = date - clock.now()
    return reply
  }

  const send = async (ask: Ask): Promise<Reply> => {
    const reply = await once(ask)
    if (reply.status !== 401 || !(await options.refresh())) return reply
    return once(ask)
  }

  const read = async <T>(ask: Ask, parse: (reply: Reply) => T, accept: readonly number[] = []): Promise<T> => {
    let failures = 0
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= attempts
      let isFinal = false
      const pause = async (least: number) => {
        await clock.sleep(least + 500 * 2 ** (attempt - 1) * (0.5 + random()))
      }
      try {
        const reply = await send(ask)
        const isSuccess = (reply.status >= 200 && reply.status < 300) || accept.includes(reply.status)
        if (isSuccess) return parse(reply)
        const wait = options.backoff(reply)
        isFinal = true
        if (wait === undefined || last) throw options.explain(reply)
        isFinal = false
        await pause(wait)
      } catch (error) {
        if (error instanceof NetworkFailure) {
          failures += 1
          if (last || failures >= networkAttempts) throw unreachable(system, error)
          await pause(0)
        } else if (error instanceof ShapeError) {
          failures += 1
          if (last || failures >= networkAttempts) throw badReply(system, error)
          await pause(0)
        } else if (error instanceof LockstepError && error.code === 'unreachable' && error.isRetryable && !last && !isFinal) {
          await pause(0)
        } else throw error
      }
    }
  }

  return { send, read, now: () => clock.now() + offset, lastMilliseconds: () => lastMilliseconds }
}

/** The error for a service that does not answer. */
export function unreachable(system: SideName, failure: NetworkFailure): LockstepError {
  return new LockstepError('unreachable', `${names[system]} does not answer (${failure.code})`, {
    system,
    isRetryable: true,
    help: 'check the address in the settings and the network; nothing is lost, the next run goes on from here',
    vendor: { code: failure.code },
    cause: failure,
  })
}

/** The error for an answer that is not what the service documents. */
export function badReply(system: SideName, error: ShapeError): LockstepError {
  return new LockstepError('bad-reply', `${names[system]} gave an answer that cannot be understood: ${error.message}`, {
    system,
    isRetryable: true,
    help: 'nothing was changed by it; if it stays, check that the address in the settings is the API of that service',
    cause: error,
  })
}

/** Milliseconds without a byte after which a body that has begun counts as broken: node-fetch 2 does not notice a connection cut in a body. */
const defaultStall = 10_000

/** What a stream tells while a body arrives. */
type Arriving = { on(event: 'data', listener: () => void): unknown }

/** Watches a body that has begun to arrive: `broken` rejects where it stalls. Call `done` when the body is whole. */
export function watchBody(stall = defaultStall): { readonly broken: Promise<never>; begin(body: Arriving): void; done(): void } {
  let timer: NodeJS.Timeout | undefined
  let isDone = false
  let fail: (error: NetworkFailure) => void = () => undefined
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  const wait = () => {
    clearTimeout(timer)
    if (!isDone) timer = setTimeout(() => fail(new NetworkFailure('STALLED', true, undefined)), stall)
  }
  return {
    broken,
    begin(body) {
      body.on('data', wait)
      wait()
    },
    done() {
      isDone = true
      clearTimeout(timer)
    },
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NetworkFailure('TIMEOUT', true, undefined)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function asNetworkFailure(error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error
  const code = codeOf(error) ?? (error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : undefined) ?? 'NETWORK'
  return new NetworkFailure(code, !neverSent.has(code), error)
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
