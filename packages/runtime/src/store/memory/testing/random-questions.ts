/** Random questions: whatever may be asked of a store without changing it. */
import type { LinkRow } from '../../links'
import { KINDS, linkNumber, type Maker, numbers, objectOf, pick, recordId, recordIds, SIDES, SYNCS, TEXTS } from './random-rows'

/** Everything that may be asked of a store without changing it. */
export const QUESTIONS: Readonly<Record<string, Maker>> = {
  findLinks: (dice) => {
    const [sync, side] = [pick(dice, SYNCS), pick(dice, SIDES)]
    const ids = recordIds(dice, side)
    // Which of several dead ones answers is open; a live one hides them.
    return async (store) => {
      const found = await store.findLinks(sync, side, ids)
      return new Map([...found].map(([id, row]) => [id, row.state === 'dead' ? 'dead' : row]))
    }
  },
  readLinks: (dice) => {
    const ids = numbers(dice)
    return async (store) => [...(await store.readLinks(ids))].sort((a, b) => a.id - b.id)
  },
  readDirty: (dice) => {
    const [after, limit, only] = [
      dice(2) === 0 ? { lane: 0, id: 0 } : { lane: dice(3), id: dice(4) },
      1 + dice(4),
      dice(2) === 0 ? undefined : numbers(dice),
    ]
    // How many come at once is the store's own affair; all of them come.
    return async (store) => {
      const found: LinkRow[] = []
      for (let from = after; ; ) {
        const page = await store.readDirty(from, limit, only)
        const last = page.at(-1)
        if (last === undefined) return found
        found.push(...page)
        from = { lane: last.lane ?? 0, id: last.id }
      }
    }
  },
  countStates: () => (store) => store.countStates(),
  countLinked: (dice) => {
    const sync = pick(dice, SYNCS)
    return async (store) => [await store.countLinked(sync), await store.countDirty(sync)]
  },
  readHolds: () => async (store) => new Set((await store.readHolds()).map((one) => JSON.stringify(one))),
  findShared: (dice) => {
    const links = numbers(dice)
    return async (store) =>
      new Set(
        (await store.findShared(links)).map(({ link, side, other, otherSide, line }) => [link, side, other, otherSide, line].join(' ')),
      )
  },
  findKeys: (dice) => {
    const [sync, side] = [pick(dice, SYNCS), pick(dice, SIDES)]
    const keys = ['a@example.com', 'b@example.com'].map((value) => ({ sync, side, value, line: dice(2), link: 0 }))
    return (store) => store.findKeys(keys)
  },
  readEdges: (dice) => {
    const [side, end] = [pick(dice, SIDES), pick(dice, ['from', 'to'] as const)]
    const ids = recordIds(dice, 'hubspot')
    return (store) => store.readEdges(side, ids, end)
  },
  readSeen: (dice) => {
    const side = pick(dice, SIDES)
    const ids = recordIds(dice, side)
    return (store) => store.readSeen(side, ids)
  },
  readKnown: (dice, past) => {
    const [sync, side, from] = [pick(dice, SYNCS), pick(dice, SIDES), past.now - dice(6) * 1_000]
    const object = objectOf(dice, side)
    return async (store) => {
      const { live, deleted } = await store.readKnown(sync, side, object, from)
      return { live: new Set(live), deleted: new Set(deleted) }
    }
  },
  readUnread: (dice) => {
    const side = pick(dice, SIDES)
    const [object, after, limit] = [objectOf(dice, side), dice(2) === 0 ? '' : recordId(dice, side), 1 + dice(4)]
    return (store) => store.readUnread(side, object, after, limit)
  },
  countStamps: (dice, past) => {
    const range = { from: past.now - dice(6) * 1_000, to: past.now }
    return (store) => store.countStamps('contact', range)
  },
  readStamps: (dice) => {
    const ids = recordIds(dice, 'hubspot')
    return (store) => store.readStamps(SYNCS, ids)
  },
  readCursors: (dice) => {
    const [side, object] = [pick(dice, SIDES), pick(dice, ['contact', 'Lead'])]
    return async (store) => [await store.readCursors(side), await store.readSweep(side, object)]
  },
  readOpenCalls: () => (store) => store.readOpenCalls(),
  readJournal: (dice) => {
    const links = numbers(dice)
    return async (store) => {
      const found = []
      for (const link of links) found.push(await store.readJournal(link))
      return found
    }
  },
  readProblems: (dice) => {
    const links = dice(2) === 0 ? {} : { links: numbers(dice) }
    const filter = {
      ...links,
      ...(dice(2) === 0 ? {} : { kind: pick(dice, KINDS) }),
      ...(dice(2) === 0 ? {} : { state: pick(dice, ['open', 'ignored']) }),
    }
    return async (store) => (await store.readProblems(filter)).map(({ id: _, ...row }) => row)
  },
  countProblems: (dice, past) => {
    const [links, from] = [numbers(dice), past.now - dice(4) * 1_000]
    return async (store) => [await store.countProblems(links), await store.countProblemsSince(from)]
  },
  readRuns: (dice, past) => {
    const [limit, from] = [pick(dice, [2, 100]), past.now - dice(20) * 1_000]
    const place = dice(8)
    return async (store) => {
      const runs = await store.readRuns(limit)
      return [runs, await store.readLastSync(), await store.countsSince(runs[place]?.startedAt ?? from)]
    }
  },
  readUsage: (dice, past) => {
    const from = past.now - dice(3) * 60_000
    return async (store) =>
      new Set((await store.readUsage(from)).map(({ system, minute, purpose, calls }) => [system, minute, purpose, calls].join(' ')))
  },
  readBindings: () => async (store) => new Set((await store.readBindings()).map((row) => JSON.stringify(Object.entries(row).sort()))),
  readWorkspace: () => (store) => store.readWorkspace('another'),
  findRecord: (dice) => {
    const side = pick(dice, SIDES)
    const id = recordId(dice, side)
    const name = pick(dice, [
      String(linkNumber(dice)),
      pick(dice, TEXTS).toUpperCase(),
      `${side}:${objectOf(dice, side)}:${dice(2) === 0 ? id : id.slice(0, 15)}`,
      'b@example.com',
    ])
    return (store) => store.findRecord(name)
  },
  readRecordRows: (dice) => {
    const query = {
      ...(dice(2) === 0 ? {} : { text: pick(dice, ['a', '%', '_', '10', '003', 'ADA']) }),
      ...(dice(2) === 0 ? {} : { state: pick(dice, ['linked', 'paused', 'dead', 'error'] as const) }),
      ...(dice(2) === 0 ? {} : { limit: 1 + dice(3) }),
      ...(dice(2) === 0 ? {} : { after: String(dice(5)) }),
    }
    return async (store) => [await store.readRecordRows(query), await store.readRecordRow(linkNumber(() => 2))]
  },
  readNames: (dice) => {
    const ids = numbers(dice)
    return async (store) => [...(await store.readNames(ids))].sort((a, b) => a.id - b.id)
  },
}
