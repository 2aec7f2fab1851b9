/** What the control API does: the clock, faults, logs and settings of a world, and the edits of the people in it. */
import { milliseconds, moment } from '../world/duration'
import { readFaults } from '../world/faults'
import { SnapshotError, type Snapshots } from '../world/snapshots'
import { EditRefused, type System, type SystemName } from '../world/system'
import type { World } from '../world/world'
import { listRecords, showRecord } from './browse'
import { SNAPSHOT_FILE } from './snapshot-files'

/** The world behind the control port. `reset` loads a folder, nothing for `empty`, or else what the sandbox was started with. */
export type Controlled = {
  readonly world: World
  readonly systems: Readonly<Record<SystemName, System>>
  readonly snapshots: Snapshots
  reset(to: { readonly data?: string; readonly empty?: boolean; readonly seed?: number }): void
}

type Body = Readonly<Record<string, unknown>>
type Route = (controlled: Controlled, body: unknown, query: Body) => unknown

function fields(body: unknown): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('the body is a JSON object')
  return body as Body
}

function text(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError(`\`${name}\` is missing`)
  return String(value)
}

function optionalText(body: Body, name: string): string | undefined {
  return body[name] === undefined || body[name] === null ? undefined : text(body, name)
}

function chosen({ systems }: Controlled, body: Body): System {
  const name = body['system']
  if (name !== 'hubspot' && name !== 'salesforce') throw new TypeError('`system` is `hubspot` or `salesforce`')
  return systems[name]
}

function setClock({ world }: Controlled, body: unknown): unknown {
  const { advance, freeze, set } = fields(body)
  if (advance === undefined && freeze === undefined && set === undefined) throw new TypeError('say `advance`, `freeze` or `set`')
  if (freeze !== undefined) world.clock.freeze(freeze === true)
  if (set !== undefined) world.clock.set(moment(set))
  if (advance !== undefined) world.clock.advance(milliseconds(advance))
  return world.clock.state()
}

function reset(controlled: Controlled, body: unknown): unknown {
  const { data, empty, seed } = body === undefined ? ({} as Body) : fields(body)
  if (data !== undefined && typeof data !== 'string') throw new TypeError('`data` is a folder')
  controlled.reset({ data, empty: empty === true, seed: typeof seed === 'number' ? seed : undefined })
  return { ok: true }
}

function edit(controlled: Controlled, body: unknown): unknown {
  const given = fields(body)
  const edited = { object: text(given, 'object'), id: optionalText(given, 'id'), by: optionalText(given, 'by') }
  const late = given['late'] === undefined ? undefined : milliseconds(given['late'])
  return chosen(controlled, given).edit({ ...edited, values: fields(given['values']), late })
}

function remove(controlled: Controlled, body: unknown): unknown {
  const given = fields(body)
  chosen(controlled, given).remove({ object: text(given, 'object'), id: text(given, 'id'), by: optionalText(given, 'by') })
  return { ok: true }
}

function restore(controlled: Controlled, body: unknown): unknown {
  const given = fields(body)
  const system = chosen(controlled, given)
  if (system.restore === undefined) throw new TypeError(`${system.name} restores nothing here`)
  system.restore({ object: text(given, 'object'), id: text(given, 'id'), by: optionalText(given, 'by') })
  return { ok: true }
}

function merge(controlled: Controlled, body: unknown): unknown {
  const given = fields(body)
  const losers = given['losers']
  if (!Array.isArray(losers) || losers.length === 0) throw new TypeError('`losers` is a list of ids')
  const merged = { object: text(given, 'object'), winner: text(given, 'winner'), by: optionalText(given, 'by') }
  return chosen(controlled, given).merge({ ...merged, losers: losers.map(String) })
}

function convert(controlled: Controlled, body: unknown): unknown {
  const given = fields(body)
  return controlled.systems.salesforce.convert?.({
    lead: text(given, 'lead'),
    account: optionalText(given, 'account'),
    contact: optionalText(given, 'contact'),
    opportunity: optionalText(given, 'opportunity'),
    opportunityName: optionalText(given, 'opportunityName'),
    owner: optionalText(given, 'owner'),
    status: optionalText(given, 'status'),
    by: optionalText(given, 'by'),
  })
}

function setMembership(controlled: Controlled, body: unknown): unknown {
  const given = fields(body)
  const { ids, member } = given
  if (!Array.isArray(ids) || ids.length === 0) throw new TypeError('`ids` is a list of ids')
  if (typeof member !== 'boolean') throw new TypeError('`member` is true or false')
  const { view } = controlled.systems.hubspot
  view.setMembership?.({ list: text(given, 'list'), ids: ids.map(String), isMember: member, by: optionalText(given, 'by') })
  return { ok: true }
}

