/** How urgent a dirty link is; lower goes first. Clean links have no lane. */
export const lanes = {
  live: 1,
  retry: 2,
  backfill: 3,
  /** To be planned once what a rule reads can be read again; no run takes it up before it is woken. */
  asleep: 9,
} as const
