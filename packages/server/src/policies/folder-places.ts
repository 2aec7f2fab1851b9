/** Places inside a policy folder: no name and no link leads out of it, to read or to write. */
import { lstatSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

/** Whether a resolved path is the resolved folder or lies in it. */
const isInside = (root: string, place: string): boolean => {
  const way = relative(root, place)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep) && !/^[a-z]:/i.test(way))
}

export type Place =
  /** `place` is where the file is, or would be made; every link on the way is followed. */
  | { readonly kind: 'inside'; readonly place: string }
  /** `link` is the first part of the path that leads out, relative to the folder. */
  | { readonly kind: 'outside'; readonly link: string }
  | { readonly kind: 'broken'; readonly link: string }
  /** A part before the last is no folder. */
  | { readonly kind: 'through-file'; readonly file: string }

/**
 * Where a path inside the folder leads, links followed. `root` is the folder itself, resolved: it may be reached by a link. `path` is
 * relative, `/`-separated and has no `..` (`pathProblem`).
 */
export const placeInside = (root: string, path: string): Place => {
  let place = root
  const parts = path.split('/')
  for (const [index, part] of parts.entries()) {
    const next = join(place, part)
    let stats: ReturnType<typeof lstatSync>
    try {
      stats = lstatSync(next)
    } catch (error) {
      // What is not there has no links in it either.
      if (hasCode(error, ['ENOENT'])) return { kind: 'inside', place: join(place, ...parts.slice(index)) }
      if (hasCode(error, ['ENOTDIR'])) return { kind: 'through-file', file: parts.slice(0, index).join('/') }
      throw error
    }
    if (!stats?.isSymbolicLink()) {
      place = next
      continue
    }
    const link = parts.slice(0, index + 1).join('/')
    try {
      place = realpathSync(next)
    } catch (error) {
      if (hasCode(error, ['ENOENT', 'ELOOP', 'ENOTDIR'])) return { kind: 'broken', link }
      throw error
    }
    if (!isInside(root, place)) return { kind: 'outside', link }
  }
  return { kind: 'inside', place }
}
