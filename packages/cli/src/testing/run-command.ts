/** Runs one command in this process as a terminal would show it: its exit code and all that it printed. */
import { parseArguments } from '../arguments'
import type { Command } from '../command'

/** `words` as on the command line, behind the command's name; `directory` is the current folder. */
export const runCommand = async (
  command: Command,
  directory: string,
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
) => {
  const printed: string[] = []
  const write = (text: string) => {
    printed.push(text.endsWith('\n') ? text : `${text}\n`)
  }
  const code = await command.run(parseArguments(command, words), {
    terminal: {
      out: write,
      say: write,
      json: (value) => write(JSON.stringify(value)),
      hasColour: false,
      progress: () => undefined,
      endProgress: () => undefined,
    },
    directory,
    environment,
    signal: new AbortController().signal,
    version: '0.0.0',
  })
  return { code, printed: printed.join('') }
}
