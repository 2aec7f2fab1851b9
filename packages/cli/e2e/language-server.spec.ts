/** `lockstep lsp` as an editor meets it: from `initialize` to `exit`, over standard input and output, through the protocol's own client. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { formatText } from '@lockstep/dsl'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  ExitNotification,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  type Range,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  ShutdownRequest,
  SignatureHelpRequest,
  type TextEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node'
import { type LanguageClient, positionIn, startLanguageClient } from './language-client'

const catalog = fileURLToPath(new URL('../../dsl/fixtures/catalog', import.meta.url))

const POLICY = `# People
sync contact with Lead {
  match email = Email
  prefer newest

  from hubspot {
    on change update
  }
  from Lead {
    on change update
  }

  map {
    hs_lead_status <-> Status using lead_status
    firstname <-> FirstName
  }
}
`
const TABLE = `values lead_status {
  "NEW" <-> "Open - Not Contacted"
  "IN_PROGRESS" <-> "Working - Contacted"
  "UNQUALIFIED" <-> "Closed - Not Converted"
  "BAD_TIMING" -> "Closed - Not Converted"
  otherwise <- "NEW"
}
`

const folders: string[] = []
const makeFolder = (files: Readonly<Record<string, string>>, withCatalog = true): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-lsp-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  if (withCatalog) cpSync(catalog, join(folder, 'catalog'), { recursive: true })
  return folder
}

/** The text with edits made, the last first. */
const edited = (text: string, edits: readonly TextEdit[]): string => {
  const lines = text.split('\n')
  const offset = ({ line, character }: Range['start']) => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((out, { range, newText }) => out.slice(0, offset(range.start)) + newText + out.slice(offset(range.end)), text)
}

let client: LanguageClient
beforeAll(async () => {
  client = await startLanguageClient([makeFolder({ 'people.sync': POLICY, 'tables.sync': TABLE })])
  await client.open('people.sync', POLICY)
})
afterAll(async () => {
  const code = await client.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  expect(code).toBe(0)
})

const document = () => ({ uri: client.uri('people.sync') })
const at = (piece: string) => ({ textDocument: document(), position: positionIn(POLICY, piece) })

test('a policy that is right has no diagnostics, and its files are watched', async () => {
  expect(await client.diagnostics('people.sync', 1)).toEqual([])
  expect(client.watched).toEqual(['**/*.sync', '**/catalog/*.json'])
})

test('completion offers the properties of the catalog with their types', async () => {
  const found = await client.connection.sendRequest(CompletionRequest.type, at('firstname'))
  const items = Array.isArray(found) ? found : (found?.items ?? [])
  const one = items.find(({ label }) => label === 'jobtitle')
  const { line, character } = positionIn(POLICY, 'firstname')
  expect([one?.detail, one?.textEdit]).toEqual([
    'Job Title · string · text',
    { range: { start: { line, character }, end: { line, character } }, newText: 'jobtitle' },
  ])
})

