/** Publish: sends each file's diagnostics once its folder has been quiet for a moment. */
import type { Diagnostic } from '@lockstep/dsl'
import type { Connection } from 'vscode-languageserver/node'
import { diagnosticOf } from './convert'
import { type Debounced, debounce } from './debounce'
import type { PolicyFolder } from './policy-folder'

export type Publisher = {
  /** The folder has changed: what is being worked out for it is out of date. */
  changed(folder: PolicyFolder): void
  stop(): void
}

/** `versionOf` gives the version of a document that the editor holds. */
export const createPublisher = (
  connection: Connection,
  milliseconds: number,
  versionOf: (uri: string) => number | undefined,
): Publisher => {
  const waiting = new Map<PolicyFolder, Debounced>()
  /** Files that show something, by folder: they are cleared when nothing is left of it. */
  const shown = new Map<PolicyFolder, ReadonlySet<string>>()
  const problems = new Map<PolicyFolder, string | undefined>()

  const publish = async (folder: PolicyFolder, signal: AbortSignal): Promise<void> => {
    const analysis = await folder.analysisUnless(signal)
    if (analysis === undefined) return
    const byFile = new Map<string, Diagnostic[]>(analysis.files.map(({ source }) => [source.file, []]))
    for (const one of analysis.diagnostics) byFile.get(one.file)?.push(one)
    const placeOf = (file: string) => ({ uri: folder.uriOf(file), lines: folder.lines(file) })
    const before = shown.get(folder) ?? new Set()
    for (const file of [...before].filter((one) => !byFile.has(one))) byFile.set(file, [])
    for (const [file, found] of byFile) {
      const { uri, lines } = placeOf(file)
      const version = versionOf(uri)
      if (found.length === 0 && !before.has(file) && version === undefined) continue
      await connection.sendDiagnostics({
        uri,
        ...(version === undefined ? {} : { version }),
        diagnostics: found.map((one) => diagnosticOf(one, lines, placeOf)),
      })
    }
    shown.set(folder, new Set([...byFile].filter(([, found]) => found.length > 0).map(([file]) => file)))
    const { problem } = folder
    if (problem !== undefined && problems.get(folder) !== problem) void connection.window.showWarningMessage(`Lockstep: ${problem}`)
    problems.set(folder, problem)
  }

  return {
    changed(folder) {
      const waits =
        waiting.get(folder) ??
        debounce(
          milliseconds,
          (signal) => publish(folder, signal),
          (error) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
        )
      waiting.set(folder, waits)
      waits.restart()
    },
    stop() {
      for (const one of waiting.values()) one.cancel()
    },
  }
}
