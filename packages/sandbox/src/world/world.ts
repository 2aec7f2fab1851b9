/** The world both systems live in: clock, faults, logs, limits, lags and skew. */
import { CallLog } from './call-log'
import { Clock, type KeptClock } from './clock'
import { CommitLog } from './commit-log'
import { milliseconds, moment } from './duration'
import { type Fault, Faults } from './faults'
import type { SystemName } from './system'

/** Requests in each of HubSpot's windows, before foreign consumers take their share. */
export type HubspotLimits = { tenSecondly: number; daily: number; searchPerSecond: number }
/** `daily`: requests in 24 h. `pageSize`: rows of a query page, smaller where rows are wide. */
export type SalesforceLimits = { daily: number; pageSize: number }
export type Limits = { hubspot: HubspotLimits; salesforce: SalesforceLimits }

/** HubSpot's limits for apps of one account, by tier [HubSpot: usage guidelines]. */
const HUBSPOT_TIERS: Readonly<Record<string, HubspotLimits>> = {
  free: { tenSecondly: 100, daily: 250_000, searchPerSecond: 5 },
  starter: { tenSecondly: 100, daily: 250_000, searchPerSecond: 5 },
  professional: { tenSecondly: 190, daily: 625_000, searchPerSecond: 5 },
  enterprise: { tenSecondly: 190, daily: 1_000_000, searchPerSecond: 5 },
}

/** A Professional portal; an Enterprise org with 15 licences. */
export const DEFAULT_LIMITS: Limits = {
  hubspot: { tenSecondly: 190, daily: 625_000, searchPerSecond: 5 },
  salesforce: { daily: 115_000, pageSize: 2_000 },
}

const PORTAL = 24_680_135
const ORG = '00D5g000004LsxbEAC'

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${what} is not an object`)
  return value as Record<string, unknown>
}

function count(value: unknown, what: string): number {
  if (typeof value !== 'number' || !(value >= 0)) throw new TypeError(`${what} is not a number of 0 or more`)
  return value
}

/** The limits of `tier` with `addOns` increases, each of a million a day, two at most. Throws a `TypeError`. */
function tierLimits({ tier = 'professional', addOns = 0 }: Readonly<Record<string, unknown>>): HubspotLimits {
  const base = HUBSPOT_TIERS[String(tier)]
  if (base === undefined) throw new TypeError(`unknown tier \`${String(tier)}\`; known: ${Object.keys(HUBSPOT_TIERS).join(', ')}`)
  const more = Math.min(2, count(addOns, 'hubspot.addOns'))
  return more === 0 ? { ...base } : { ...base, tenSecondly: 250, daily: base.daily + more * 1_000_000 }
}

function zone(value: unknown): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: String(value) }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) throw new TypeError(`\`${String(value)}\` is no time zone`)
    throw error
  }
}

function system(value: unknown): SystemName {
  if (value !== 'hubspot' && value !== 'salesforce') throw new TypeError(`\`${String(value)}\` is neither \`hubspot\` nor \`salesforce\``)
  return value
}

/** The world in a snapshot. */
export type KeptWorld = {
  readonly settings: Readonly<Record<string, unknown>>
  readonly clock: KeptClock
  readonly faults: readonly Fault[]
  readonly calls: CallLog
  readonly commits: CommitLog
}

