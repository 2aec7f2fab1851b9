/** Intents, meters and clocks for tests of the connectors. */
import type { Clock } from '../../clock'
import type { Action, Intent, SideName, Wire } from '../../model'
import type { Meter } from '../connector'

/** A whole intent from the parts a test cares about. */
export function intentOf(
  part: { readonly key: string; readonly side: SideName; readonly object: string; readonly action: Action } & Partial<
    Omit<Intent, 'fields'>
  > & {
      readonly fields?: Readonly<Record<string, Wire>>
    },
): Intent {
  const { fields = {}, ...rest } = part
  return {
    link: `link-${part.key}`,
    rule: 'rule',
    reason: 'a test',
    ...rest,
    fields: Object.fromEntries(Object.entries(fields).map(([name, to]) => [name, { from: null, to, rule: 'rule' }])),
  }
}

/** One request as a meter saw it. */
export type Seen = { readonly purpose: string; readonly status: number; readonly path: string }

/** A meter that keeps what it is told; `count` tells how many requests of a purpose there were. */
export function recordingMeter(): Meter & { readonly seen: Seen[]; count(purpose: string): number; clear(): void } {
  const seen: Seen[] = []
  return {
    seen,
    count: (purpose) => seen.filter((call) => call.purpose === purpose).length,
    clear: () => seen.splice(0),
    before: async () => undefined,
    after: ({ purpose, status, path }) => {
      seen.push({ purpose, status, path })
    },
  }
}

/** Real time unless another is given, but sleeping takes none; the naps taken are kept. */
export function restlessClock(now: () => number = Date.now): Clock & { readonly naps: number[] } {
  const naps: number[] = []
  return {
    naps,
    now,
    sleep: async (milliseconds) => {
      naps.push(milliseconds)
    },
  }
}
