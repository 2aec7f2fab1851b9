/** Language server: follows the documents and folders that an editor opens, and answers its questions over one connection. */
import { readdirSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Connection, DidChangeWatchedFilesNotification, type InitializeParams, TextDocuments } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { answerQuestions } from './answer-questions'
import { CAPABILITIES } from './capabilities'
import { createOpenFolders, pathOf } from './open-folders'
import { createPublisher } from './publish'

/** How long a folder must be quiet before its diagnostics are worked out, milliseconds. */
const QUIET = 120

const foldersOf = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  (workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : [])).flatMap((uri) => pathOf(uri) ?? [])

/** A policy right inside a workspace folder, so that it is checked before any of its files is opened. */
const firstPolicy = (folder: string): string | undefined => {
  const name = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder).find((one) => one.endsWith('.sync'))
    : undefined
  return name === undefined ? undefined : pathToFileURL(join(folder, name)).href
}

/** Serves until the editor says `exit` or goes away; the connection then ends the process, as the protocol demands. */
export const serveLanguage = (connection: Connection, version: string): void => {
  const documents = new TextDocuments(TextDocument)
  const folders = createOpenFolders()
  const publisher = createPublisher(connection, QUIET, (uri) => documents.get(uri)?.version)
  let workspace: readonly string[] = []
  let canWatch = false
  let hasFolders = false

  const follow = (uri: string, text: string | undefined) => {
    const place = folders.placeOf(uri)
    if (!place) return
    place.folder.setOpen(place.file, text)
    publisher.changed(place.folder)
  }
  const setWorkspace = (next: readonly string[]) => {
    workspace = next
    folders.setWorkspace(next)
  }
  const checkWorkspace = () => {
    for (const folder of workspace) {
      const uri = firstPolicy(folder)
      const place = uri === undefined ? undefined : folders.placeOf(uri)
      if (place) publisher.changed(place.folder)
    }
  }

  connection.onInitialize((params) => {
    setWorkspace(foldersOf(params))
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    hasFolders = params.capabilities.workspace?.workspaceFolders === true
    return { capabilities: CAPABILITIES, serverInfo: { name: 'lockstep', version } }
  })
  connection.onInitialized(async () => {
    checkWorkspace()
    if (hasFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOf(uri)))
        setWorkspace([...workspace.filter((one) => !gone.has(one)), ...added.flatMap(({ uri }) => pathOf(uri) ?? [])])
        checkWorkspace()
      })
    if (!canWatch) return
    const watchers = ['**/*.sync', '**/catalog/*.json'].map((globPattern) => ({ globPattern }))
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
  })
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // A catalog that comes or goes changes which folder a file belongs to.
    folders.setWorkspace(workspace)
    for (const { uri } of changes) {
      const path = pathOf(uri)
      if (path === undefined) continue
      for (const folder of folders.all().filter(({ root }) => path.startsWith(`${root}${sep}`))) {
        folder.forgetDisk()
        publisher.changed(folder)
      }
    }
  })
  documents.onDidChangeContent(({ document }) => follow(document.uri, document.getText()))
  documents.onDidClose(({ document }) => follow(document.uri, undefined))
  connection.onShutdown(() => publisher.stop())
  answerQuestions(connection, folders)
  documents.listen(connection)
  connection.listen()
}
