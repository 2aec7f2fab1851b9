import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { formatText } from '../format/format'
import { toGraph } from '../graph/to-graph'
import { parse } from '../syntax/parse'
import { damage } from '../testing/arbitraries'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { runs } from '../testing/seed'
import { codeActions } from './code-actions'
import { complete } from './completion'
import { definitionAt, referencesAt } from './definition'
import { documentHighlights } from './document-highlights'
import { documentSymbols } from './document-symbols'
import { foldingRanges } from './folding'
import { hover } from './hover'
import { inlayHints } from './inlay-hints'
import { type FileEdits, prepareRename, rename } from './rename'
import { semanticTokens } from './semantic-tokens'
import { signatureHelp } from './signature-help'
import { workspaceSymbols } from './workspace-symbols'

const file = 'a.sync'
const analysisOf = (text: string) => analyze([{ file, text }], fixtureCatalog)

const SMALL = `sync contact with Lead {
  match email = Email
  # how it stands
  # with them
  map {
    hs_lead_status <-> Status using lead_status
    firstname -> FirstName
  }
}
values lead_status {
  "NEW" <-> "Open - Not Contacted"
}
`
const offsetOf = (piece: string) => SMALL.indexOf(piece) + 1

test('hover tells a property with its type and the lines that map it', () => {
  const found = hover(analysisOf(SMALL), file, offsetOf('firstname'))
  expect(found?.markdown).toBe('**firstname** · HubSpot contact\n\nFirst Name · string · text\n\n```lockstep\nfirstname -> FirstName\n```')
})

test('hover tells a value table and a construct', () => {
  expect(hover(analysisOf(SMALL), file, offsetOf('lead_status\n'))?.markdown).toBe(
    '**lead_status** · value table\n\n```lockstep\nvalues lead_status {\n  "NEW" <-> "Open - Not Contacted"\n}\n```',
  )
  expect(hover(analysisOf(SMALL), file, offsetOf('match'))?.markdown.split('\n')[0]).toBe('`match property = Field`')
  expect(hover(analysisOf(SMALL), file, offsetOf('{'))).toBeUndefined()
})

test('definition leads from the use of a value table to its declaration', () => {
  const use = offsetOf('lead_status\n')
  const declared = SMALL.indexOf('lead_status {')
  expect(definitionAt(analysisOf(SMALL), file, use)).toEqual({ file, span: { start: declared, end: declared + 'lead_status'.length } })
  expect(referencesAt(analysisOf(SMALL), file, use).map(({ span }) => span.start)).toEqual([use - 1, declared])
  expect(definitionAt(analysisOf(SMALL), file, offsetOf('firstname'))).toBeUndefined()
})

test('the outline names each statement by its line', () => {
  const names = (symbols: ReturnType<typeof documentSymbols>): readonly unknown[] =>
    symbols.map((one) => (one.children.length > 0 ? [one.name, names(one.children)] : one.name))
  expect(names(documentSymbols(parse({ file, text: SMALL })))).toEqual([
    ['sync contact with Lead', ['match email = Email', ['map', ['hs_lead_status <-> Status using lead_status', 'firstname -> FirstName']]]],
    ['values lead_status', ['"NEW" <-> "Open - Not Contacted"']],
  ])
})

test('blocks and runs of comment lines fold', () => {
  expect(foldingRanges(parse({ file, text: SMALL }))).toEqual([
    { start: 1, end: 8, kind: 'block' },
    { start: 3, end: 4, kind: 'comment' },
    { start: 5, end: 7, kind: 'block' },
    { start: 10, end: 11, kind: 'block' },
  ])
})

test('semantic tokens tell keywords from names that are spelled alike', () => {
  const text = 'sync contact with Lead { # x\nmap {\nmap <-> lower(`default`) using t\n}\n}'
  expect(semanticTokens(parse({ file, text })).map(({ span, type }) => `${text.slice(span.start, span.end)} ${type}`)).toEqual([
    'sync keyword',
    'contact type',
    'with keyword',
    'Lead type',
    '# x comment',
    'map keyword',
    'map property',
    '<-> operator',
    'lower function',
    '`default` property',
    'using keyword',
    't variable',
  ])
})

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url))
const policies = [
  KITCHEN_SINK,
  ...readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sync'))
    .map((name) => readFileSync(`${examples}/${name}`, 'utf8')),
]

const spansOf = ({ files }: { readonly files: readonly FileEdits[] }) => files.flatMap(({ edits }) => edits.map((one) => one.span))

const serve = (text: string, offset: number) => {
  const analysis = analysisOf(text)
  const parsed = analysis.files[0]!
  const spans = [
    ...complete(analysis, file, offset).map((one) => one.span),
    ...[hover(analysis, file, offset)].flatMap((one) => (one ? [one.span] : [])),
    ...referencesAt(analysis, file, offset).map((one) => one.span),
    ...[definitionAt(analysis, file, offset)].flatMap((one) => (one ? [one.span] : [])),
    ...semanticTokens(parsed).map((one) => one.span),
    ...documentSymbols(parsed).map((one) => one.span),
    ...toGraph([parsed]).nodes.map((one) => one.span),
    ...documentHighlights(analysis, file, offset),
    ...workspaceSymbols(analysis.files, text.slice(offset, offset + 1)).map((one) => one.location.span),
    ...inlayHints(analysis, file, { start: 0, end: text.length }).map((one) => ({ start: one.offset, end: one.offset })),
    ...codeActions(analysis, file, { start: offset, end: offset }).flatMap(spansOf),
    ...[prepareRename(analysis, file, offset)].flatMap((one) => ('span' in one ? [one.span] : [])),
    ...[rename(analysis, file, offset, 'another name')].flatMap((one) => (one.kind === 'edits' ? spansOf(one) : [])),
  ]
  signatureHelp(analysis, file, offset)
  expect(spans.filter(({ start, end }) => start < 0 || end < start || end > text.length)).toEqual([])
  expect(foldingRanges(parsed).filter(({ start, end }) => end <= start)).toEqual([])
  expect(typeof formatText({ file, text })).toBe('string')
}

test('law 11: services never throw, at any offset of any prefix of any example', () => {
  fc.assert(
    fc.property(fc.constantFrom(...policies), fc.nat(), fc.nat(), fc.boolean(), (policy, a, b, isAtEnd) => {
      const end = a % (policy.length + 1)
      serve(policy.slice(0, end), isAtEnd ? end : b % (end + 1))
    }),
    runs(300),
  )
})

test('law 11 holds for damaged policies and offsets outside the text', () => {
  fc.assert(
    fc.property(damage(KITCHEN_SINK), fc.integer({ min: -5, max: KITCHEN_SINK.length + 50 }), (text, offset) => {
      serve(text, Math.min(Math.max(offset, 0), text.length))
      const analysis = analysisOf(text)
      complete(analysis, file, offset)
      hover(analysis, file, offset)
    }),
    runs(150),
  )
})
