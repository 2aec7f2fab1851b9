/** Statements take at most 500 rows: larger ones block the embedded database's event loop noticeably. */
export const batchSize = 500

/** Cuts into stretches of at most 500. */
export function* inBatches<Item>(items: readonly Item[], size = batchSize): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
