/** What is chosen in the graph is marked on every part that shows it. */
import { expect, test } from 'vitest'
import { type Choice, toFlow } from './flow-model'
import { smallGraph } from './testing/small-graph'

const none: ReadonlySet<string> = new Set()
const flow = (choice: Choice) =>
  toFlow({ graph: smallGraph, stale: none, expanded: none, choice, diagnostics: [], onToggle: () => undefined })
const marked = (choice: Choice) => {
  const { nodes, edges } = flow(choice)
  return {
    nodes: nodes.filter((node) => node.data.chosen).map((node) => node.id),
    rows: nodes.flatMap((node) => (node.data.chosenRow === null ? [] : [`${node.id}/${node.data.chosenRow}`])),
    edges: edges.filter((edge) => edge.data?.chosen).map((edge) => edge.id),
  }
}

test('a mapping marks its two fields and the table it uses', () => {
  expect(marked({ edge: 'mapping:email' })).toEqual({
    nodes: ['values:stage'],
    rows: ['hubspot-object:contact/email', 'salesforce-object:Lead/Email'],
    edges: ['mapping:email'],
  })
})

test('a rule marks its lines to objects', () => {
  expect(marked({ node: 'on-new:contact.hubspot.1', row: null })).toEqual({
    nodes: ['on-new:contact.hubspot.1'],
    rows: [],
    edges: ['rule:1'],
  })
})

test('a field marks its mappings, and nothing chosen marks nothing', () => {
  expect(marked({ node: 'hubspot-object:contact', row: 'email' })).toEqual({
    nodes: [],
    rows: ['hubspot-object:contact/email'],
    edges: ['mapping:email'],
  })
  expect(marked(null)).toEqual({ nodes: [], rows: [], edges: [] })
})

test('a problem is counted on the rule it lies in, not on the object that spans the whole block', () => {
  const diagnostic = {
    code: 'LS2001',
    name: 'unknown',
    severity: 'error',
    file: 'a.sync',
    span: { start: 42, end: 44 },
    message: '',
    related: [],
  } as const
  const { nodes } = toFlow({
    graph: smallGraph,
    stale: none,
    expanded: none,
    choice: null,
    diagnostics: [diagnostic],
    onToggle: () => undefined,
  })
  expect(nodes.filter((node) => node.data.problems > 0).map((node) => node.id)).toEqual(['on-change:contact.Lead'])
})
