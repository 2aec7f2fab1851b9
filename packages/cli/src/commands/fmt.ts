/** lockstep fmt: formats the policy files of a folder. */
import { applyTextEdits, format, parse } from '@lockstep/dsl'
import { type Change, readPolicyFiles } from '@lockstep/server'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { folderOf } from '../places'
import { saveChanges } from '../save-changes'
import { jsonFlag } from './flags'

export const fmt: Command = {
  name: 'fmt',
  arguments: '[DIR]',
  about: 'format the files of a policy',
  details: [
    'Changes only white space. A file with a syntax error is left as it is and named, and the exit code is 1.',
    'With --check nothing is written, and the exit code is 2 when a file would change.',
  ],
  flags: [{ name: 'check', about: 'write nothing; exit 2 when a file is not formatted' }, jsonFlag],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const { terminal } = surroundings
    const folder = folderOf(given, surroundings)
    const changes: Change[] = []
    const broken: string[] = []
    for (const file of readPolicyFiles(folder)) {
      const source = { file: file.path, text: file.text }
      if (parse(source).diagnostics.some((diagnostic) => diagnostic.severity === 'error')) {
        broken.push(file.path)
        continue
      }
      const text = applyTextEdits(file.text, format(source))
      if (text === file.text) continue
      changes.push({ path: file.path, text, base: file.version })
    }
    if (!given.has('check')) await saveChanges(folder, changes)
    const changed = changes.map(({ path }) => path)
    if (given.has('json')) terminal.json({ version: 1, changed, broken })
    else {
      for (const path of changed) terminal.out(path)
      for (const path of broken) terminal.say(`${path} has a syntax error and was left as it is; see it with \`lockstep check\``)
    }
    if (broken.length > 0) return exitCodes.error
    return given.has('check') && changed.length > 0 ? exitCodes.differences : exitCodes.done
  },
}
