/** lockstep edit: makes visual edits, given as JSON, in the files of a policy. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { text as readStream } from 'node:stream/consumers'
import { applyEdits, type EditOutcome, readCommands } from '@lockstep/dsl'
import { LockstepError } from '@lockstep/runtime'
import { readPolicyFiles } from '@lockstep/server'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { folderOf } from '../places'
import { saveChanges } from '../save-changes'
import { diffText } from '../text/diff-text'
import { jsonFlag } from './flags'

const HELP = 'see docs/reference/edits.md for what a command looks like'

/** JSON itself, `-` for standard input, or the path of a file. */
const readJson = async (given: string, directory: string): Promise<unknown> => {
  const isJson = given.trimStart().startsWith('{')
  let text = given
  if (given === '-') text = await readStream(process.stdin)
  else if (!isJson) {
    try {
      text = readFileSync(resolve(directory, given), 'utf8')
    } catch {
      throw new LockstepError('setting', `\`${given}\` is neither JSON nor a file that can be read`, { help: HELP })
    }
  }
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch (error) {
    throw new LockstepError('setting', `the edits are no JSON: ${error instanceof Error ? error.message : String(error)}`, { help: HELP })
  }
}

export const edit: Command = {
  name: 'edit',
  arguments: '[DIR]',
  about: 'make visual edits, given as JSON, in a policy',
  details: [
    'Makes the edits that the graph of the editor makes: only the lines concerned change, and comments and spacing stay.',
    '--command takes JSON, the path of a file with JSON, or - for standard input: one command or a list, of which all are made or none.',
    'An edit that a syntax error stands in the way of, or whose result would not say what was meant, is refused, and the exit code is 1.',
    'With --check nothing is written, the diff is printed, and the exit code is 2 when a file would change.',
  ],
  flags: [
    { name: 'command', value: 'JSON', about: 'what to edit: JSON, a file, or - for standard input' },
    { name: 'check', about: 'write nothing; print the diff, and exit 2 when a file would change' },
    jsonFlag,
  ],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const { terminal, directory } = surroundings
    const folder = folderOf(given, surroundings)
    const words = given.get('command')
    if (words === undefined) throw new LockstepError('setting', '`lockstep edit` needs `--command`', { help: HELP })
    const read = readCommands(await readJson(words, directory))
    const files = readPolicyFiles(folder)
    const sources = files.map((file) => ({ file: file.path, text: file.text }))
    const outcome: EditOutcome = read.ok ? applyEdits(sources, read.commands) : read
    if (!outcome.ok) {
      if (given.has('json')) terminal.json({ version: 1, refused: { code: outcome.code, message: outcome.message } })
      else terminal.say(`not edited: ${outcome.message}`)
      return exitCodes.error
    }
    const isCheck = given.has('check')
    if (!isCheck) {
      const versions = new Map(files.map(({ path, version }) => [path, version]))
      await saveChanges(
        folder,
        outcome.files.map(({ file, text }) => ({ path: file, text, base: versions.get(file) ?? null })),
      )
    }
    if (given.has('json')) terminal.json({ version: 1, files: outcome.files.map(({ file, edits, inverse }) => ({ file, edits, inverse })) })
    else {
      const texts = new Map(sources.map((source) => [source.file, source.text]))
      for (const file of outcome.files) terminal.out(isCheck ? diffText(texts.get(file.file) ?? '', file) : file.file)
      if (outcome.files.length === 0) terminal.say('the policy says that already')
    }
    return isCheck && outcome.files.length > 0 ? exitCodes.differences : exitCodes.done
  },
}
