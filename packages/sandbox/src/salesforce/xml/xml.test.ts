/** XML in and out. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadXml, child, isNil, readXml, typeOf } from './read'
import { escapeXml, toXml } from './write'

const SPACES = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

test('any text comes back as it went, but for what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
      expect(readXml(`<a>${escapeXml(plain)}</a>`).text).toBe(plain)
    }),
  )
  expect(readXml(`<a>${escapeXml('x\u0000\u001f\ud800\uffffy\t')}</a>`).text).toBe('x\ufffd\ufffd\ufffd\ufffdy\t')
})

test('names lose their prefixes, types and nils are told', () => {
  const root = readXml(`<x:a ${SPACES} xmlns:x="u"><x:b xsi:type="ns:Lead"><![CDATA[<&]]></x:b><c xsi:nil="true"/></x:a>`)
  const [b, c] = [child(root, 'b'), child(root, 'c')]
  expect([root.name, b?.text, b === undefined ? '' : typeOf(b), c === undefined ? '' : isNil(c)]).toEqual(['a', '<&', 'Lead', true])
})

test('lists, nulls and objects become elements', () => {
  expect(toXml('a', { b: [1, true], c: null, d: undefined, e: { f: '<' } })).toBe(
    '<a><b>1</b><b>true</b><c xsi:nil="true"/><e><f>&lt;</f></e></a>',
  )
})

test('document types, unknown entities, deep nesting and broken tags are refused in bounded time', () => {
  const bombs = [
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a>&b;</a>',
    '<a>'.repeat(100_000),
    `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`,
    '<a>',
    '',
    'a',
    `<${'a'.repeat(1_000_000)}`,
  ]
  for (const bomb of bombs) expect(() => readXml(bomb)).toThrow(BadXml)
})
