/** Every live record once, by id: first pages of up to five objects in one call, later pages by locator. */
import type { Watch } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { Instant } from '../../model'
import type { Cursor, Page } from '../connector'
import { record, text } from '../reply'
import { type CaptureOptions, coveredBy, updatedSub } from './changes'
import { readPosition, writePosition } from './cursor'
import { isLostLocator, nextRows, queriesPerCall, querySub, type Rows, readRows, runComposite } from './query'
import { roleEdges } from './roles'
import { toSnapshot } from './snapshot'
import { literal } from './soql'
import { roleObject, selectOf, type Target, targetsOf } from './targets'

/** Reads all objects whose inventory is not finished. The last page of each has a cursor for `changes`, from before the first look. */
export async function* readInventory(
  options: CaptureOptions,
  watches: readonly Watch[],
  cursors: Readonly<Record<string, Cursor>>,
): AsyncGenerator<Page> {
  const open = targetsOf(watches)
    .map((target) => ({ target, position: readPosition(cursors[target.object]) }))
    .filter(({ position }) => position.since === undefined || position.inventory !== undefined)
  for (let start = 0; start < open.length; start += queriesPerCall) {
    const group = open.slice(start, start + queriesPerCall)
    const before = options.exchange.now()
    const subs = [
      ...group.map(({ target }) => updatedSub(target.object, before, before)),
      ...group.map(({ target, position }) => querySub(`q${target.object}`, byId(target, position.inventory), false)),
    ]
    const bodies = await runComposite(options.exchange, options.version, subs, 'read', (name) => name.startsWith('u'))
    const readAt = options.exchange.now()
    for (const { target, position } of group) {
      const since = position.since ?? coveredBy(bodies.get(`u${target.object}`), before, readAt)
      yield* readObject(options, target, readRows(bodies.get(`q${target.object}`)), since)
    }
  }
}

async function* readObject(options: CaptureOptions, target: Target, first: Rows, since: Instant): AsyncGenerator<Page> {
  let rows = first
  const { total } = first
  while (true) {
    const last = rows.rows.at(-1)
    const inventory = rows.next === undefined || last === undefined ? undefined : text(record(last, 'records[]')['Id'], 'Id')
    const cursor = writePosition({ since, ...(inventory === undefined ? {} : { inventory }) })
    const readAt = options.exchange.now()
    const isRole = target.object === roleObject
    yield {
      object: target.object,
      snapshots: isRole ? [] : rows.rows.map((row) => toSnapshot(row, target, readAt)),
      edges: isRole ? roleEdges(rows.rows) : [],
      gone: [],
      cursor,
      total,
    }
    if (rows.next === undefined || inventory === undefined) return
    try {
      rows = await nextRows(options.exchange, rows.next, 'read')
    } catch (error) {
      if (!(error instanceof LockstepError) || !isLostLocator(error.vendor?.code)) throw error
      const name = `q${target.object}`
      const again = [querySub(name, byId(target, inventory), false)]
      rows = readRows((await runComposite(options.exchange, options.version, again, 'read')).get(name))
    }
  }
}

function byId(target: Target, after: string | undefined): string {
  return `${selectOf(target)}${after === undefined ? '' : ` WHERE Id > ${literal(after)}`} ORDER BY Id`
}
