/** Random asks: whatever may be asked of a store, of a few links, records and names, so that small numbers meet often. */
import type { Problem, SideName, Snapshot } from '../../model'
import type { JournalRow } from '../journal'
import type { KeyRow } from '../keys'
import type { LinkRow } from '../links'
import type { Store } from '../store'

/** Takes the next number below `count`. */
export type Dice = (count: number) => number

/** One thing asked, in words for a failure, with its arguments thrown already: two stores are asked the same. */
export type Ask = { readonly words: string; readonly of: (store: Store) => Promise<unknown> }

/** What has been asked so far, as far as later asks must know: numbers that were absorbed are never written again. */
export type Past = { now: number; runs: number; calls: number; readonly absorbed: Set<number> }

const SYNCS = ['contact', 'company'] as const
const STATES = ['alone', 'linked', 'linked', 'paused', 'waiting', 'dead', 'dead', 'dead'] as const
const SIDES = ['hubspot', 'salesforce'] as const
const TEXTS = ['a', 'B', 'ada@example.com', '50%', 'x_y'] as const
const KINDS = ['duplicate', 'property value', 'other'] as const

const pick = <Item>(dice: Dice, from: readonly Item[]): Item => from[dice(from.length)]!
const some = <Item>(dice: Dice, most: number, make: () => Item): readonly Item[] => Array.from({ length: dice(most + 1) }, make)

const LINKS = 12
const RECORDS = 5

const linkNumber = (dice: Dice): number => 1 + dice(LINKS)
const recordId = (dice: Dice, side: SideName): string =>
  side === 'hubspot' ? String(100 + dice(RECORDS)) : `00300000000000${dice(RECORDS)}AAA`
const objectOf = (dice: Dice, side: SideName): string => (side === 'hubspot' ? 'contact' : pick(dice, ['Lead', 'Contact']))

const snapshot = (dice: Dice, past: Past, side: SideName): Snapshot => ({
  side,
  object: objectOf(dice, side),
  id: recordId(dice, side),
  values: { name: dice(3) === 0 ? null : pick(dice, TEXTS) },
  at: past.now - dice(5) * 1_000,
  readAt: past.now,
  ...(dice(4) === 0 ? { deleted: true } : {}),
  ...(dice(6) === 0 ? { mergedInto: recordId(dice, side) } : {}),
})

const linkRow = (dice: Dice, past: Past, id: number): LinkRow => ({
  id,
  sync: pick(dice, SYNCS),
  state: pick(dice, STATES),
  cause: dice(3) === 0 ? pick(dice, TEXTS) : null,
  lane: dice(4) > 0 ? null : 1 + dice(3),
  hubspot: dice(4) === 0 ? null : snapshot(dice, past, 'hubspot'),
  salesforce: dice(4) === 0 ? null : snapshot(dice, past, 'salesforce'),
  beforeH: dice(4) === 0 ? snapshot(dice, past, 'hubspot') : null,
  beforeS: null,
  base: dice(2) === 0 ? {} : { m1: { h: pick(dice, TEXTS), s: null } },
  included: dice(2) === 0 ? {} : { hubspot: dice(2) === 0 },
  pins: some(dice, 2, () => pick(dice, TEXTS)),
  generation: dice(3),
  since: past.now,
  fresh: dice(2) === 0,
  gone: dice(3) === 0,
  hWrote: dice(3),
  sWrote: dice(3),
  hold: dice(3) === 0 ? `r${past.runs - dice(3)}` : null,
  holdWhat: pick(dice, ['deletes', 'creates', null]),
  approved: dice(4) === 0,
  label: pick(dice, TEXTS),
  changedAt: past.now,
})

const problem = (dice: Dice, link: number): Problem => ({
  link: String(link),
  kind: pick(dice, KINDS),
  code: pick(dice, ['NO', 'merged']),
  message: pick(dice, TEXTS),
  cure: 'mend it',
  ...(dice(2) === 0 ? { mapping: 'm1' } : {}),
})

const keyRow = (dice: Dice, side: SideName, link: number): KeyRow => ({
  line: dice(2),
  value: pick(dice, ['ada@example.com', 'b@example.com']),
  side,
  link,
  sync: pick(dice, SYNCS),
})

const edge = (dice: Dice) => ({
  kind: pick(dice, ['contact>company', 'list:x']),
  from: recordId(dice, 'hubspot'),
  to: recordId(dice, 'hubspot'),
  ...(dice(3) === 0 ? { removed: true } : {}),
  ...(dice(2) === 0 ? { rank: dice(2) } : {}),
})