export class World {
  readonly clock = new Clock()
  readonly faults = new Faults()
  readonly calls = new CallLog()
  readonly commits = new CommitLog()
  /** HubSpot's portal id. */
  portal = PORTAL
  /** Salesforce's org id, 18 characters. */
  org = ORG
  /** HubSpot's portal counts its days by this zone. */
  timeZone = 'UTC'
  seed = 1
  /** What `world.json` says of one system alone, for that system to read. */
  own: Readonly<Record<SystemName, Readonly<Record<string, unknown>>>> = { hubspot: {}, salesforce: {} }
  /** Milliseconds until a HubSpot write shows in search. */
  indexLag = 0
  /** Milliseconds until a HubSpot list is recalculated. */
  listLag = 0
  /** Milliseconds that a Salesforce bulk job takes once its data is complete, and a HubSpot import or export. */
  bulkLag = 0
  limits: Limits = structuredClone(DEFAULT_LIMITS)
  /** Milliseconds by which each system's clock is ahead of the world's. */
  skew: Record<SystemName, number> = { hubspot: 0, salesforce: 0 }
  /** Part, 0 to 1, of HubSpot's webhook events that come twice, and that come out of order. */
  webhooks = { duplicates: 0, disorder: 0 }
  /** Part, 0 to 1, of each quota that other consumers take. */
  foreign: Record<SystemName, number> = { hubspot: 0, salesforce: 0 }
  /** What the seed says of the apps that may log in to each system, besides the system's own; the systems read it. */
  apps: Record<SystemName, readonly Readonly<Record<string, unknown>>[]> = { hubspot: [], salesforce: [] }
  /** Passwords by user name; a user who is not named here logs in with any. */
  logins: Record<SystemName, Readonly<Record<string, unknown>>> = { hubspot: {}, salesforce: {} }
  /** Where the stream of numbers stands. */
  private drawn = 1

  /** The time by a system's own clock, in epoch milliseconds. */
  now(name: SystemName): number {
    return this.clock.now() + this.skew[name]
  }