test('hover, definition, references and highlights know names across files', async () => {
  const { connection } = client
  const hover = await connection.sendRequest(HoverRequest.type, at('FirstName'))
  expect(JSON.stringify(hover?.contents)).toMatch(/^\{"kind":"markdown","value":"\*\*FirstName\*\* · Salesforce Lead/)
  const declared = { uri: client.uri('tables.sync'), range: { start: { line: 0, character: 7 }, end: { line: 0, character: 18 } } }
  expect(await connection.sendRequest(DefinitionRequest.type, at('lead_status\n'))).toEqual(declared)
  const use = positionIn(POLICY, 'lead_status\n')
  const used = { uri: client.uri('people.sync'), range: { start: use, end: { ...use, character: use.character + 11 } } }
  expect(await connection.sendRequest(ReferencesRequest.type, { ...at('lead_status\n'), context: { includeDeclaration: true } })).toEqual([
    used,
    declared,
  ])
  expect(await connection.sendRequest(ReferencesRequest.type, { ...at('lead_status\n'), context: { includeDeclaration: false } })).toEqual([
    used,
  ])
  expect(await connection.sendRequest(DocumentHighlightRequest.type, at('lead_status\n'))).toEqual([{ range: used.range }])
})

test('rename changes every file, and says why it refuses', async () => {
  const { connection } = client
  const renamed = await connection.sendRequest(RenameRequest.type, { ...at('lead_status\n'), newName: 'how it stands' })
  const after = (path: string, text: string) => edited(text, renamed?.changes?.[client.uri(path)] ?? [])
  expect(after('people.sync', POLICY)).toBe(POLICY.replace('using lead_status', 'using `how it stands`'))
  expect(after('tables.sync', TABLE)).toBe(TABLE.replace('lead_status', '`how it stands`'))
  const refusal = connection.sendRequest(RenameRequest.type, { ...at('lead_status\n'), newName: 'us_states' })
  await expect(refusal).rejects.toThrow('`us_states` comes with Lockstep already')
  const nothing = connection.sendRequest(PrepareRenameRequest.type, at('firstname'))
  await expect(nothing).rejects.toThrow('`firstname` is not a name of this policy: HubSpot gives it')
})

test('outline, symbols of the folder, folding and colours', async () => {
  const { connection } = client
  const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument: document() })
  expect(symbols?.map((one) => [one.name, 'children' in one ? one.children?.map(({ name }) => name) : []])).toEqual([
    ['sync contact with Lead', ['match email = Email', 'prefer newest', 'from hubspot', 'from Lead', 'map']],
  ])
  const found = await connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'lead_st' })
  expect(found?.map(({ name, containerName }) => [name, containerName])).toEqual([
    ['values lead_status', 'tables.sync'],
    ['hs_lead_status <-> Status using lead_status', 'map'],
  ])
  const folds = await connection.sendRequest(FoldingRangeRequest.type, { textDocument: document() })
  expect(folds?.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [1, 15],
    [5, 6],
    [8, 9],
    [12, 14],
  ])
  const tokens = await connection.sendRequest(SemanticTokensRequest.type, { textDocument: document() })
  expect(tokens?.data.slice(0, 15)).toEqual([0, 0, 8, 8, 0, 1, 0, 4, 0, 0, 0, 5, 7, 2, 0])
})

test('formatting, mends, types and signatures', async () => {
  const { connection } = client
  const edits = await connection.sendRequest(DocumentFormattingRequest.type, {
    textDocument: document(),
    options: { tabSize: 2, insertSpaces: true },
  })
  expect(edited(POLICY, edits ?? [])).toBe(formatText({ file: 'people.sync', text: POLICY }))
  const start = positionIn(POLICY, 'firstname')
  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: document(),
    range: { start, end: start },
    context: { diagnostics: [], only: ['refactor'] },
  })
  expect(actions?.map(({ title }) => title)).toEqual(['carry from HubSpot to Salesforce: `->`', 'carry from Salesforce to HubSpot: `<-`'])
  const hints = await connection.sendRequest(InlayHintRequest.type, {
    textDocument: document(),
    range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
  })
  expect(hints?.map(({ label, position }) => [label, position.line])).toEqual([
    ['dropdown ↔ picklist', 13],
    ['single-line text ↔ text(40)', 14],
  ])
  expect(await connection.sendRequest(SignatureHelpRequest.type, at('firstname'))).toBeNull()
})

test('typing sends the diagnostics of the last version only, with places in UTF-16 units and a mend', async () => {
  const path = 'typed.sync'
  const text = '# 😀 \ud800\r\nsync deal with Opportunity {\r\n  match none\r\n  map {\r\n    dealnam -> Name\r\n  }\r\n}\r\n'
  await client.open(path, '')
  const insert = (version: number, line: number, character: number, one: string) =>
    client.change(path, version, [{ range: { start: { line, character }, end: { line, character } }, text: one }])
  let version = 1
  let place = { line: 0, character: 0 }
  for (const piece of text.match(/\r\n|[^\r]/g) ?? []) {
    version += 1
    await insert(version, place.line, place.character, piece)
    place = piece === '\r\n' ? { line: place.line + 1, character: 0 } : { ...place, character: place.character + piece.length }
  }
  const found = await client.diagnostics(path, version)
  const unknown = found.find(({ code }) => code === 'LS2003')
  expect([unknown?.message, unknown?.range]).toEqual([
    '`deal` has no property `dealnam`\ndid you mean `dealname`?',
    { start: { line: 4, character: 4 }, end: { line: 4, character: 11 } },
  ])
  const comment = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri: client.uri(path) } })
  expect(comment?.data.slice(0, 5)).toEqual([0, 0, 6, 8, 0])
  await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: client.uri(path) } })
})

