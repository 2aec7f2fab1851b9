/** The package that `npm run vsix` makes: what an editor needs is in it, and its language server answers without anything around it. */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  CompletionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'
import manifest from '../package.json'
import { packageName } from './contents'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'lockstep-vsix-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files: Readonly<Record<string, Uint8Array>>
const pack = (to: string) => spawnSync(process.execPath, [join(root, 'scripts/vsix.mjs'), join(folder, to)], { encoding: 'utf8' })
beforeAll(() => {
  const done = pack('one')
  if (done.status !== 0) throw new Error(done.stderr)
  files = unzipSync(readFileSync(join(folder, 'one', packageName)))
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'unpacked', path)), { recursive: true })
    writeFileSync(join(folder, 'unpacked', path), bytes)
  }
}, 120_000)

const text = (path: string) => new TextDecoder().decode(files[path])

test('the package holds what installers and editors look for', () => {
  expect(Object.keys(files).sort()).toEqual([
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/README.md',
    'extension/ThirdPartyNotices.txt',
    'extension/dist/extension.cjs',
    'extension/dist/server.cjs',
    'extension/icon.png',
    'extension/language-configuration.json',
    'extension/package.json',
    'extension/snippets/lockstep-policy.json',
    'extension/syntaxes/lockstep-policy.tmLanguage.json',
  ])
  const inside = JSON.parse(text('extension/package.json'))
  const { private: _private, type: _type, devDependencies: _dev, ...wanted } = manifest
  expect(inside).toEqual(wanted)
  const named = [
    inside.main,
    inside.icon,
    ...inside.contributes.languages.map((one: { configuration: string }) => one.configuration),
    ...inside.contributes.grammars.map((one: { path: string }) => one.path),
    ...inside.contributes.snippets.map((one: { path: string }) => one.path),
  ].map((path: string) => `extension/${path.replace(/^\.\//, '')}`)
  expect(named.filter((path) => files[path] === undefined)).toEqual([])
  const endings = Object.keys(files).map((path) => path.slice(path.lastIndexOf('.')))
  expect(endings.filter((ending) => !text('[Content_Types].xml').includes(`Extension="${ending}"`) && ending !== '.xml')).toEqual([])
})

test('the two manifests agree, and every licence of what is bundled is told', () => {
  const identity = /<Identity Language="en-US" Id="([^"]*)" Version="([^"]*)" Publisher="([^"]*)" \/>/.exec(text('extension.vsixmanifest'))
  expect(identity?.slice(1)).toEqual([manifest.name, manifest.version, manifest.publisher])
  const titles = text('extension/ThirdPartyNotices.txt').match(/^\S+ \d\S* \(.+\)$/gm) ?? []
  expect(titles.filter((title) => !/\((MIT|ISC|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0)\)$/.test(title))).toEqual([])
  const names = new Set(titles.map((title) => title.split(' ')[0]))
  expect(['chevrotain', 'vscode-jsonrpc'].filter((name) => names.has(name))).toEqual(['chevrotain', 'vscode-jsonrpc'])
})

test('the same sources make the same package', { timeout: 120_000 }, () => {
  pack('two')
  expect(readFileSync(join(folder, 'two', packageName)).equals(readFileSync(join(folder, 'one', packageName)))).toBe(true)
})

test('its language server answers with nothing but the package', async () => {
  const policy = mkdtempSync(join(tmpdir(), 'lockstep-policy-'))
  cpSync(join(root, 'packages/dsl/fixtures/catalog'), join(policy, 'catalog'), { recursive: true })
  const body =
    'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n    jobtitel -> Title\n  }\n}\n'
  writeFileSync(join(policy, 'a.sync'), body)
  const child = spawn(process.execPath, [join(folder, 'unpacked/extension/dist/server.cjs'), '--stdio'], { cwd: folder, env: {} })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const diagnostics = new Promise<readonly Diagnostic[]>((resolve) =>
    connection.onNotification(PublishDiagnosticsNotification.type, (one) => resolve(one.diagnostics)),
  )
  connection.listen()
  const uri = pathToFileURL(join(policy, 'a.sync')).href
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: pathToFileURL(policy).href, capabilities: {} })
  await connection.sendNotification(InitializedNotification.type, {})
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'lockstep-policy', version: 1, text: body },
  })
  expect((await diagnostics).map(({ code, message }) => [code, message])).toEqual([
    ['LS2003', '`contact` has no property `jobtitel`\ndid you mean `jobtitle`?'],
  ])
  const found = await connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position: { line: 7, character: 4 } })
  expect((Array.isArray(found) ? found : (found?.items ?? [])).some(({ label }) => label === 'jobtitle')).toBe(true)
  await connection.sendRequest(ShutdownRequest.type)
  await connection.sendNotification(ExitNotification.type)
  expect(await exit).toBe(0)
  rmSync(policy, { recursive: true, force: true })
})