/** All links, or some. */
const numbers = (dice: Dice): readonly number[] =>
  dice(2) === 0 ? Array.from({ length: LINKS }, (_, at) => at + 1) : [...new Set(some(dice, 4, () => linkNumber(dice)))]

/** The ids of all records of a side, or of some. */
const recordIds = (dice: Dice, side: SideName): readonly string[] =>
  dice(2) === 0 ? Array.from({ length: RECORDS }, (_, number) => recordId(() => number, side)) : some(dice, 4, () => recordId(dice, side))

/** The ids of the errors that stand at these places of the list: each store gives numbers of its own. */
const errorsAt = async (store: Store, places: readonly number[]): Promise<readonly number[]> => {
  const all = await store.readProblems({})
  return places.flatMap((place) => all[place]?.id ?? [])
}

const journalRow = (dice: Dice, past: Past, link: number): JournalRow => ({
  link,
  run: `r${past.runs}`,
  at: past.now - dice(3) * 86_400_000,
  entries: {
    decisions: dice(4) === 0 ? [] : [{ link: '1', rule: 'r', kind: 'update', reason: pick(dice, TEXTS) }],
    written: [],
  },
})

type Maker = (dice: Dice, past: Past) => Ask['of']

/** Reads what is kept, turns some of its small parts, and writes the very row back, as the engine does. */
const rewrite: Maker = (dice, past) => {
  const [id, state, lane, label, hold] = [
    linkNumber(dice),
    pick(dice, STATES),
    dice(4) > 0 ? null : 1 + dice(3),
    pick(dice, TEXTS),
    dice(4),
  ]
  const fresh = dice(2) === 0 ? undefined : snapshot(dice, past, 'hubspot')
  return async (store) => {
    const [row] = await store.readLinks([id])
    if (row === undefined) return
    await store.writeLinks([
      {
        ...row,
        state,
        lane,
        label,
        ...(hold === 0 ? { hold: null, holdWhat: null } : {}),
        ...(fresh === undefined ? {} : { hubspot: fresh }),
      },
    ])
  }
}

/** Every link is planned and clean again, as after a run. */
const clean: Maker = () => async (store) => {
  const rows = await store.readLinks(Array.from({ length: LINKS }, (_, at) => at + 1))
  for (const row of [...rows].sort((a, b) => a.id - b.id)) await store.writeLinks([{ ...row, lane: null }])
}

const absorb: Maker = (dice, past) => {
  const [from, to] = [linkNumber(dice), linkNumber(dice)]
  if (from === to || past.absorbed.size > 2) return async () => undefined
  past.absorbed.add(from)
  const row = journalRow(dice, past, from)
  return async (store) => {
    await store.writeJournal([row])
    await store.absorbLinks(new Map([[from, to]]))
    return store.readJournal(to)
  }
}

const write: Maker = (dice, past) => {
  const row = linkRow(dice, past, linkNumber(dice))
  return past.absorbed.has(row.id) ? async () => undefined : (store) => store.writeLinks([row])
}

const replaceKeys: Maker = (dice) => {
  const [side, links] = [pick(dice, SIDES), numbers(dice)]
  const rows = links.flatMap((link) => some(dice, 2, () => keyRow(dice, side, link)))
  return (store) => store.replaceKeys(side, links, rows)
}

const replaceProblems: Maker = (dice, past) => {
  const [links, now] = [numbers(dice), past.now]
  const found = links.flatMap((link) => some(dice, 2, () => problem(dice, link)))
  // Now and then until the tries are so many that only a nightly one follows, or until just before.
  const times = pick(dice, [1, 1, 1, 10, 11])
  return async (store) => {
    for (let time = 0; time < times; time++) await store.replaceProblems(links, found, now)
  }
}

const applyEdges: Maker = (dice) => {
  const [side, edges] = [pick(dice, SIDES), some(dice, 4, () => edge(dice))]
  const distinct = [...new Map(edges.map((one) => [`${one.kind} ${one.from} ${one.to}`, one])).values()]
  const replaces = some(dice, 1, () => ({
    kind: pick(dice, ['contact>company', 'list:x']),
    ...(dice(2) === 0 ? { from: recordId(dice, 'hubspot') } : {}),
  }))
  return async (store) => {
    const { added, removed } = await store.applyEdges(side, distinct, replaces)
    return { added: new Set(added.map((one) => JSON.stringify(one))), removed: new Set(removed.map((one) => JSON.stringify(one))) }
  }
}