test('a catalog that comes into the folder is used, and a file that goes takes its diagnostics along', async () => {
  const folder = makeFolder({ 'deep/a.sync': POLICY.replace('firstname', 'firstnam'), 'deep/tables.sync': TABLE }, false)
  const other = await startLanguageClient([folder])
  await other.open('deep/a.sync', POLICY.replace('firstname', 'firstnam'))
  expect(await other.diagnostics('deep/a.sync', 1)).toEqual([])
  cpSync(catalog, join(folder, 'deep/catalog'), { recursive: true })
  const tell = (path: string, type: 1 | 3) =>
    other.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: pathToFileURL(join(folder, path)).href, type }],
    })
  await tell('deep/catalog/hubspot.json', 1)
  await other.change('deep/a.sync', 2, [{ text: POLICY.replace('firstname', 'firstnam') }])
  expect((await other.diagnostics('deep/a.sync', 2)).map(({ code }) => code)).toEqual(['LS2003'])
  rmSync(join(folder, 'deep/tables.sync'))
  await tell('deep/tables.sync', 3)
  await other.change('deep/a.sync', 3, [{ text: POLICY }])
  expect((await other.diagnostics('deep/a.sync', 3)).map(({ code }) => code)).toEqual(['LS2007'])
  expect(await other.close()).toBe(0)
})

test('several folders are several policies, each with its own names', async () => {
  const [one, two] = [makeFolder({ 'a.sync': POLICY, 't.sync': TABLE }), makeFolder({ 'a.sync': POLICY })]
  const both = await startLanguageClient([one, two])
  const uri = pathToFileURL(join(two, 'a.sync')).href
  await both.open('a.sync', POLICY)
  expect(await both.diagnostics('a.sync', 1)).toEqual([])
  const definition = await both.connection.sendRequest(DefinitionRequest.type, {
    textDocument: { uri },
    position: positionIn(POLICY, 'lead_status\n'),
  })
  expect(definition).toBeNull()
  expect(await both.close()).toBe(0)
})

test('a document that is no file, or lies nowhere, is answered with nothing', async () => {
  const position = { line: 0, character: 0 }
  for (const uri of ['untitled:Untitled-1', 'git:/a.sync', 'file:///no/such/folder/a.sync', 'file://%%%', 'no address'])
    expect(await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position })).toBeNull()
})

test('garbage before a message does not deafen it, in whatever pieces it comes', async () => {
  const garbage = 'this is no header\r\n\r\nContent-Length: 7\r\n\r\n{"a":1,Content-Length: x\r\n\r\n'
  for (const size of [garbage.length, 1, 5]) {
    client.process.stdin.cork()
    for (let from = 0; from < garbage.length; from += size) client.process.stdin.write(garbage.slice(from, from + size))
    const answer = client.connection.sendRequest(DefinitionRequest.type, at('firstname'))
    client.process.stdin.uncork()
    expect(await answer).toBeNull()
  }
})

test('it exits with 1 when it is told to exit, or the editor goes away, without a shutdown', async () => {
  const told = await startLanguageClient([makeFolder({ 'a.sync': POLICY })])
  await told.connection.sendNotification(ExitNotification.type)
  expect(await told.exited()).toBe(1)
  const left = await startLanguageClient([makeFolder({ 'a.sync': POLICY })])
  left.process.stdin.end()
  expect(await left.exited()).toBe(1)
})

test('after a shutdown nothing but the exit is answered', async () => {
  const ended = await startLanguageClient([makeFolder({ 'a.sync': readFileSync(join(catalog, '../kitchen-sink.sync'), 'utf8') })])
  await ended.connection.sendRequest(ShutdownRequest.type)
  await ended.connection.sendNotification(ExitNotification.type)
  expect(await ended.exited()).toBe(0)
})
