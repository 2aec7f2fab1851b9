/** Random changes: whatever may be written to a store. */
import {
  edge,
  errorsAt,
  journalRow,
  keyRow,
  LANES,
  LINKS,
  linkNumber,
  linkRow,
  type Maker,
  numbers,
  pick,
  problem,
  recordId,
  SIDES,
  STATES,
  SYNCS,
  snapshot,
  some,
  TEXTS,
} from './random-rows'

/** Reads what is kept, turns some of its small parts, and writes the very row back, as the engine does. */
const rewrite: Maker = (dice, past) => {
  const [id, state, lane, label, hold] = [
    linkNumber(dice),
    pick(dice, STATES),
    dice(4) > 0 ? null : pick(dice, LANES),
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

const replaceWorkspaceProblems: Maker = (dice, past) => {
  const [source, now] = [pick(dice, ['schema', 'schema', 'people']), past.now]
  const found = some(dice, 3, () => {
    const { link: _link, mapping: _mapping, ...rest } = problem(dice, 0)
    return { ...rest, ...(dice(2) === 0 ? { field: pick(dice, TEXTS) } : {}) }
  })
  return (store) => store.replaceWorkspaceProblems(source, found, now)
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
  const [run, counts] = [
    `r${dice(past.runs + 1)}`,
    { [pick(dice, SYNCS)]: { deletes: dice(3), creates: dice(3), updates: 1, clears: 0, pauses: dice(3) } },
  ]
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
export const CHANGES: Readonly<Record<string, Maker>> = {
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
  replaceWorkspaceProblems,
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
  writeBindings: (dice, past) => {
    const rows = some(dice, 2, () => ({
      kind: 'list',
      label: pick(dice, ['Ready', 'ready', 'Ä']),
      version: pick(dice, ['v1', 'v2']),
      id: String(dice(3)),
      name: pick(dice, ['Ready', 'Later']),
    }))
    const found = new Map(rows.map((row) => [row.label, row]))
    return (store) => store.writeBindings([...found.values()], past.now)
  },
  wakeAsleep: (dice) => (dice(3) === 0 ? (store) => store.wakeAsleep() : async () => undefined),
  dropHoldsOf: (dice) => {
    const ids = numbers(dice)
    return (store) => store.dropHoldsOf(ids)
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
