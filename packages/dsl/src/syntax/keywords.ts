/** Keywords: which first words begin a statement in which block, and every word that means something somewhere. */

/** `rows` blocks hold lines told by their arrow; a `skipped` block's content is not looked at. */
export type BlockKind =
  | 'file'
  | 'policy'
  | 'sync'
  | 'from'
  | 'map'
  | 'pipeline'
  | 'values'
  | 'lifecycle'
  | 'activities'
  | 'activity'
  | 'campaigns'
  | 'test'
  | 'skipped'

/** The first words of the statements of each kind of block. */
export const STATEMENTS: Readonly<Record<BlockKind, readonly string[]>> = {
  file: ['policy', 'sync', 'values', 'lifecycle', 'activities', 'campaigns', 'test'],
  policy: ['every', 'salesforce', 'hubspot', 'conflicts', 'hold'],
  sync: ['match', 'prefer', 'conflicts', 'hold', 'from', 'map', 'pipeline', 'associate'],
  from: ['include', 'on'],
  map: [],
  pipeline: ['stage'],
  values: ['otherwise'],
  lifecycle: ['order', 'advance', 'carry'],
  activities: [],
  activity: ['when', 'on', 'map'],
  campaigns: ['form', 'show'],
  test: ['given', 'then', 'expect'],
  skipped: [],
}

/** The kind of block that a statement opens, by its first word; words that open none are absent. */
export const OPENS: Readonly<Record<string, BlockKind>> = {
  policy: 'policy',
  sync: 'sync',
  from: 'from',
  map: 'map',
  values: 'values',
  lifecycle: 'lifecycle',
  activities: 'activities',
  campaigns: 'campaigns',
  test: 'test',
  pipeline: 'pipeline',
}

/** The kind of block that opens after a line of `place` with that first word; a word that opens none opens one that is skipped. */
export const opensIn = (place: BlockKind, word: string): BlockKind => {
  if (place === 'skipped') return 'skipped'
  if (place === 'activities') return 'activity'
  return (Object.hasOwn(OPENS, word) ? OPENS[word] : undefined) ?? 'skipped'
}

/** The words that begin an option of a mapping, in the order in which help lists them. */
export const MAPPING_OPTIONS: readonly string[] = ['prefer', 'default', 'when', 'using', 'once', 'sticky', 'required']

/** What a `hold` counts; `pauses` are links that leave an `include`. */
export const HOLD_KINDS = ['deletes', 'creates', 'updates', 'clears', 'pauses'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** The words that begin an option of an association. */
export const ASSOCIATE_OPTIONS: readonly string[] = ['label', 'role', 'required']

/** Words that need back-ticks to be a name at the start of an operand. */
export const RESERVED_OPERANDS: readonly string[] = ['if', 'not', 'true', 'false', 'blank', 'any', 'all', 'no', 'hubspot', 'salesforce']

/** Words of duration, each with its length in milliseconds. */
export const DURATION_UNITS: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

/** Every word that the grammar looks for by name, other than units of duration. */
export const KEYWORDS = [
  'policy',
  'sync',
  'values',
  'lifecycle',
  'every',
  'salesforce',
  'hubspot',
  'conflicts',
  'hold',
  'budget',
  'calls',
  'per',
  'day',
  'creates',
  'companies',
  'then',
  'when',
  'exceed',
  'with',
  'match',
  'through',
  'none',
  'prefer',
  'from',
  'same',
  'as',
  'include',
  'on',
  'new',
  'change',
  'delete',
  'merge',
  'assignment',
  'rules',
  'map',
  'off',
  'unless',
  'blank',
  'default',
  'using',
  'by',
  'once',
  'sticky',
  'until',
  'clears',
  'even',
  'paused',
  'required',
  'associate',
  'label',
  'role',
  'pipeline',
  'record',
  'type',
  'master',
  'support',
  'process',
  'stage',
  'activities',
  'campaigns',
  'form',
  'status',
  'show',
  'test',
  'given',
  'for',
  'into',
  'pass',
  'expect',
  'error',
  'writes',
  'otherwise',
  'order',
  'advance',
  'to',
  'carry',
  'contacts',
  'company',
  'of',
  'and',
  'or',
  'not',
  'in',
  'is',
  'contains',
  'starts',
  'ends',
  'member',
  'any',
  'all',
  'no',
  'where',
  'linked',
  'included',
  'if',
  'else',
  'true',
  'false',
] as const

export type Keyword = (typeof KEYWORDS)[number]