const startRun: Maker = (dice, past) => {
  past.runs++
  const run = { id: `r${past.runs}`, kind: pick(dice, ['sync', 'plan']), policy: 'p' }
  const { now } = past
  return (store) => store.startRun(run, now)
}

const endRun: Maker = (dice, past) => {
  const [run, state, now] = [`r${dice(past.runs + 1)}`, pick(dice, ['done', 'held', 'failed'] as const), past.now]
  return (store) => store.endRun(run, { state, report: null, message: null }, now)
}

const writeRunCounts: Maker = (dice, past) => {
  const [run, counts] = [`r${dice(past.runs + 1)}`, { [pick(dice, SYNCS)]: { deletes: dice(3), creates: dice(3), updates: 1, clears: 0 } }]
  return (store) => store.writeRunCounts(run, counts)
}

const planCall: Maker = (dice, past) => {
  past.calls++
  const body = { call: { system: pick(dice, SIDES) }, intents: [], links: [] }
  const row = { id: past.calls, run: `r${past.runs}`, state: 'planned' as const, system: pick(dice, SIDES), deadline: past.now, sentAt: 0 }
  return (store) => store.writePlanned([{ ...row, body: JSON.parse(JSON.stringify(body)) }])
}

const markCall: Maker = (dice, past) => {
  const [id, state, now] = [1 + dice(past.calls + 1), pick(dice, ['planned', 'sending', 'unknown'] as const), past.now]
  return (store) => store.markCall(id, state, now + 1, now)
}

const writeJournal: Maker = (dice, past) => {
  const rows = some(dice, 2, () => journalRow(dice, past, linkNumber(dice)))
  return (store) => store.writeJournal(rows)
}

const writeSeen: Maker = (dice, past) => {
  const side = pick(dice, SIDES)
  const found = new Map(some(dice, 2, () => snapshot(dice, past, side)).map((one) => [one.id, one]))
  return (store) => store.writeSeen(side, [...found.values()])
}

/** Everything that changes a store; what comes often stands often. */
const CHANGES: Readonly<Record<string, Maker>> = {
  write,
  'write one': write,
  'write another': write,
  rewrite,
  'rewrite one': rewrite,
  clean,
  'clean again': clean,
  absorb,
  replaceKeys,
  replaceProblems,
  'replaceProblems again': replaceProblems,
  applyEdges,
  startRun,
  endRun,
  writeRunCounts,
  planCall,
  markCall,
  writeJournal,
  writeSeen,
  markDirty: (dice) => {
    const [ids, lane] = [numbers(dice), 1 + dice(3)]
    return (store) => store.markDirty(ids, lane)
  },
  markMembers: (dice) => {
    const sync = pick(dice, SYNCS)
    return (store) => store.markMembers(sync)
  },
  writeHold: (dice, past) => {
    const [ids, run, what] = [numbers(dice), `r${dice(past.runs + 1)}`, pick(dice, ['deletes', 'creates'])]
    return (store) => store.writeHold(ids, run, what)
  },
  approveHold: (dice, past) => {
    const run = `r${dice(past.runs + 1)}`
    return (store) => store.approveHold(run)
  },
  dropHolds: (dice) => (dice(3) === 0 ? (store) => store.dropHolds() : async () => undefined),
  wakeProblems: (dice, past) => {
    const [now, place] = [past.now + 1_200_000 - dice(5) * 1_000, dice(6)]
    // At the very moment for which one waits, or about when some do.
    return async (store) => store.wakeProblems((await store.readProblems({ state: 'open' }))[place]?.nextTry ?? now, 2)
  },
  retryProblems: (dice) => {
    const places = dice(3) === 0 ? undefined : [dice(3), dice(3)]
    return async (store) => store.retryProblems(2, places === undefined ? undefined : await errorsAt(store, places))
  },
  ignoreProblems: (dice) => {
    const places = [dice(3)]
    return async (store) => store.ignoreProblems(await errorsAt(store, places), 'known')
  },
  deleteCalls: (dice, past) => {
    const ids = [1 + dice(past.calls + 1)]
    return (store) => store.deleteCalls(ids)
  },
  deletePlanned: (dice) => (dice(3) === 0 ? (store) => store.deletePlanned() : async () => undefined),
  addUsage: (dice, past) => {
    const rows = [
      {
        system: pick(dice, SIDES),
        minute: past.now - (past.now % 60_000),
        purpose: pick(dice, ['read', 'write'] as const),
        calls: 1 + dice(3),
      },
    ]
    return (store) => store.addUsage(rows)
  },
  writeCursor: (dice, past) => {
    const [side, object, value, now] = [pick(dice, SIDES), pick(dice, ['contact', 'Lead']), { from: dice(9) }, past.now]
    return dice(2) === 0 ? (store) => store.writeCursor(side, object, value, now) : (store) => store.writeSweep(side, object, value, now)
  },
  clearCursors: (dice) => {
    const side = pick(dice, SIDES)
    return dice(3) === 0 ? (store) => store.clearCursors(side) : async () => undefined
  },
  takeLease: (dice, past) => {
    const [owner, now, isLate] = [pick(dice, ['x', 'y']), past.now, dice(2) === 0]
    return async (store) => {
      // When the lease of another just ends, or some time.
      const from = isLate ? now : (await store.readWorkspace('another')).leaseUntil
      return store.takeLease(owner, from, from + 90_000)
    }
  },
  holdLease: (dice, past) => {
    const [epoch, until] = [dice(4), past.now + 60_000]
    return (store) => store.holdLease(epoch, until)
  },
  dropLease: (dice) => {
    const epoch = dice(4)
    return (store) => store.dropLease(epoch)
  },
  writeSuspension: (dice, past) => {
    const suspension = dice(2) === 0 ? null : { code: 'authentication', message: pick(dice, TEXTS), at: past.now }
    return (store) => store.writeSuspension(JSON.parse(JSON.stringify(suspension)))
  },
  forgetOld: (dice, past) => {
    const [now, days] = [past.now + dice(3) * 86_400_000, 1 + dice(2)]
    const held = dice(2) === 0 ? [] : numbers(dice)
    const run = `r${Math.max(1, past.runs - dice(3))}`
    return async (store) => {
      if (held.length > 0) await store.writeHold(held, run, 'deletes')
      await store.forgetOld(now, days)
      return store.readRuns(100)
    }
  },
}

