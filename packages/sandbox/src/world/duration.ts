/** Durations and moments as people write them in seeds and control calls. */

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of `15m`, `-2h`, `1h30m`, `500ms` or of a plain number of milliseconds. Throws a `TypeError` that names the bad text. */
export function milliseconds(duration: unknown): number {
  if (typeof duration === 'number' && Number.isFinite(duration)) return duration
  if (typeof duration !== 'string' || !/^-?(\d+(\.\d+)?(ms|[smhd]))+$/.test(duration)) {
    throw new TypeError(`not a duration: \`${String(duration)}\` (say \`15m\`, \`1h30m\`, \`500ms\` or milliseconds)`)
  }
  let total = 0
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) total += Number(amount) * UNITS[unit ?? 'ms']!
  return duration.startsWith('-') ? -total : total
}

/** Epoch milliseconds of an ISO time or of a number of milliseconds. Throws a `TypeError` that names the bad text. */
export function moment(time: unknown): number {
  const at = typeof time === 'number' ? time : typeof time === 'string' ? Date.parse(time) : Number.NaN
  if (!Number.isFinite(at)) throw new TypeError(`not a time: \`${String(time)}\` (say \`2026-11-01T12:00:00Z\` or epoch milliseconds)`)
  return at
}
