/** A policy folder on disk: its `.sync` files and catalog, read and written with versions so that no edit is lost unseen. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { LockstepError } from '@lockstep/runtime'
import type { PolicyFile } from '../contract'
import { catalogOf, type PolicySources } from './check-policy'

/** Identifies one content of a file. */
export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const notPolicy = new Set(['node_modules', '.git', '.lockstep', 'world', 'catalog'])

const syncFilesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.name.startsWith('.') || notPolicy.has(entry.name)) return []
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return syncFilesBelow(path)
      return entry.isFile() && entry.name.endsWith('.sync') ? [path] : []
    })
    .sort()

const tooLarge = 4_000_000

/** All `.sync` files of the folder, sorted by path. Throws `setting` where there is no such folder. */
export const readPolicyFiles = (folder: string): PolicyFile[] => {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new LockstepError('setting', `there is no folder \`${folder}\``, {
      help: 'name a policy folder, or make one with `lockstep init`',
    })
  }
  return syncFilesBelow(folder).map((path) => {
    if (statSync(path).size > tooLarge)
      throw new LockstepError('policy', `\`${relative(folder, path)}\` is larger than 4 MB`, { help: 'split the file' })
    const text = readFileSync(path, 'utf8')
    return { path: relative(folder, path).split(sep).join('/'), text, version: versionOf(text) }
  })
}

const readText = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

/** The texts of the folder's catalog; `null` for a file that is not there. */
export const readCatalogTexts = (folder: string): PolicySources['catalog'] => ({
  hubspot: readText(join(folder, 'catalog', 'hubspot.json')) ?? null,
  salesforce: readText(join(folder, 'catalog', 'salesforce.json')) ?? null,
})

/** The folder's catalog; `null` where it has none or a broken one, and then `problem` says what to mend. */
export const readCatalog = (folder: string): ReturnType<typeof catalogOf> => catalogOf(readCatalogTexts(folder))

/** Refuses paths that would leave the folder or are not policy files. */
const placeOf = (folder: string, path: string): string => {
  const full = resolve(folder, path)
  const inside = relative(resolve(folder), full)
  if (
    inside.startsWith('..') ||
    resolve(inside) === inside ||
    !path.endsWith('.sync') ||
    inside.split(sep).some((part) => part.startsWith('.') || notPolicy.has(part))
  ) {
    throw new LockstepError('policy', `\`${path}\` is not a policy file`, {
      help: 'policy files end in .sync and lie inside the policy folder',
    })
  }
  return full
}

export type SaveResult =
  | { readonly kind: 'saved'; readonly file: PolicyFile }
  | { readonly kind: 'conflict'; readonly theirs: PolicyFile | null }

/** Writes a file if it still has the version that was edited (`null`: must not exist yet); the new text replaces the old one at once. */
export const savePolicyFile = async (folder: string, path: string, text: string, base: string | null): Promise<SaveResult> => {
  const place = placeOf(folder, path)
  const present = existsSync(place) ? await readFile(place, 'utf8') : null
  const presentVersion = present === null ? null : versionOf(present)
  if (presentVersion !== base)
    return { kind: 'conflict', theirs: present === null ? null : { path, text: present, version: versionOf(present) } }
  await mkdir(dirname(place), { recursive: true })
  const draft = `${place}.${process.pid}.tmp`
  await writeFile(draft, text, 'utf8')
  await rename(draft, place)
  return { kind: 'saved', file: { path, text, version: versionOf(text) } }
}