/** Everything that may be asked of a store without changing it. */
const QUESTIONS: Readonly<Record<string, Maker>> = {
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

/** What a change may have turned, asked right after it. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  link: ['findLinks', 'readKnown', 'readDirty', 'readLinks', 'readRecordRows', 'findRecord', 'countLinked', 'readStamps', 'countStamps'],
  absorb: ['readJournal', 'readProblems', 'findShared', 'readDirty'],
  problem: ['readProblems', 'countProblems', 'readDirty', 'readRecordRows'],
  hold: ['readHolds', 'readDirty', 'countLinked'],
  run: ['readRuns', 'readHolds'],
  call: ['readOpenCalls'],
  lane: ['readDirty', 'countLinked'],
  lease: ['readWorkspace'],
}

const TOLD_BY: Readonly<Record<string, keyof typeof TELLING>> = {
  write: 'link',
  'write one': 'link',
  'write another': 'link',
  rewrite: 'link',
  'rewrite one': 'link',
  writeSeen: 'link',
  markDirty: 'lane',
  markMembers: 'lane',
  absorb: 'absorb',
  writeJournal: 'absorb',
  replaceProblems: 'problem',
  'replaceProblems again': 'problem',
  wakeProblems: 'problem',
  retryProblems: 'problem',
  ignoreProblems: 'problem',
  writeHold: 'hold',
  approveHold: 'hold',
  startRun: 'run',
  endRun: 'run',
  writeRunCounts: 'run',
  forgetOld: 'run',
  planCall: 'call',
  markCall: 'call',
  takeLease: 'lease',
  holdLease: 'lease',
  dropLease: 'lease',
}

const CHANGE_NAMES = Object.keys(CHANGES)
const QUESTION_NAMES = Object.keys(QUESTIONS)

/** The next change, a question that may tell what it did, and any other. */
export const nextAsks = (dice: Dice, past: Past): readonly Ask[] => {
  past.now += dice(3) * 1_000
  const of = (name: string, maker: Maker | undefined): Ask => ({ words: name, of: maker?.(dice, past) ?? (async () => undefined) })
  const change = pick(dice, CHANGE_NAMES)
  const telling = TELLING[TOLD_BY[change] ?? ''] ?? QUESTION_NAMES
  const questions = [pick(dice, telling), pick(dice, telling), pick(dice, QUESTION_NAMES)]
  return [of(change, CHANGES[change]), ...questions.map((name) => of(name, QUESTIONS[name]))]
}
