/** Every live record once, by id: first pages of up to five objects in one call, later pages by locator. */
import type { Watch } from '@lockstep/dsl'
import { LockstepError } from '../../errors'
import type { Instant } from '../../model'
import type { Cursor, LookAround, Page } from '../connector'
import { record, text } from '../reply'
import { askTargets, type CaptureOptions } from './ask'
import { closedPage, coveredBy, updatedSub } from './changes'
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
  { without = [] }: LookAround = {},
): AsyncGenerator<Page> {
  const open = targetsOf(watches)
    .filter((target) => !without.includes(target.object))
    .map((target) => ({ target, position: readPosition(cursors[target.object]) }))
    .filter(({ position }) => position.since === undefined || position.inventory !== undefined)
  for (let start = 0; start < open.length; start += queriesPerCall) {
    const group = open.slice(start, start + queriesPerCall)
    const before = options.exchange.now()
    const positions = new Map(group.map(({ target, position }) => [target.object, position]))
    const { answers, bodies } = await askTargets(
      options,
      group.map(({ target }) => target),
      (target) => byId(target, positions.get(target.object)?.inventory),
      false,
      group.map(({ target }) => updatedSub(target.object, before, before)),
    )
    const readAt = options.exchange.now()
    for (const answer of answers) {
      const { target } = answer
      if ('closed' in answer) {
        yield closedPage(answer.closed, cursors[target.object])
        continue
      }
      const since = positions.get(target.object)?.since ?? coveredBy(bodies.get(`u${target.object}`), before, readAt)
      yield* readObject(options, target, answer.rows, since)
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
