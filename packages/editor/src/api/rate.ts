/** How fast a run goes, from its progress messages. */

/** `done` records at `at` (milliseconds). */
export type Sample = { readonly at: number; readonly done: number }

/** Records a second between the first and the last sample; `null` while half a second has not been seen. */
export const rateOf = (samples: readonly Sample[]): number | null => {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.at - first.at < 500) return null
  return ((last.done - first.done) * 1000) / (last.at - first.at)
}

/** Milliseconds until `total` at that rate; `null` when it cannot be told. */
export const timeLeft = (samples: readonly Sample[], total: number | null): number | null => {
  const rate = rateOf(samples)
  const last = samples.at(-1)
  if (rate === null || rate <= 0 || total === null || last === undefined || total <= last.done) return null
  return ((total - last.done) / rate) * 1000
}
