/** Random rows: links, errors, keys and journal entries of a few records and names, so that small numbers meet often. */
import type { Problem, SideName, Snapshot } from '../../../model'
import type { JournalRow } from '../../journal'
import type { KeyRow } from '../../keys'
import type { LinkRow } from '../../links'
import type { Store } from '../../store'

/** Takes the next number below `count`. */
export type Dice = (count: number) => number

/** One thing asked, in words for a failure, with its arguments thrown already: two stores are asked the same. */
export type Ask = { readonly words: string; readonly of: (store: Store) => Promise<unknown> }

/** What has been asked so far, as far as later asks must know: numbers that were absorbed are never written again. */
export type Past = { now: number; runs: number; calls: number; readonly absorbed: Set<number> }

export const SYNCS = ['contact', 'company'] as const
export const STATES = ['alone', 'linked', 'linked', 'paused', 'waiting', 'dead', 'dead', 'dead'] as const
export const SIDES = ['hubspot', 'salesforce'] as const
export const TEXTS = ['a', 'B', 'ada@example.com', '50%', 'x_y'] as const
export const KINDS = ['duplicate', 'property value', 'other'] as const

export const LANES = [1, 2, 3, 9] as const

export const pick = <Item>(dice: Dice, from: readonly Item[]): Item => from[dice(from.length)]!
export const some = <Item>(dice: Dice, most: number, make: () => Item): readonly Item[] => Array.from({ length: dice(most + 1) }, make)

export const LINKS = 12
export const RECORDS = 5

export const linkNumber = (dice: Dice): number => 1 + dice(LINKS)
export const recordId = (dice: Dice, side: SideName): string =>
  side === 'hubspot' ? String(100 + dice(RECORDS)) : `00300000000000${dice(RECORDS)}AAA`
export const objectOf = (dice: Dice, side: SideName): string => (side === 'hubspot' ? 'contact' : pick(dice, ['Lead', 'Contact']))

export const snapshot = (dice: Dice, past: Past, side: SideName): Snapshot => ({
  side,
  object: objectOf(dice, side),
  id: recordId(dice, side),
  values: { name: dice(3) === 0 ? null : pick(dice, TEXTS) },
  at: past.now - dice(5) * 1_000,
  readAt: past.now,
  ...(dice(4) === 0 ? { unread: ['name'] } : {}),
  ...(dice(4) === 0 ? { deleted: true } : {}),
  ...(dice(6) === 0 ? { mergedInto: recordId(dice, side) } : {}),
})

export const linkRow = (dice: Dice, past: Past, id: number): LinkRow => ({
  id,
  sync: pick(dice, SYNCS),
  state: pick(dice, STATES),
  cause: dice(3) === 0 ? pick(dice, TEXTS) : null,
  lane: dice(4) > 0 ? null : pick(dice, LANES),
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

export const problem = (dice: Dice, link: number): Problem => ({
  link: String(link),
  kind: pick(dice, KINDS),
  code: pick(dice, ['NO', 'merged']),
  message: pick(dice, TEXTS),
  cure: 'mend it',
  ...(dice(2) === 0 ? { mapping: 'm1' } : {}),
})

export const keyRow = (dice: Dice, side: SideName, link: number): KeyRow => ({
  line: dice(2),
  value: pick(dice, ['ada@example.com', 'b@example.com']),
  side,
  link,
  sync: pick(dice, SYNCS),
})

export const edge = (dice: Dice) => ({
  kind: pick(dice, ['contact>company', 'list:x']),
  from: recordId(dice, 'hubspot'),
  to: recordId(dice, 'hubspot'),
  ...(dice(3) === 0 ? { removed: true } : {}),
  ...(dice(2) === 0 ? { rank: dice(2) } : {}),
})

/** All links, or some. */
export const numbers = (dice: Dice): readonly number[] =>
  dice(2) === 0 ? Array.from({ length: LINKS }, (_, at) => at + 1) : [...new Set(some(dice, 4, () => linkNumber(dice)))]

/** The ids of all records of a side, or of some. */
export const recordIds = (dice: Dice, side: SideName): readonly string[] =>
  dice(2) === 0 ? Array.from({ length: RECORDS }, (_, number) => recordId(() => number, side)) : some(dice, 4, () => recordId(dice, side))

/** The ids of the errors that stand at these places of the list: each store gives numbers of its own. */
export const errorsAt = async (store: Store, places: readonly number[]): Promise<readonly number[]> => {
  const all = await store.readProblems({})
  return places.flatMap((place) => all[place]?.id ?? [])
}

export const journalRow = (dice: Dice, past: Past, link: number): JournalRow => ({
  link,
  run: `r${past.runs}`,
  at: past.now - dice(3) * 86_400_000,
  entries: {
    decisions: dice(4) === 0 ? [] : [{ link: '1', rule: 'r', kind: 'update', reason: pick(dice, TEXTS) }],
    written: [],
  },
})

export type Maker = (dice: Dice, past: Past) => Ask['of']
