/** Bad input: whatever a file holds, the answer is a normal analysis, soon. */
import { expect, test } from 'vitest'
import { analyze } from './analysis'
import { parseCatalog } from './catalog/load'
import { formatText } from './format/format'
import { toGraph } from './graph/to-graph'
import { compile } from './plan/compile'
import { compileTests } from './plan/compile-tests'
import { complete } from './service/completion'
import { documentSymbols } from './service/document-symbols'
import { foldingRanges } from './service/folding'
import { hover } from './service/hover'
import { semanticTokens } from './service/semantic-tokens'
import { fixtureCatalog } from './testing/fixture-catalog'
import { KITCHEN_SINK } from './testing/kitchen-sink'

const file = 'a.sync'

/** Everything that is asked of a text; the codes of what is wrong with it, each once. */
const everything = (text: string): readonly string[] => {
  const analysis = analyze([{ file, text }], fixtureCatalog)
  const [parsed] = analysis.files
  if (parsed === undefined) throw new Error('one file in, one file out')
  for (const { span } of analysis.diagnostics) expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true)
  compile(analysis)
  compileTests(analysis)
  toGraph(analysis.files)
  formatText({ file, text })
  semanticTokens(parsed)
  documentSymbols(parsed)
  foldingRanges(parsed)
  for (const offset of [0, text.length >> 1, text.length]) {
    complete(analysis, file, offset)
    hover(analysis, file, offset)
  }
  return [...new Set(analysis.diagnostics.map((one) => one.code))].sort()
}

const MEGABYTE = 1_000_000
const repeat = (piece: string) => piece.repeat(Math.ceil(MEGABYTE / piece.length))
const map = (lines: string) =>
  `sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n${lines}\n  }\n}\n`

test.each([
  ['letters', repeat('a')],
  ['words', repeat('sync ')],
  ['texts', repeat('"a" ')],
  ['one text without an end', `"${repeat('a')}`],
  ['opening braces', repeat('{')],
  ['arrows', repeat(' <->')],
  ['dots', repeat('a.')],
  ['a comment', `#${repeat(' a')}`],
  ['nothing but white space', repeat(' \t')],
  ['characters of no language', repeat('\u0000\u0007\u{1F600}§')],
  ['a list', map(`    a -> B when hubspot.a in (${repeat('"x", ')})`)],
  ['fields of a test', `test "t" {\n  given contact (${repeat('email = "x", ')})\n}`],
  ['a stage', `sync deal with Opportunity {\n  pipeline "x" <-> record type "${repeat('y')}" {\n    stage "a" <-> "b"\n  }\n}`],
])('a megabyte on one line: %s', (_, text) => {
  expect(everything(text).every((code) => /^LS\d{4}$/.test(code))).toBe(true)
})

test.each([
  ['parentheses', map(`    a -> ${'('.repeat(1000)}b${')'.repeat(1000)}`)],
  ['not', map(`    a -> B when ${'not '.repeat(1000)}hubspot.a`)],
  ['if', map(`    a -> ${'if a then b else '.repeat(1000)}c`)],
  ['where', map(`    a -> B when ${'any contact where '.repeat(1000)}hubspot.a`)],
  ['calls', map(`    a -> ${'lower('.repeat(1000)}b${')'.repeat(1000)}`)],
  ['minus', map(`    a -> ${'- '.repeat(1000)}b`)],
  ['blocks', 'sync contact with Lead {\n'.repeat(1000)],
  ['activities', `activities {\n${'  call <-> Task.Call {\n'.repeat(1000)}`],
  ['closed blocks', `${'map {\n'.repeat(1000)}${'}\n'.repeat(1000)}`],
])('nesting a thousand deep: %s', (_, text) => {
  expect(everything(text).length).toBeGreaterThan(0)
})

const RULES = 10_000
const many = (line: (index: number) => string) => Array.from({ length: RULES }, (_, index) => line(index)).join('\n')

test.each([
  ['mappings of unknown properties', map(many((index) => `    property_${index} <-> Field_${index}__c`))],
  ['mappings that all feed each other', map(many((index) => (index % 2 === 0 ? '    city -> Lead.City' : '    city <- Lead.City')))],
  ['tables', many((index) => `values t${index} {\n  "a" <-> "b"\n}`)],
  ['syncs', many((index) => `sync contact with Lead {\n  match none\n  associate company -> OwnerId ${index % 2 ? 'required' : ''}\n}`)],
  [
    'stages',
    `sync deal with Opportunity {\n  pipeline "default" <-> record type master {\n${many(() => '    stage "closedwon" <-> "Closed Won"')}\n  }\n}`,
  ],
  [
    'rules of a from',
    `sync contact with Lead {\n  from hubspot {\n${many((index) => `    on new create Lead when email = "${index}"`)}\n  }\n}`,
  ],
  ['activities', `activities {\n${many(() => '  call <-> Task.Call')}\n}`],
  ['records of a test', `test "t" {\n${many((index) => `  given contact r${index} (email = "a@example.com")`)}\n  expect no writes\n}`],
])('ten thousand rules: %s', { timeout: 120_000 }, (_, text) => {
  expect(everything(text).every((code) => /^LS\d{4}$/.test(code))).toBe(true)
})

test('lone surrogates, and units of every kind by themselves', () => {
  expect(everything('sync \ud800 with \udc00 {\n  match "\ud800" = `\udfff`\n}')).toEqual(['LS1001', 'LS1006'])
  for (let unit = 0; unit < 0x10000; unit += 497)
    expect(everything(`sync contact with Lead {\n  match email = ${String.fromCharCode(unit)}\n}`).length).toBeGreaterThan(0)
})

test('Windows and old Mac line ends read as any other', () => {
  const codes = everything(KITCHEN_SINK)
  expect(everything(KITCHEN_SINK.replaceAll('\n', '\r\n'))).toEqual(codes)
  expect(everything(KITCHEN_SINK.replaceAll('\n', '\r'))).toEqual(codes)
})

test('a byte order mark is white space', () => {
  expect(everything(`\ufeff${KITCHEN_SINK}`)).toEqual(everything(KITCHEN_SINK))
})

test.each([
  [
    'a catalog from a later version',
    '{"version": 2, "objects": [], "lists": []}',
    'version',
    'is 2, which a newer Lockstep wrote: this one reads 1',
  ],
  ['a catalog without a version', '{"objects": [], "lists": []}', 'version', 'is missing'],
  ['a list in the place of a catalog', '[]', '', 'should be an object'],
])('%s is a problem with its place, and no catalog', (_, json, path, message) => {
  const { catalog, problems } = parseCatalog(json, '{"version": 1, "objects": []}')
  expect([catalog, problems]).toEqual([undefined, [{ side: 'hubspot', path, message }]])
})

test('a catalog that lacks what a policy names gives diagnostics', () => {
  const { catalog } = parseCatalog('{"version": 1, "objects": [], "lists": []}', '{"version": 1, "objects": []}')
  const codes = new Set(analyze([{ file, text: KITCHEN_SINK }], catalog).diagnostics.map((one) => one.code))
  expect([codes.has('LS2001'), codes.has('LS2002')]).toEqual([true, true])
})
