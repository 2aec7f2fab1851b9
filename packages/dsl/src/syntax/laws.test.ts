import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText, damage } from '../testing/arbitraries'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { runs } from '../testing/seed'
import type { Node } from './ast'
import { lex } from './lexer'
import { parse } from './parse'
import { walk } from './walk'

const someText = fc.oneof(
  anyText,
  damage(KITCHEN_SINK),
  fc.nat(KITCHEN_SINK.length).map((end) => KITCHEN_SINK.slice(0, end)),
)

const joined = (text: string) => {
  const { tokens, comments } = lex(text)
  let out = ''
  let at = 0
  let isClean = true
  for (const piece of [...tokens, ...comments].sort((a, b) => a.span.start - b.span.start)) {
    const gap = text.slice(at, piece.span.start)
    isClean &&= gap.trim() === '' && !/[\n\r]/.test(piece.text) && piece.span.end > piece.span.start
    out += gap + piece.text
    at = piece.span.end
  }
  return [out + text.slice(at), isClean && text.slice(at).trim() === '']
}

test('law 1: tokens, comments and white space joined are the text, and no token spans lines', () => {
  fc.assert(
    fc.property(someText, (text) => {
      expect(joined(text)).toEqual([text, true])
    }),
    runs(1000),
  )
})

test('law 2: any text gives a tree and in-bounds diagnostics', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const { ast, diagnostics } = parse({ file: 'a.sync', text })
      const outside = ({ start, end }: { readonly start: number; readonly end: number }) =>
        !(0 <= start && start <= end && end <= text.length)
      expect(diagnostics.filter(({ span }) => outside(span))).toEqual([])
      expect(diagnostics.flatMap(({ fix }) => fix?.edits ?? []).filter(({ span }) => outside(span))).toEqual([])
      const strays: Node[] = []
      walk(ast, (node, parents) => {
        const parent = parents.at(-1)
        if (outside(node.span) || (parent && (node.span.start < parent.span.start || node.span.end > parent.span.end))) strays.push(node)
        return undefined
      })
      expect(strays).toEqual([])
    }),
    runs(1000),
  )
})

test('law 2: whatever could not be understood is told', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const { ast, diagnostics } = parse({ file: 'a.sync', text })
      let holes = 0
      walk(ast, (node) => {
        if (node.kind === 'missing' || node.kind === 'broken') holes++
        return undefined
      })
      if (holes > 0) expect(diagnostics.length).toBeGreaterThan(0)
    }),
    runs(600),
  )
})

test('an error in one line leaves the lines around it as they were', () => {
  const lines = KITCHEN_SINK.split('\n')
  const inner = lines.flatMap((line, index) => (/^ {2,}[a-z"]/.test(line) && !/[{(](?: *#.*)?$|same as/.test(line) ? [index] : []))
  const count = (text: string) => {
    let nodes = 0
    walk(parse({ file: 'a.sync', text }).ast, (node) => {
      if (
        [
          'mapping',
          'value-row',
          'include',
          'on-new',
          'on-change',
          'on-delete',
          'match',
          'advance',
          'hold',
          'budget',
          'associate',
          'stage',
          'when',
          'form',
          'show',
          'given',
          'step',
          'expect',
        ].includes(node.kind)
      )
        nodes++
      return undefined
    })
    return nodes
  }
  const whole = count(KITCHEN_SINK)
  for (const index of inner) {
    const broken = lines.with(index, '  @ = (" ').join('\n')
    expect([index, count(broken) >= whole - 1]).toEqual([index, true])
  }
})
