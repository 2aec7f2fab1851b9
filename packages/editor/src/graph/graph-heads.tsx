/** The arrow heads that edges refer to. */

const head = (id: string) => (
  <marker
    key={id}
    id={`head-${id}`}
    className={`head head-${id}`}
    viewBox="0 0 10 10"
    refX="9"
    refY="5"
    markerWidth="7"
    markerHeight="7"
    orient="auto-start-reverse"
  >
    <path d="M1 1 9 5 1 9z" />
  </marker>
)

export const GraphHeads = () => (
  <svg className="graph-heads" aria-hidden="true" width="0" height="0">
    <defs>{['plain', 'quiet', 'chosen'].map(head)}</defs>
  </svg>
)
