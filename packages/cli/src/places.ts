/** Places: where the policy folder, the built editor and other programs' files are. */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Given, Surroundings } from './command'

/** The folder a command works on: its first argument, else the current one. */
export const folderOf = (given: Given, { directory }: Surroundings): string => resolve(directory, given.positionals[0] ?? '.')

/** The built program itself, to be run again as a process of its own. */
export const programFile = (): string => join(dirname(fileURLToPath(import.meta.url)), 'lockstep.js')

/** The built editor beside the program; absent where it was not built, and then only the API is served. */
export const editorFolder = (): string | undefined => {
  const here = dirname(fileURLToPath(import.meta.url))
  return [join(here, '../../editor/dist'), join(here, '../editor')].find((folder) => existsSync(join(folder, 'index.html')))
}
