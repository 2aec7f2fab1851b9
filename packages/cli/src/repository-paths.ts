/** Repository paths: files of a policy as tools that read a repository name them, with `/`, from its root. */
import { existsSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'

/** As `relative`, where that leads downwards; a folder beside or above has no such path. */
const below = (root: string, folder: string): string | undefined => {
  const way = relative(root, folder)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way
}

/** The nearest folder, from `folder` upwards, that holds `.git`: a folder in a clone, a file in a worktree or submodule. */
const repositoryOf = (folder: string): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

const realPath = (path: string): string => (existsSync(path) ? realpathSync(path) : path)

/**
 * Gives a file of the policy folder its path from the root of the repository: GitHub's workspace where it is set and holds the folder, else the
 * nearest repository around the folder. Outside of any repository the path begins at the current directory.
 */
export const repositoryPaths = (
  folder: string,
  { directory, environment }: { readonly directory: string; readonly environment: Readonly<Record<string, string | undefined>> },
): ((file: string) => string) => {
  const real = realPath(folder)
  const workspace = environment.GITHUB_WORKSPACE
  const fromWorkspace = workspace === undefined || workspace === '' ? undefined : below(realPath(workspace), real)
  const repository = repositoryOf(real)
  const way = fromWorkspace ?? relative(repository ?? realPath(directory), real)
  const prefix = way.split(sep).join('/')
  return (file) => (prefix === '' ? file : `${prefix}/${file}`)
}
