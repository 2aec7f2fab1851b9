/** lockstep check: what is wrong with a policy, offline. */
import { codeFrame, type Diagnostic } from '@lockstep/dsl'
import { allowedNames, readPolicy } from '@lockstep/server'
import type { Command } from '../command'
import { exitCodes } from '../exit-code'
import { folderOf } from '../places'
import { repositoryPaths } from '../repository-paths'
import { toGithub, toSarif } from './diagnostic-formats'
import { jsonFlag } from './flags'

const count = (diagnostics: readonly Diagnostic[], severity: Diagnostic['severity'], noun: string): string | undefined => {
  const number = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  return number === 0 ? undefined : `${number} ${noun}${number === 1 ? '' : 's'}`
}

export const check: Command = {
  name: 'check',
  arguments: '[DIR]',
  about: 'check a policy against both schemas, offline',
  details: [
    'Reads every .sync file of DIR (the current folder by default) and the catalog beside them, and prints each diagnostic with the lines it concerns.',
    'The paths of SARIF and of annotations begin at the root of the repository: GITHUB_WORKSPACE where it is set, else the nearest folder above that holds .git.',
    'Without a catalog only the checks that need none run, and the result says so. Exits 1 when there is an error.',
  ],
  flags: [
    jsonFlag,
    { name: 'sarif', about: 'print SARIF 2.1.0, for code scanning' },
    { name: 'github', about: 'print GitHub workflow annotations' },
  ],
  positionals: { least: 0, most: 1 },
  run: async (given, surroundings) => {
    const { terminal } = surroundings
    const folder = folderOf(given, surroundings)
    const { files, folderProblems, diagnostics, analysis, catalog, catalogProblem } = readPolicy(folder)
    const texts = new Map(files.map((file) => [file.path, file.text]))
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
    const exitCode =
      errors > 0 || files.length === 0 || folderProblems.length > 0 || catalogProblem !== null ? exitCodes.error : exitCodes.done
    if (!given.has('json')) for (const problem of folderProblems.length > 0 ? [...folderProblems, allowedNames] : []) terminal.say(problem)
    if (given.has('json'))
      terminal.json({
        version: 1,
        files: files.map((file) => file.path),
        folderProblems,
        diagnostics,
        catalogProblem,
        skipped: analysis.skipped,
      })
    else if (given.has('sarif'))
      terminal.json(toSarif(diagnostics, texts, { version: surroundings.version, pathOf: repositoryPaths(folder, surroundings) }))
    else if (given.has('github')) terminal.out(toGithub(diagnostics, texts, repositoryPaths(folder, surroundings)))
    else {
      if (diagnostics.length > 0)
        terminal.out(diagnostics.map((diagnostic) => codeFrame(diagnostic, texts, { colour: terminal.hasColour })).join('\n\n'))
      if (files.length === 0) terminal.say('there is no .sync file here\nmake a policy with `lockstep init`, or name a policy folder')
      else {
        const found = [count(diagnostics, 'error', 'error'), count(diagnostics, 'warning', 'warning')].filter((part) => part !== undefined)
        const size = `${files.length} ${files.length === 1 ? 'file' : 'files'}`
        const result = found.length > 0 ? `: ${found.join(', ')}` : folderProblems.length > 0 ? '' : ': nothing is wrong'
        terminal.say(`${size} checked${result}`)
        if (catalogProblem !== null) terminal.say(`${catalogProblem}\nwrite both schemas anew with \`lockstep catalog pull\``)
        else if (catalog === null) terminal.say(analysis.skipped ?? 'there is no catalog, so names and types were not checked')
      }
    }
    return exitCode
  },
}
