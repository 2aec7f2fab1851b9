/** A small graph as the language draws it: one sync with two rules, two objects, one mapping and a table. */
import type { Graph, GraphEdge, GraphNode } from '@lockstep/dsl'

const node = (id: string, more: Partial<GraphNode>): GraphNode => ({
  id,
  kind: 'match',
  column: 'middle',
  label: id,
  rows: [],
  lines: [],
  broken: false,
  file: 'a.sync',
  span: { start: 0, end: 0 },
  ...more,
})

const edge = (id: string, left: GraphEdge['left'], right: GraphEdge['right'], more: Partial<GraphEdge>): GraphEdge => ({
  id,
  kind: 'rule',
  left,
  right,
  direction: 'right',
  options: '',
  label: id,
  broken: false,
  file: 'a.sync',
  span: { start: 0, end: 0 },
  ...more,
})

const sync = 'contact'
const contact = 'hubspot-object:contact'
const lead = 'salesforce-object:Lead'

export const smallGraph: Graph = {
  nodes: [
    node(contact, { kind: 'hubspot-object', column: 'left', sync, span: { start: 0, end: 100 }, rows: [{ id: 'email', label: 'email' }] }),
    node(lead, { kind: 'salesforce-object', column: 'right', sync, span: { start: 0, end: 100 }, rows: [{ id: 'Email', label: 'Email' }] }),
    node('on-new:contact.hubspot.1', { kind: 'on-new', sync, span: { start: 20, end: 30 } }),
    node('on-change:contact.Lead', { kind: 'on-change', sync, span: { start: 40, end: 50 } }),
    node('values:stage', { kind: 'values', file: 'b.sync', span: { start: 0, end: 40 }, lines: ['"a" <-> "A"'] }),
  ],
  edges: [
    edge('rule:1', { node: contact }, { node: 'on-new:contact.hubspot.1' }, { sync, span: { start: 20, end: 30 } }),
    edge('rule:2', { node: 'on-change:contact.Lead' }, { node: lead }, { sync, direction: 'left', span: { start: 40, end: 50 } }),
    edge(
      'mapping:email',
      { node: contact, row: 'email' },
      { node: lead, row: 'Email' },
      { kind: 'mapping', sync, direction: 'both', rule: 'two-way', uses: 'values:stage', span: { start: 60, end: 80 } },
    ),
  ],
}
