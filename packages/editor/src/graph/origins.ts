/** Which `from` block a rule belongs to, read off the lines that lead into it. */
import type { Graph } from '@lockstep/dsl'

const salesforce = 'salesforce-object:'

/** From the id of a rule to the words the policy uses: `from hubspot`, `from Lead`; rules of the whole sync are absent. */
export const originsOf = (graph: Graph): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const edge of graph.edges) {
    if (edge.kind !== 'rule') continue
    if (edge.direction === 'left' && edge.right.node.startsWith(salesforce))
      found.set(edge.left.node, `from ${edge.right.node.slice(salesforce.length)}`)
    if (edge.direction === 'right' && edge.left.node.startsWith('hubspot-object:')) found.set(edge.right.node, 'from hubspot')
  }
  return found
}
