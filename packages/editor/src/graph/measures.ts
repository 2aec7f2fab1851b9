/** The fixed sizes of the graph, in its own units, so that nothing has to be measured and the layout never jumps. */
export const measures = {
  cardWidth: 212,
  headHeight: 46,
  rowHeight: 26,
  cardEnd: 8,
  moreHeight: 30,
  ruleWidth: 196,
  ruleHeight: 42,
  listWidth: 212,
  listHead: 42,
  lineHeight: 20,
  listLines: 8,
  listEnd: 10,
  gap: 12,
  /** Between a card and the middle, where the lines of rules run. */
  gutter: 40,
  /** Between the two columns of rules. */
  aisle: 24,
  /** Between one sync and the next. */
  band: 72,
  /** Rows shown before a card must be expanded. */
  shortRows: 40,
} as const
