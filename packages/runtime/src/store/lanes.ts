/** How urgent a dirty link is; lower goes first. Clean links have no lane. */
export const lanes = { live: 1, retry: 2, backfill: 3 } as const