  /** The next number in [0, 1) of the world's own stream, the same for the same seed. */
  random(): number {
    this.drawn = (this.drawn + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.drawn ^ (this.drawn >>> 15), 1 | this.drawn)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** Starts anew from `world.json`: `clock` (a time), `seed`, `portal`, `org`, `timeZone` (a zone's name), `limits`, `lag: { index, list, bulk }`, `apps` and `logins` by system, and what `hubspot` and `salesforce` read by themselves. Throws a `TypeError` in plain words. */
  load(content: Readonly<Record<string, unknown>>, seed?: number): void {
    this.begin(content, seed)
    this.forget()
  }

  /** Forgets what happened until now: faults and logs. */
  forget(): void {
    this.faults.clear()
    this.calls.clear()
    this.commits.clear()
  }

  /** A way back to the clock, the settings and the stream of numbers as they are now. */
  checkpoint(): () => void {
    const clock = this.clock.checkpoint()
    const { portal, org, timeZone, seed, indexLag, listLag, bulkLag, apps, logins, own } = this
    const before = structuredClone({ limits: this.limits, skew: this.skew, foreign: this.foreign, webhooks: this.webhooks })
    const state = this.drawn
    return () => {
      clock()
      Object.assign(this, { portal, org, timeZone, seed, indexLag, listLag, bulkLag, apps, logins, own, ...before })
      this.drawn = state
    }
  }

  /** What a snapshot keeps of the world itself: everything, the clock by what it shows. */
  keep(): KeptWorld {
    const { clock, faults, calls, commits, ...settings } = this
    return { settings, clock: clock.keep(), faults: faults.list(), calls, commits }
  }

  /** Goes on where a snapshot was taken: its clock shows the time of then, and goes on from there unless it stood still. */
  resume({ settings, clock, faults, calls, commits }: KeptWorld): void {
    Object.assign(this, settings)
    this.clock.resume(clock)
    this.faults.clear()
    this.faults.add(faults)
    Object.assign(this.calls, calls)
    Object.assign(this.commits, commits)
  }

  /** As `load`, but faults and logs stay. After an error the world is half set: see `checkpoint`. */
  begin(content: Readonly<Record<string, unknown>>, seed?: number): void {
    this.clock.reset()
    this.indexLag = 0
    this.listLag = 0
    this.bulkLag = 0
    this.limits = structuredClone(DEFAULT_LIMITS)
    this.webhooks = { duplicates: 0, disorder: 0 }
    this.skew = { hubspot: 0, salesforce: 0 }
    this.foreign = { hubspot: 0, salesforce: 0 }
    const { clock, portal, org, lag, timeZone, apps, logins } = content
    if (clock !== undefined) this.clock.set(moment(clock))
    this.portal = portal === undefined ? PORTAL : count(portal, 'portal')
    this.org = org === undefined ? ORG : String(org)
    this.timeZone = timeZone === undefined ? 'UTC' : zone(timeZone)
    const own = (name: SystemName) => (content[name] === undefined ? {} : record(content[name], name))
    this.own = { hubspot: own('hubspot'), salesforce: own('salesforce') }
    this.limits.hubspot = tierLimits(this.own.hubspot)
    this.seed = seed ?? (content['seed'] === undefined ? 1 : count(content['seed'], 'seed'))
    this.drawn = this.seed
    this.apps = { hubspot: [], salesforce: [] }
    for (const [name, list] of Object.entries(apps === undefined ? {} : record(apps, 'apps'))) {
      if (!Array.isArray(list)) throw new TypeError(`apps.${name} is not a list`)
      this.apps[system(name)] = list.map((app, index) => record(app, `apps.${name}[${index}]`))
    }
    this.logins = { hubspot: {}, salesforce: {} }
    for (const [name, users] of Object.entries(logins === undefined ? {} : record(logins, 'logins'))) {
      this.logins[system(name)] = record(users, `logins.${name}`)
    }
    const lags = lag === undefined ? {} : record(lag, 'lag')
    this.configure({
      indexLag: lags['index'],
      listLag: lags['list'],
      bulkLag: lags['bulk'],
      limits: content['limits'],
      skew: content['skew'],
      foreign: content['foreign'],
      webhooks: content['webhooks'],
    })
  }

  /**
   * The body of `POST /world`; what is absent stays. `skew` is Salesforce's lead over HubSpot, or `{ hubspot, salesforce }`;
   * `foreign` is `{ system, share }` or a list of them. Throws a `TypeError` in plain words.
   */
  configure(change: Readonly<Record<string, unknown>>): void {
    const { indexLag, listLag, bulkLag, skew, limits, foreign, webhooks } = change
    if (indexLag !== undefined) this.indexLag = milliseconds(indexLag)
    if (listLag !== undefined) this.listLag = milliseconds(listLag)
    if (bulkLag !== undefined) this.bulkLag = milliseconds(bulkLag)
    if (typeof skew === 'object' && skew !== null) {
      for (const [name, lead] of Object.entries(skew)) this.skew[system(name)] = milliseconds(lead)
    } else if (skew !== undefined) this.skew = { hubspot: 0, salesforce: milliseconds(skew) }
    for (const [name, share] of Object.entries(webhooks === undefined ? {} : record(webhooks, 'webhooks'))) {
      if (name !== 'duplicates' && name !== 'disorder') throw new TypeError(`unknown \`webhooks.${name}\`; known: duplicates, disorder`)
      this.webhooks[name] = Math.min(1, count(share, `webhooks.${name}`))
    }
    if (limits !== undefined) this.limit(record(limits, 'limits'))
    for (const entry of foreign === undefined ? [] : Array.isArray(foreign) ? foreign : [foreign]) {
      const { system: name, share } = record(entry, 'foreign')
      this.foreign[system(name)] = Math.min(1, count(share, 'share'))
    }
  }

  private limit(limits: Readonly<Record<string, unknown>>): void {
    for (const [name, windows] of Object.entries(limits)) {
      const target: Record<string, number> = this.limits[system(name)]
      for (const [window, limit] of Object.entries(record(windows, `limits.${name}`))) {
        if (!(window in target)) throw new TypeError(`unknown limit \`${name}.${window}\`; known: ${Object.keys(target).join(', ')}`)
        target[window] = count(limit, `limits.${name}.${window}`)
      }
    }
  }

  /** What `GET /world` tells. */
  state(): Record<string, unknown> {
    const { portal, org, timeZone, seed, indexLag, listLag, bulkLag, limits, skew, foreign, webhooks } = this
    return { portal, org, timeZone, seed, indexLag, listLag, bulkLag, limits, skew, foreign, webhooks }
  }
}
