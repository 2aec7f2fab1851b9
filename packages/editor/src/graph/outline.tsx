/** The graph as a list that every reader can use: objects, their rules, their mappings; choosing an entry does what choosing a node does. */
import type { Graph, GraphEdge, GraphNode } from '@lockstep/dsl'
import { Icon } from '../ui/icon'
import { s } from '../ui/strings'
import type { Choice } from './flow-model'
import { originsOf } from './origins'

type Props = {
  readonly graph: Graph
  readonly stale: ReadonlySet<string>
  readonly choice: Choice
  readonly onChoose: (choice: Choice) => void
}

const isChosen = (choice: Choice, id: string): boolean =>
  choice !== null && ('edge' in choice ? choice.edge === id : choice.node === id && choice.row === null)

const Entry = ({
  id,
  words,
  hint,
  stale,
  choice,
  onClick,
}: {
  readonly id: string
  readonly words: string
  readonly hint?: string
  readonly stale: boolean
  readonly choice: Choice
  readonly onClick: () => void
}) => (
  <li>
    <button
      type="button"
      className={`outline-entry${stale ? ' is-stale' : ''}`}
      aria-current={isChosen(choice, id) ? 'true' : undefined}
      onClick={onClick}
      title={hint}
    >
      {words}
      {stale && <span className="muted"> ({s.graph.staleNode})</span>}
    </button>
  </li>
)

const Group = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <details className="outline-group" open>
    <summary>
      <Icon name="chevron" size={12} /> {title}
    </summary>
    <ul>{children}</ul>
  </details>
)

export const Outline = ({ graph, stale, choice, onChoose }: Props) => {
  const origins = originsOf(graph)
  const nodeEntry = (node: GraphNode) => (
    <Entry
      key={node.id}
      id={node.id}
      words={[origins.get(node.id), node.label, node.detail].filter((part) => part !== undefined).join(' ')}
      hint={node.description}
      stale={stale.has(node.id)}
      choice={choice}
      onClick={() => onChoose({ node: node.id, row: null })}
    />
  )
  const edgeEntry = (edge: GraphEdge) => (
    <Entry
      key={edge.id}
      id={edge.id}
      words={edge.options === '' ? edge.label : `${edge.label}, ${edge.options}`}
      hint={edge.description}
      stale={stale.has(edge.id)}
      choice={choice}
      onClick={() => onChoose({ edge: edge.id })}
    />
  )
  const syncs = [...new Set(graph.nodes.flatMap((node) => (node.sync === undefined ? [] : [node.sync])))]
  const tables = graph.nodes.filter((node) => node.sync === undefined)
  return (
    <nav className="outline" aria-label={s.graph.outline}>
      {syncs.map((sync) => {
        const own = graph.nodes.filter((node) => node.sync === sync)
        const mappings = graph.edges.filter((edge) => edge.sync === sync && edge.kind === 'mapping')
        return (
          <section key={sync} aria-label={sync}>
            <h3>{sync}</h3>
            <Group title={s.graph.objects}>{own.filter((node) => node.column !== 'middle').map(nodeEntry)}</Group>
            <Group title={s.graph.rules}>{own.filter((node) => node.column === 'middle').map(nodeEntry)}</Group>
            <Group title={`${s.graph.mappings} (${mappings.length})`}>{mappings.map(edgeEntry)}</Group>
          </section>
        )
      })}
      {tables.length > 0 && <Group title={s.graph.tables}>{tables.map(nodeEntry)}</Group>}
    </nav>
  )
}
