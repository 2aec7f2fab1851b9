/** The store in SQL: every function of this folder, bound to a database and a workspace. */

import { readBindings, writeBindings } from './bindings'
import { deleteCalls, deletePlanned, markCall, readOpenCalls, writePlanned } from './calls'
import { clearCursors, readCursors, readSweep, writeCursor, writeSweep } from './cursors'
import type { Database, Queries } from './database'
import { markDirty, wakeAsleep } from './dirty'
import { applyEdges, readEdges, readSeen, writeSeen } from './edges'
import { approveHold, countDirty, countLinked, dropHolds, dropHoldsOf, markMembers, readHolds, writeHold } from './holds'
import { readJournal, writeJournal } from './journal'
import { findKeys, findShared, replaceKeys } from './keys'
import { countStamps, readKnown, readStamps, readUnread } from './known'
import { countStates } from './link-states'
import { absorbLinks, findLinks, nextNumbers, readDirty, readLinks, writeLinks } from './links'
import { readDeployed, writeDeployed } from './policies'
import {
  countProblems,
  countProblemsSince,
  ignoreProblems,
  readProblems,
  replaceProblems,
  replaceWorkspaceProblems,
  retryProblems,
  wakeProblems,
} from './problems'
import { findRecord, readNames, readRecordRow, readRecordRows } from './reports/record-rows'
import { forgetOld } from './retention'
import { countsSince, endRun, readLastSync, readRuns, startRun, writeRunCounts } from './runs'
import { storableQueries } from './storable'
import type { OpenStore } from './store'
import { addUsage, readUsage } from './usage'
import { clearLease, dropLease, holdLease, readWorkspace, takeLease, writeAccounts, writeSuspension } from './workspace'

/** What is asked of a store, through one connection or transaction. */
export const storeOf = (queries: Queries, ws: string) => {
  const bound =
    <Rest extends readonly unknown[], Result>(ask: (queries: Queries, ws: string, ...rest: Rest) => Result) =>
    (...rest: Rest): Result =>
      ask(queries, ws, ...rest)
  return {
    findLinks: bound(findLinks),
    readLinks: bound(readLinks),
    writeLinks: bound(writeLinks),
    absorbLinks: bound(absorbLinks),
    readDirty: bound(readDirty),
    markDirty: bound(markDirty),
    wakeAsleep: bound(wakeAsleep),
    countStates: bound(countStates),
    nextNumbers: (count: number) => nextNumbers(queries, count),
    findKeys: bound(findKeys),
    findShared: bound(findShared),
    replaceKeys: bound(replaceKeys),
    applyEdges: bound(applyEdges),
    readEdges: bound(readEdges),
    readSeen: bound(readSeen),
    writeSeen: bound(writeSeen),
    readKnown: bound(readKnown),
    readUnread: bound(readUnread),
    countStamps: bound(countStamps),
    readStamps: bound(readStamps),
    readCursors: bound(readCursors),
    writeCursor: bound(writeCursor),
    clearCursors: bound(clearCursors),
    readSweep: bound(readSweep),
    writeSweep: bound(writeSweep),
    writePlanned: bound(writePlanned),
    markCall: bound(markCall),
    deleteCalls: bound(deleteCalls),
    deletePlanned: bound(deletePlanned),
    readOpenCalls: bound(readOpenCalls),
    writeJournal: bound(writeJournal),
    readJournal: bound(readJournal),
    replaceProblems: bound(replaceProblems),
    replaceWorkspaceProblems: bound(replaceWorkspaceProblems),
    wakeProblems: bound(wakeProblems),
    retryProblems: bound(retryProblems),
    ignoreProblems: bound(ignoreProblems),
    readProblems: bound(readProblems),
    countProblems: bound(countProblems),
    countProblemsSince: bound(countProblemsSince),
    countLinked: bound(countLinked),
    countDirty: bound(countDirty),
    writeHold: bound(writeHold),
    readHolds: bound(readHolds),
    approveHold: bound(approveHold),
    dropHolds: bound(dropHolds),
    dropHoldsOf: bound(dropHoldsOf),
    markMembers: bound(markMembers),
    startRun: bound(startRun),
    writeRunCounts: bound(writeRunCounts),
    endRun: bound(endRun),
    readRuns: bound(readRuns),
    readLastSync: bound(readLastSync),
    countsSince: bound(countsSince),
    addUsage: bound(addUsage),
    readUsage: bound(readUsage),
    readWorkspace: bound(readWorkspace),
    takeLease: bound(takeLease),
    holdLease: bound(holdLease),
    dropLease: bound(dropLease),
    clearLease: bound(clearLease),
    writeAccounts: bound(writeAccounts),
    writeSuspension: bound(writeSuspension),
    readBindings: bound(readBindings),
    writeBindings: bound(writeBindings),
    readDeployed: bound(readDeployed),
    writeDeployed: bound(writeDeployed),
    forgetOld: bound(forgetOld),
    findRecord: bound(findRecord),
    readRecordRow: bound(readRecordRow),
    readRecordRows: bound(readRecordRows),
    readNames: bound(readNames),
  }
}

/** The store of one workspace of an open database; closing it closes the database. */
export const openSqlStore = (database: Database, ws: string): OpenStore => ({
  ...storeOf(storableQueries(database), ws),
  transaction: (work) => database.transaction((queries) => work(storeOf(storableQueries(queries), ws))),
  gatherStatistics: () => database.script('analyze link, key, edge, seen'),
  maintain: () => database.maintain(),
  copyWhereDue: (now) => database.copyWhereDue(now),
  raw: (text, values) => database.raw(text, values),
  close: () => database.close(),
})
