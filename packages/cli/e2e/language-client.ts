/** Language client: starts `lockstep lsp` and talks to it through the protocol's own client library, as an editor does. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node'

const program = fileURLToPath(new URL('../dist/lockstep.js', import.meta.url))

export type LanguageClient = {
  readonly connection: ProtocolConnection
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>
  readonly capabilities: InitializeResult['capabilities']
  /** The patterns of files that the server asked to be told about. */
  readonly watched: readonly string[]
  uri(path: string): string
  open(path: string, text: string): Promise<void>
  change(path: string, version: number, changes: TextDocumentContentChangeEvent[]): Promise<void>
  /** The diagnostics of that file, once they are those of that version (any version where none is given). */
  diagnostics(path: string, version?: number): Promise<readonly Diagnostic[]>
  /** `shutdown` and `exit`; the exit code. */
  close(): Promise<number | null>
  exited(): Promise<number | null>
}

type Published = { readonly uri: string; readonly version?: number; readonly diagnostics: readonly Diagnostic[] }

/** `folders` are the workspace's; `run` says how the server is started, the built program being the usual way. */
export const startLanguageClient = async (
  folders: readonly string[],
  run: readonly string[] = [program, 'lsp', '--stdio'],
): Promise<LanguageClient> => {
  const child = spawn(process.execPath, run, { stdio: ['pipe', 'pipe', 'pipe'] })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const published: Published[] = []
  const waiting = new Set<() => void>()
  const watched: string[] = []
  connection.onNotification(PublishDiagnosticsNotification.type, (one) => {
    published.push(one)
    for (const look of waiting) look()
  })
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    for (const { registerOptions } of registrations)
      for (const { globPattern } of registerOptions?.watchers ?? []) watched.push(String(globPattern))
  })
  connection.listen()
  const root = folders[0] ?? '/'
  const params: InitializeParams = {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
    capabilities: {
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
    },
  }
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, params)
  await connection.sendNotification(InitializedNotification.type, {})
  const uri = (path: string) => pathToFileURL(join(root, path)).href
  const found = (path: string, version?: number) =>
    published.findLast((one) => one.uri === uri(path) && (version === undefined || one.version === version))
  return {
    connection,
    process: child,
    capabilities,
    watched,
    uri,
    open: (path, text) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uri(path), languageId: 'lockstep-policy', version: 1, text },
      }),
    change: (path, version, contentChanges) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: uri(path), version }, contentChanges }),
    diagnostics: (path, version) =>
      new Promise((resolve) => {
        const look = () => {
          const one = found(path, version)
          if (one === undefined) return
          waiting.delete(look)
          resolve(one.diagnostics)
        }
        waiting.add(look)
        look()
      }),
    async close() {
      await connection.sendRequest(ShutdownRequest.type)
      await connection.sendNotification(ExitNotification.type)
      return exit
    },
    exited: () => exit,
  }
}

/** The place of the first character of `piece` in `text`, counted as the protocol does. */
export const positionIn = (text: string, piece: string): Position => {
  const before = text.slice(0, text.indexOf(piece)).split(/\r\n|\n|\r/)
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
}
