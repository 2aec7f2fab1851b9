/** Which files of a folder are policy, and what about its names and links stands in the way of reading them. */
import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { foldName, notPolicy, pathProblem, shownPath } from './file-names'
import { placeInside } from './folder-places'

/** `path` is relative and `/`-separated; `place` is where it is on the disk, links followed. */
export type ListedFile = { readonly path: string; readonly place: string }
/** `problems` are sentences without a full stop; a file with a problem is not among the files. */
export type Listing = { readonly files: readonly ListedFile[]; readonly problems: readonly string[] }

/** Entries of a linked folder outside that are looked at before it counts as one without policy. */
const mostLooked = 10_000

const isPolicyName = (name: string): boolean => name.toLowerCase().endsWith('.sync')

/** Whether a folder that a link leads to holds policy files, so that leaving it out must be said. */
const holdsPolicy = (folder: string): boolean => {
  const open = [folder]
  let looked = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    let entries: Dirent[]
    try {
      entries = readdirSync(next, { withFileTypes: true })
    } catch {
      // What this user may not look into is not read by any link either.
      continue
    }
    for (const entry of entries) {
      looked += 1
      if (isPolicyName(entry.name)) return true
      if (looked > mostLooked) return false
      if (entry.isDirectory() && !entry.name.startsWith('.') && !notPolicy.has(entry.name)) open.push(join(next, entry.name))
    }
  }
  return false
}

/** Lists the policy files of `folder`, which must be there and may be a link itself, sorted by path. */
export const listFolder = (folder: string): Listing => {
  const root = realpathSync(folder)
  const files: ListedFile[] = []
  const problems: string[] = []

  const lookAtLink = (path: string, name: string, above: ReadonlySet<string>): void => {
    const found = placeInside(root, path)
    if (found.kind === 'inside') {
      if (statSync(found.place).isDirectory()) {
        // A link to a folder above it would be read without end.
        if (!above.has(found.place)) look(path, found.place, new Set([...above, found.place]))
      } else if (isPolicyName(name)) take(path, found.place)
      return
    }
    if (found.kind === 'outside' && (isPolicyName(name) || holdsPolicy(realpathSync(join(root, path)))))
      problems.push(`\`${shownPath(path)}\` is a link that leads out of the policy folder, so it is not read`)
    if (found.kind === 'broken' && isPolicyName(name)) problems.push(`\`${shownPath(path)}\` is a link that leads nowhere`)
  }

  const take = (path: string, place: string): void => {
    const problem = pathProblem(path)
    if (problem !== undefined) problems.push(`\`${shownPath(path)}\` ${problem}`)
    else if (!lstatSync(place).isFile()) problems.push(`\`${shownPath(path)}\` is not a file`)
    else files.push({ path, place })
  }

  const look = (above: string, place: string, chain: ReadonlySet<string>): void => {
    const known = new Map<string, string>()
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      const { name } = entry
      if (notPolicy.has(name) || (name.startsWith('.') && !isPolicyName(name))) continue
      const path = above === '' ? name : `${above}/${name}`
      const before = files.length + problems.length
      if (entry.isSymbolicLink()) lookAtLink(path, name, chain)
      else if (entry.isDirectory()) {
        if (name.startsWith('.')) continue
        if (isPolicyName(name)) problems.push(`\`${shownPath(path)}\` is a folder: only policy files end in .sync`)
        else look(path, join(place, name), chain)
      } else if (isPolicyName(name) && !name.startsWith('.')) take(path, join(place, name))
      if (files.length + problems.length === before) continue
      const twin = known.get(foldName(name))
      if (twin === undefined) known.set(foldName(name), name)
      else
        problems.push(
          `\`${shownPath(path)}\` and \`${shownPath(twin)}\` are one name on file systems that do not tell case or accents apart`,
        )
    }
  }

  look('', root, new Set([root]))
  return { files: files.sort((one, other) => (one.path < other.path ? -1 : 1)), problems: problems.sort() }
}

/** The name in the folder that some file system takes for a part of `path` written differently; undefined where there is none. */
export const twinOnDisk = (root: string, path: string): string | undefined => {
  let place = root
  for (const part of path.split('/')) {
    let names: string[]
    try {
      names = readdirSync(place)
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
      throw error
    }
    const twin = names.find((name) => name !== part && foldName(name) === foldName(part))
    if (twin !== undefined) return twin
    place = join(place, part)
  }
  return undefined
}
