import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '../syntax/parse'
import { anyText, damage } from '../testing/arbitraries'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { runs } from '../testing/seed'
import type { Graph } from './graph'
import { toGraph } from './to-graph'

const draw = (text: string): Graph => toGraph([parse({ file: 'a.sync', text })])

const SMALL = `sync contact with Lead, Contact {
  match email = Email
  from hubspot {
    include when email is known
    on new create Lead when a = 1 # why not
  }
  from Lead {
    on change update
  }
  from Contact same as Lead
  map {
    # theirs
    # alone
    phone <-> Phone prefer salesforce unless blank
    status -> Lead.Status using t default "x"
  }
}
values t {
  "a" <-> "A"
}
lifecycle contact.stage {
  carry to company
}
`

test('draws objects with their mapped properties, and the rules between them', () => {
  const { nodes } = draw(SMALL)
  expect(nodes.map((node) => [node.id, node.column, node.label, node.detail ?? '', node.rows.map((row) => row.id), node.lines])).toEqual([
    ['hubspot-object:contact', 'left', 'contact', '', ['phone', 'status'], []],
    ['salesforce-object:Lead', 'right', 'Lead', '', ['Phone', 'Status'], []],
    ['salesforce-object:Contact', 'right', 'Contact', '', ['Phone'], []],
    ['match:contact.1', 'middle', 'match', 'email = Email', [], []],
    ['include:contact.hubspot', 'middle', 'include', 'when email is known', [], []],
    ['on-new:contact.hubspot.1', 'middle', 'on new create Lead', 'when a = 1', [], []],
    ['on-change:contact.Lead', 'middle', 'on change update', '', [], []],
    ['on-change:contact.Contact', 'middle', 'on change update', '', [], []],
    ['values:t', 'middle', 'values t', '', [], ['"a" <-> "A"']],
    ['lifecycle:contact.stage', 'middle', 'lifecycle contact.stage', '', [], ['carry to company']],
  ])
})

test('draws one edge for each mapping and object, with direction, rule, options and description', () => {
  const { edges } = draw(SMALL)
  const mappings = edges.filter((edge) => edge.kind === 'mapping')
  expect(
    mappings.map(({ id, direction, rule, options, uses, description, label, span }) => [
      id,
      direction,
      rule,
      options,
      uses,
      description,
      label,
      SMALL.slice(span.start, span.end),
    ]),
  ).toEqual([
    [
      'mapping:contact.phone<->Lead.Phone',
      'both',
      'prefer-salesforce',
      'prefer salesforce unless blank',
      undefined,
      'theirs\nalone',
      'contact phone and Lead Phone, both ways',
      'phone <-> Phone prefer salesforce unless blank',
    ],
    [
      'mapping:contact.phone<->Contact.Phone',
      'both',
      'prefer-salesforce',
      'prefer salesforce unless blank',
      undefined,
      'theirs\nalone',
      'contact phone and Contact Phone, both ways',
      'phone <-> Phone prefer salesforce unless blank',
    ],
    [
      'mapping:contact.status->Lead.Status',
      'right',
      'to-salesforce',
      'using t, default "x"',
      'values:t',
      undefined,
      'contact status and Lead Status, to Salesforce',
      'status -> Lead.Status using t default "x"',
    ],
  ])
})

test('rules lead from an object to the objects they act on', () => {
  const { edges } = draw(SMALL)
  expect(edges.filter((edge) => edge.kind !== 'mapping').map((edge) => [edge.left.node, edge.right.node, edge.direction])).toEqual([
    ['hubspot-object:contact', 'match:contact.1', 'none'],
    ['match:contact.1', 'salesforce-object:Lead', 'none'],
    ['match:contact.1', 'salesforce-object:Contact', 'none'],
    ['hubspot-object:contact', 'include:contact.hubspot', 'right'],
    ['hubspot-object:contact', 'on-new:contact.hubspot.1', 'right'],
    ['on-new:contact.hubspot.1', 'salesforce-object:Lead', 'right'],
    ['on-change:contact.Lead', 'salesforce-object:Lead', 'left'],
    ['hubspot-object:contact', 'on-change:contact.Lead', 'left'],
    ['on-change:contact.Contact', 'salesforce-object:Contact', 'left'],
    ['hubspot-object:contact', 'on-change:contact.Contact', 'left'],
    ['hubspot-object:contact', 'lifecycle:contact.stage', 'left'],
  ])
})

test('a broken line marks what it stands in and hides nothing else', () => {
  const { nodes, edges } = draw(SMALL.replace('on change update', 'on change updaet'))
  expect([...nodes, ...edges.filter((edge) => edge.kind === 'mapping')].filter((one) => one.broken).map((one) => one.id)).toEqual([
    'on-change:contact.Lead',
  ])
  expect(edges.filter((edge) => edge.kind === 'mapping').length).toBe(3)
})

test('law 3: the graph is a function of the text alone, its ids are unique, and its edges end at nodes', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, damage(KITCHEN_SINK)), (text) => {
      const graph = draw(text)
      expect(draw(text)).toEqual(graph)
      const ids = [...graph.nodes, ...graph.edges].map((one) => one.id)
      expect(new Set(ids).size).toBe(ids.length)
      const mapped = graph.edges.filter((edge) => edge.kind === 'mapping').flatMap((edge) => [edge.left, edge.right])
      expect(
        mapped.filter((end) => !graph.nodes.some((node) => node.id === end.node && node.rows.some((row) => row.id === end.row))),
      ).toEqual([])
    }),
    runs(150),
  )
})
