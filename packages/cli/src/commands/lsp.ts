/** lockstep lsp: the language server, for editors. */
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { serveLanguage } from '../lsp/language-server'
import { openConnection } from '../lsp/open-connection'

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

export const lsp: Command = {
  name: 'lsp',
  arguments: '',
  about: 'serve the language to an editor, over standard input and output',
  details: [
    'Speaks the Language Server Protocol: completion, hover, definition, references, rename, outline, folding, colours, mends, formatting, types and diagnostics as you type.',
    'An editor starts it and ends it. A document belongs to the policy of the nearest folder above it that holds a catalog.',
  ],
  // Editors add it to every server's command line.
  flags: [{ name: 'stdio', about: 'use standard input and output, which is what it does anyway' }],
  positionals: { least: 0, most: 0 },
  runsOn: true,
  run: async (_, { signal, version }) => {
    serveLanguage(openConnection(), version)
    await stopped(signal)
    return exitCodes.done
  },
}
