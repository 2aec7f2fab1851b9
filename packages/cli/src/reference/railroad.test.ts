/** Railroad diagrams: one picture for each rule of the grammar, whole and sound. */
import { type GrammarPart, grammarRules } from '@lockstep/dsl'
import { describe, expect, test } from 'vitest'
import { railroadOf } from './railroad'

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const sizeOf = (svg: string): Box => {
  const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
  return { x: 0, y: 0, width: Number(width), height: Number(height) }
}

const boxesOf = (svg: string): readonly Box[] =>
  [...svg.matchAll(/<rect class="(?:literal|token|rule)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(
    ([, x, y, width, height]) => ({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }),
  )

const lettersOf = (svg: string): readonly string[] => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)

const leavesOf = (part: GrammarPart): readonly string[] => {
  switch (part.kind) {
    case 'sequence':
    case 'choice':
      return part.parts.flatMap(leavesOf)
    case 'optional':
    case 'repeated':
      return leavesOf(part.part)
    case 'token':
      return [part.meaning === undefined ? part.text : `${part.text}: ${part.meaning}`]
    default:
      return [part.text]
  }
}

const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const holds = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.width && inner.y + inner.height <= outer.height

describe.each(grammarRules().map((rule) => [rule.name, rule] as const))('the picture of %s', (_name, rule) => {
  const svg = railroadOf(rule)
  const boxes = boxesOf(svg)

  test('shows every part of the rule once', () => {
    expect(lettersOf(svg)).toEqual(leavesOf(rule.part))
  })

  test('holds all its boxes, and none lies on another', () => {
    const size = sizeOf(svg)
    expect(boxes.filter((box) => !holds(size, box))).toEqual([])
    expect(boxes.filter((box, index) => boxes.slice(index + 1).some((other) => overlap(box, other)))).toEqual([])
  })
})

test('signs of the grammar are not taken for markup', () => {
  const svg = railroadOf({ name: 'less', part: { kind: 'sign', text: '<&>' } })
  expect(lettersOf(svg)).toEqual(['&lt;&amp;&gt;'])
})
