/** The streaming API: Bayeux messages over long polling. */
import type { SandboxRequest, SandboxResponse } from '../../world/system'
import type { Sessions } from '../auth/sessions'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { changeEvent, channelOf } from './change-event'
import { type Change, isTracked } from './change-log'
import { topicChannel } from './push-topic'
import { type Channel, type Message, Subscriber } from './subscriber'

const PATH = /^\/cometd\/(\d+\.\d)(?:\/(?:handshake|connect|disconnect|subscribe|unsubscribe))?\/?$/
/** A connection is held so long; a client that stays away for the other is forgotten [Salesforce: Streaming API client timeouts]. */
const TIMEOUT = 110_000
const ABSENCE = 40_000
const SETTLE = 250

const RETRY = { interval: 0, timeout: TIMEOUT, reconnect: 'retry' }
const HANDSHAKE = { interval: 0, reconnect: 'handshake' }
const NONE = { reconnect: 'none' }
const EXTENSIONS = { replay: true, 'payload.format': true }

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Messages of a body: JSON, alone or in a list, or a form with `message`. */
function readMessages(request: SandboxRequest): Message[] | undefined {
  const isForm = /urlencoded/.test(request.headers['content-type'] ?? '')
  const text = isForm ? (new URLSearchParams(request.body).get('message') ?? '') : request.body
  try {
    const value: unknown = JSON.parse(text)
    const list = Array.isArray(value) ? value : [value]
    return list.length > 0 && list.every(isMessage) ? list : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Ids of the request's own. */
function base(message: Message): Record<string, unknown> {
  return { channel: message['channel'], ...(message['id'] === undefined ? {} : { id: message['id'] }) }
}

export class Streaming {
  readonly #subscribers = new Map<string, Subscriber>()

  constructor(
    readonly org: Org,
    readonly sessions: Sessions,
    /** Commits what is due while clients wait. */
    readonly settle: () => void,
    /** How many clients have come so far. */
    public clients = 0,
  ) {}

  /** Ends all held connections: the org goes. */
  close(): void {
    for (const subscriber of this.#subscribers.values()) subscriber.release()
    this.#subscribers.clear()
  }

  /** Answers `/cometd/62.0`; `undefined` for other paths. */
  handle(request: SandboxRequest): SandboxResponse | Promise<SandboxResponse> | undefined {
    if (!PATH.test(request.path) || request.method !== 'POST') return undefined
    const messages = readMessages(request)
    if (messages === undefined) return { status: 400, body: [{ successful: false, error: '400::Unknown message format' }] }
    const token = /^(?:Bearer|OAuth) (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? ''
    return this.#exchange(messages, token)
  }

  async #exchange(messages: readonly Message[], token: string): Promise<SandboxResponse> {
    const replies: Message[] = []
    for (const message of messages) replies.push(...(await this.#answer(message, token)))
    const records = replies.filter((reply) => 'data' in reply).length
    const headers = { 'Set-Cookie': 'BAYEUX_BROWSER=sandbox; Path=/; HttpOnly', 'Cache-Control': 'no-cache' }
    return { status: 200, body: replies, headers, records }
  }

  async #answer(message: Message, token: string): Promise<Message[]> {
    const { channel } = message
    const isAuthentic = this.sessions.user(token) !== undefined
    if (channel === '/meta/handshake') return [this.#handshake(message, token, isAuthentic)]
    const subscriber = this.#subscribers.get(String(message['clientId']))
    if (!isAuthentic) {
      const failure = { sfdc: { failureReason: '401::Authentication invalid' } }
      return [
        {
          ...base(message),
          clientId: message['clientId'],
          successful: false,
          error: '401::Authentication invalid',
          advice: { ...NONE, interval: 0 },
          ext: failure,
        },
      ]
    }
    if (subscriber === undefined || subscriber.isGone(ABSENCE)) {
      this.#subscribers.delete(String(message['clientId']))
      return [{ ...base(message), successful: false, error: '403::Unknown client', advice: HANDSHAKE }]
    }
    subscriber.touch()
    const shared = { ...base(message), clientId: subscriber.id }
    if (channel === '/meta/connect') return this.#connect(message, subscriber)
    if (channel === '/meta/subscribe') return this.#subscribe(message, subscriber)
    if (channel === '/meta/unsubscribe') {
      const successful = subscriber.unsubscribe(String(message['subscription']))
      return [{ ...shared, subscription: message['subscription'], successful }]
    }
    if (channel === '/meta/disconnect') {
      subscriber.release()
      this.#subscribers.delete(subscriber.id)
      return [{ ...shared, successful: true }]
    }
    return [{ ...shared, successful: false, error: '403:denied_by_security_policy:create_denied' }]
  }

  #handshake(message: Message, token: string, isAuthentic: boolean): Message {
    if (!isAuthentic) {
      const ext = { sfdc: { failureReason: '401::Authentication invalid' }, ...EXTENSIONS }
      return { ...base(message), successful: false, error: '403::Handshake denied', advice: NONE, ext }
    }
    const types = message['supportedConnectionTypes']
    if (Array.isArray(types) && !types.includes('long-polling')) {
      return {
        ...base(message),
        successful: false,
        error: '400::No supported connection type',
        supportedConnectionTypes: ['long-polling'],
        advice: NONE,
      }
    }
    this.clients += 1
    const id = `${this.clients}sandbox${Math.floor(this.org.world.random() * 36 ** 8).toString(36)}`
    this.#subscribers.set(id, new Subscriber(id, token, this.org.changes))
    return {
      ...base(message),
      clientId: id,
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
      successful: true,
      ext: EXTENSIONS,
    }
  }

  /** The first connection is answered at once, with the advice; those after it are held. */
  async #connect(message: Message, subscriber: Subscriber): Promise<Message[]> {
    const reply = { ...base(message), clientId: subscriber.id, successful: true }
    const advised = isMessage(message['advice']) ? Number(message['advice']['timeout']) : Number.NaN
    if (!subscriber.hasConnected || advised === 0) {
      subscriber.hasConnected = true
      return [...subscriber.take(), { ...reply, advice: RETRY }]
    }
    const timer = setInterval(this.settle, SETTLE)
    timer.unref()
    const messages = await subscriber.hold(TIMEOUT)
    clearInterval(timer)
    if (!this.#subscribers.has(subscriber.id)) return [{ ...reply, successful: false, error: '403::Unknown client', advice: HANDSHAKE }]
    return [...messages, reply]
  }

  #subscribe(message: Message, subscriber: Subscriber): Message[] {
    const said = message['subscription']
    const ext = isMessage(message['ext']) ? message['ext'] : {}
    const replay = isMessage(ext['replay']) ? ext['replay'] : {}
    return (Array.isArray(said) ? said : [said]).map((channel: unknown): Message => {
      const reply = { ...base(message), clientId: subscriber.id, subscription: channel }
      const found = this.#channel(String(channel), subscriber)
      if (found === undefined) {
        const error = `403::The channel you requested to subscribe to does not exist {${String(channel)}}`
        return { ...reply, successful: false, error }
      }
      const from = this.#start(replay[String(channel)] ?? -1)
      if (from === undefined) {
        const advice = 'Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.'
        return {
          ...reply,
          successful: false,
          error: `400::The replayId {${String(replay[String(channel)])}} you provided was invalid.  ${advice}`,
        }
      }
      subscriber.subscribe(String(channel), found, from)
      return { ...reply, successful: true }
    })
  }

  /** After which id a subscription begins: -1 with what is new, -2 with all there is. */
  #start(replay: unknown): number | undefined {
    const { last, oldest } = this.org.changes
    if (replay === -1 || replay === '-1') return last
    if (replay === -2 || replay === '-2') return oldest
    const id = Number(replay)
    return Number.isInteger(id) && id >= oldest && id <= last ? id : undefined
  }

  /** `undefined` where there is no such channel. */
  #channel(name: string, subscriber: Subscriber): Channel | undefined {
    const userId = this.sessions.user(subscriber.token)
    if (name.startsWith('/topic/') && userId !== undefined) {
      return topicChannel(this.org, { userId, api: true, by: 'api' }, name.slice('/topic/'.length))
    }
    if (userId === undefined) return undefined
    return this.#changes(name, { userId, api: true, by: 'api' })
  }

  /**
   * Changes of all records of an object, whoever may see them, for users who may view all of them; the channel of all objects tells of those
   * [Salesforce: Change Data Capture, Required Permissions].
   */
  #changes(name: string, actor: Actor): Channel | undefined {
    const { org } = this
    const sees = (object: ObjectSchema, field: string) => org.field(actor, object, field) !== undefined
    const show = (change: Change) => changeEvent(change, org.id, org.world.skew.salesforce, sees)
    const isTold = (object: ObjectSchema) => org.rights(actor, object).viewAll
    if (name === '/data/ChangeEvents') return { wants: (change) => isTold(change.object), show }
    const object = [...org.schema.objects.values()].find((each: ObjectSchema) => isTracked(each) && channelOf(each) === name)
    return object === undefined || !isTold(object) ? undefined : { wants: (change) => change.object === object, show }
  }
}
