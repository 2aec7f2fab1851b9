/** The extension's start and end: runs the language server that it brings along, or the program that a setting names. */
import { join } from 'node:path'
import { commands, type ExtensionContext, workspace } from 'vscode'
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node'

const LANGUAGE = 'lockstep-policy'

let client: LanguageClient | undefined

const serverOptions = ({ extensionPath }: ExtensionContext): ServerOptions => {
  const program = workspace.getConfiguration('lockstep').get<string>('server.program', '')
  if (program !== '') return { command: program, args: ['lsp'], transport: TransportKind.stdio }
  return { module: join(extensionPath, 'dist', 'server.cjs'), transport: TransportKind.stdio }
}

const start = async (context: ExtensionContext): Promise<void> => {
  client = new LanguageClient('lockstep', 'Lockstep', serverOptions(context), {
    documentSelector: [{ scheme: 'file', language: LANGUAGE }],
  })
  await client.start()
}

/** Called once, when a policy is first seen. */
export const activate = async (context: ExtensionContext): Promise<void> => {
  const restart = async () => {
    await client?.dispose()
    await start(context)
  }
  context.subscriptions.push(
    commands.registerCommand('lockstep.restart', restart),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('lockstep.server.program')) await restart()
    }),
  )
  await start(context)
}

/** Called when the editor closes; the server ends with it. */
export const deactivate = async (): Promise<void> => client?.dispose()