function number(body: Body, name: string): number | undefined {
  const value = optionalText(body, name)
  if (value !== undefined && !/^\d+$/.test(value)) throw new TypeError(`\`${name}\` is a whole number`)
  return value === undefined ? undefined : Number(value)
}

const CHANGES = ['CREATE', 'UPDATE', 'DELETE', 'UNDELETE', 'OVERFLOW'] as const

function gap(controlled: Controlled, body: unknown): unknown {
  const given = fields(body)
  const { ids, next } = given
  const change = CHANGES.find((each) => each === given['change'])
  if (given['change'] !== undefined && change === undefined) throw new TypeError(`\`change\` is one of ${CHANGES.join(', ')}`)
  if (next !== undefined && (typeof next !== 'number' || !(next > 0))) throw new TypeError('`next` is a positive number')
  if (next === undefined && change !== 'OVERFLOW' && !Array.isArray(ids)) throw new TypeError('`ids` is a list of ids')
  const list = Array.isArray(ids) ? ids.map(String) : []
  controlled.systems.salesforce.announce?.({ object: text(given, 'object'), ids: list, change, next })
  return { ok: true }
}

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /clock': ({ world }) => world.clock.state(),
  'POST /clock': setClock,
  'GET /faults': ({ world }) => world.faults.list(),
  'POST /faults': ({ world }, body) => {
    world.faults.add(readFaults(body))
    return world.faults.list()
  },
  'DELETE /faults': ({ world }) => {
    world.faults.clear()
    return { ok: true }
  },
  'GET /calls': ({ world }) => world.calls.list(),
  'DELETE /calls': ({ world }) => {
    world.calls.clear()
    return { ok: true }
  },
  'POST /reset': reset,
  'GET /dump': ({ systems }) => ({ hubspot: systems.hubspot.dump(), salesforce: systems.salesforce.dump() }),
  'GET /world': ({ world }) => world.state(),
  'POST /world': ({ world }, body) => {
    world.configure(fields(body))
    return world.state()
  },
  'GET /commits': ({ world }, _, query) => world.commits.list(number(query, 'last')),
  'GET /objects': ({ systems }) => ({ hubspot: systems.hubspot.view.objects(), salesforce: systems.salesforce.view.objects() }),
  'GET /records': (controlled, _, query) =>
    listRecords(chosen(controlled, query), text(query, 'object'), optionalText(query, 'search') ?? '', number(query, 'offset') ?? 0),
  'GET /record': (controlled, _, query) =>
    showRecord(controlled.world, chosen(controlled, query), text(query, 'object'), text(query, 'id')),
  'POST /membership': setMembership,
  'POST /merge': merge,
  'POST /convert': convert,
  'POST /edit': edit,
  'POST /delete': remove,
  'POST /gap': gap,
  'POST /restore': restore,
  'GET /rules': ({ systems }) => systems.salesforce.rules?.() ?? {},
  'POST /rules': ({ systems }, body) => systems.salesforce.rules?.(fields(body)),
  'GET /snapshots': ({ snapshots }) => snapshots.list(),
  'POST /snapshots': ({ snapshots }, body) => snapshots.take(text(fields(body), 'name')),
  'POST /snapshots/restore': ({ snapshots }, body) => snapshots.restore(text(fields(body), 'name')),
  'DELETE /snapshots': ({ snapshots }, _, query) => {
    snapshots.delete(text(query, 'name'))
    return { ok: true }
  },
}

/** What there is, as `METHOD /path`. */
export const CONTROL_ENDPOINTS: readonly string[] = [...Object.keys(ROUTES), `GET ${SNAPSHOT_FILE}`, `PUT ${SNAPSHOT_FILE}`]

/** Answers one control call: 200 with JSON, 400 with a plain sentence, 404 for what is not there. */
export function control(controlled: Controlled, method: string, url: string, body: string): { status: number; body: unknown } {
  const [path = '/', query = ''] = url.split('?')
  const route = ROUTES[`${method} ${path}`]
  if (route === undefined) return { status: 404, body: { error: `no \`${method} ${path}\`; there are ${CONTROL_ENDPOINTS.join(', ')}` } }
  try {
    return {
      status: 200,
      body: route(controlled, body === '' ? undefined : JSON.parse(body), Object.fromEntries(new URLSearchParams(query))),
    }
  } catch (error) {
    const ours =
      error instanceof TypeError || error instanceof SyntaxError || error instanceof EditRefused || error instanceof SnapshotError
    if (!ours && !(error instanceof Error && error.name === 'SeedError')) throw error
    return { status: 400, body: { error: error.message } }
  }
}
