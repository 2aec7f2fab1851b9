/** Did you mean: the nearest of some names to a misspelt one. */

/**
 * The candidate nearest to `word`, or nothing when none is near enough: a third of its letters may differ, at least one. Case does not
 * count, and a swap of neighbours is one difference. Of equals, the first wins.
 */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  const lower = word.toLowerCase()
  for (const candidate of candidates) {
    const limit = Math.min(least - 1, Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
    if (Math.abs(candidate.length - word.length) > limit) continue
    const distance = editDistance(lower, candidate.toLowerCase(), limit)
    if (distance > limit) continue
    best = candidate
    least = distance
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours; anything above `limit` may be told as `limit + 1`. */
export const editDistance = (a: string, b: string, limit = Number.POSITIVE_INFINITY): number => {
  if (a === b) return 0
  if (limit < 1) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, beforeLast[j - 2]! + 1)
      row.push(value)
    }
    if (Math.min(...row) > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
