/** Random asks: a change of a store, a question that may tell what it did, and any other. */

import { CHANGES } from './random-changes'
import { QUESTIONS } from './random-questions'
import { type Ask, type Dice, type Maker, type Past, pick } from './random-rows'

/** What a change may have turned, asked right after it. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  link: [
    'findLinks',
    'readKnown',
    'readUnread',
    'readDirty',
    'readLinks',
    'readRecordRows',
    'findRecord',
    'countLinked',
    'readStamps',
    'countStamps',
  ],
  absorb: ['readJournal', 'readProblems', 'findShared', 'readDirty'],
  problem: ['readProblems', 'countProblems', 'readDirty', 'readRecordRows'],
  hold: ['readHolds', 'readDirty', 'countLinked'],
  run: ['readRuns', 'readHolds'],
  call: ['readOpenCalls'],
  lane: ['readDirty', 'countLinked'],
  lease: ['readWorkspace'],
  binding: ['readBindings'],
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
  wakeAsleep: 'lane',
  absorb: 'absorb',
  writeJournal: 'absorb',
  replaceProblems: 'problem',
  'replaceProblems again': 'problem',
  replaceWorkspaceProblems: 'problem',
  wakeProblems: 'problem',
  retryProblems: 'problem',
  ignoreProblems: 'problem',
  writeHold: 'hold',
  dropHoldsOf: 'hold',
  approveHold: 'hold',
  startRun: 'run',
  endRun: 'run',
  writeRunCounts: 'run',
  forgetOld: 'run',
  planCall: 'call',
  markCall: 'call',
  writeBindings: 'binding',
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
