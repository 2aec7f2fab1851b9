import { expect, test } from 'vitest'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { parse } from './parse'
import { childrenOf, nodesAt, walk } from './walk'

const { ast } = parse({ file: 'a.sync', text: KITCHEN_SINK })

test('the nodes at an offset lead from the file to the innermost', () => {
  const at = KITCHEN_SINK.indexOf('company is known') + 2
  expect(nodesAt(ast, at).map((node) => node.kind)).toEqual([
    'policy-file',
    'sync',
    'map',
    'mapping',
    'when-option',
    'binary',
    'test',
    'path',
    'name',
  ])
})

test('children come in order of place, and a visit may leave out what is below', () => {
  expect(childrenOf(ast).map((node) => node.kind)).toEqual([
    'policy',
    'sync',
    'sync',
    'sync',
    'lifecycle',
    'values',
    'values',
    'activities',
    'campaigns',
    'policy-test',
  ])
  const seen: string[] = []
  walk(ast, (node) => {
    seen.push(node.kind)
    return node.kind === 'policy-file' ? undefined : false
  })
  expect(seen).toEqual([
    'policy-file',
    'policy',
    'sync',
    'sync',
    'sync',
    'lifecycle',
    'values',
    'values',
    'activities',
    'campaigns',
    'policy-test',
  ])
})
