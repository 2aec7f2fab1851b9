/** A policy folder on disk: its `.sync` files and catalog, read and written with versions so that no edit is lost unseen. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LockstepError, type WholeFile, writeFilesWhole } from '@lockstep/runtime'
import type { PolicyFile } from '../contract'
import { catalogOf, type PolicySources } from './check-policy'
import { allowedNames, pathProblem, shownPath } from './file-names'
import { whileWriting } from './folder-lock'
import { placeInside } from './folder-places'
import { listFolder, twinOnDisk } from './list-folder'

/** Identifies one content of a file. */
export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Bytes that one policy file may have. */
export const largestPolicyFile = 4_000_000

const requireFolder = (folder: string): void => {
  if (existsSync(folder) && statSync(folder).isDirectory()) return
  throw new LockstepError('setting', `there is no folder \`${folder}\``, {
    help: 'name a policy folder, or make one with `lockstep init`',
  })
}

export type PolicyFolder = {
  readonly files: readonly PolicyFile[]
  /** What keeps files from being read, as sentences: names, links, sizes. */
  readonly problems: readonly string[]
}

/** All `.sync` files of the folder that can be read, sorted by path, and why others cannot. Throws `setting` where there is no such folder. */
export const readPolicyFolder = (folder: string): PolicyFolder => {
  requireFolder(folder)
  const { files, problems } = listFolder(folder)
  const isTooLarge = (place: string): boolean => statSync(place).size > largestPolicyFile
  return {
    files: files
      .filter(({ place }) => !isTooLarge(place))
      .map(({ path, place }) => {
        const text = readFileSync(place, 'utf8')
        return { path, text, version: versionOf(text) }
      }),
    problems: [
      ...problems,
      ...files.filter(({ place }) => isTooLarge(place)).map(({ path }) => `\`${path}\` is larger than 4 MB: split the file`),
    ],
  }
}

/** The error for a folder with such problems. */
export const folderTrouble = ([first = '', ...others]: readonly string[]): LockstepError =>
  new LockstepError('policy', others.length === 0 ? first : `${first} (and ${others.length} more; see them with \`lockstep check\`)`, {
    help: allowedNames,
  })

/** As `readPolicyFolder`, for programs that change or need every file: throws `policy` where one cannot be read. */
export const readPolicyFiles = (folder: string): readonly PolicyFile[] => {
  const { files, problems } = readPolicyFolder(folder)
  if (problems.length > 0) throw folderTrouble(problems)
  return files
}

const outOfFolder = (path: string): LockstepError =>
  new LockstepError(
    'policy',
    `\`${shownPath(path)}\` is a link that leads out of the policy folder, so nothing is read or written through it`,
    {
      help: 'put the file itself into the folder',
    },
  )

/** A file of the catalog; `null` where there is none. Throws `policy` for a link that leads out of the folder. */
const readCatalogText = (folder: string, path: string): string | null => {
  if (!existsSync(folder)) return null
  const found = placeInside(realpathSync(folder), path)
  if (found.kind === 'outside') throw outOfFolder(found.link)
  return found.kind === 'inside' && existsSync(found.place) ? readFileSync(found.place, 'utf8') : null
}

/** The texts of the folder's catalog; `null` for a file that is not there. Throws `policy` for a link that leads out of the folder. */
export const readCatalogTexts = (folder: string): PolicySources['catalog'] => ({
  hubspot: readCatalogText(folder, 'catalog/hubspot.json'),
  salesforce: readCatalogText(folder, 'catalog/salesforce.json'),
})

/** The folder's catalog; `null` where it has none or a broken one, and then `problem` says what to mend. */
export const readCatalog = (folder: string): ReturnType<typeof catalogOf> => catalogOf(readCatalogTexts(folder))

/** Where a file of the folder is, or may be made, links followed. Throws `policy` for a place outside. `root` is resolved. */
const placeOf = (root: string, path: string): string => {
  const found = placeInside(root, path)
  if (found.kind === 'outside') throw outOfFolder(found.link)
  if (found.kind === 'broken')
    throw new LockstepError('policy', `\`${shownPath(found.link)}\` is a link that leads nowhere`, { help: 'take the link away' })
  if (found.kind === 'through-file')
    throw new LockstepError('policy', `\`${shownPath(found.file)}\` is a file, so nothing can be saved below it`, {
      help: 'choose another name',
    })
  if (existsSync(found.place) && !statSync(found.place).isFile())
    throw new LockstepError('policy', `\`${shownPath(path)}\` is a folder`, { help: 'choose another name for the file' })
  return found.place
}

/** Where a policy file may be written. Throws `policy` for a name that cannot be, or stands for another one. */
const placeToSave = (root: string, path: string): string => {
  const problem = pathProblem(path)
  if (problem !== undefined) throw new LockstepError('policy', `\`${shownPath(path)}\` ${problem}`, { help: allowedNames })
  const twin = twinOnDisk(root, path)
  if (twin !== undefined) {
    throw new LockstepError(
      'policy',
      `\`${shownPath(path)}\` is one name with \`${shownPath(twin)}\`, which is there already, on file systems that do not tell case or accents apart`,
      {
        help: 'choose a name that differs in more',
      },
    )
  }
  return placeOf(root, path)
}

const currentFile = (path: string, place: string): PolicyFile | null => {
  if (!existsSync(place)) return null
  const text = readFileSync(place, 'utf8')
  return { path, text, version: versionOf(text) }
}

/** A new text of a file; `base` is the version that was edited, `null` for a file that must not be there yet. */
export type Change = { readonly path: string; readonly text: string; readonly base: string | null }

export type SaveResult =
  | { readonly kind: 'saved'; readonly files: readonly PolicyFile[] }
  | { readonly kind: 'conflict'; readonly path: string; readonly theirs: PolicyFile | null }

/**
 * Writes all of the changes if every file still has the version that was edited, or none. Nobody else writes meanwhile, in this process or
 * another, and each new text replaces the old one at once. Throws `policy` for a name or link that may not be.
 */
export const savePolicyFiles = async (folder: string, changes: readonly Change[]): Promise<SaveResult> => {
  requireFolder(folder)
  return whileWriting(folder, async (root) => {
    const placed = changes.map((change) => ({ ...change, place: placeToSave(root, change.path) }))
    const large = placed.find(({ text }) => Buffer.byteLength(text) > largestPolicyFile)
    if (large !== undefined)
      throw new LockstepError('policy', `\`${shownPath(large.path)}\` is larger than 4 MB`, { help: 'split the file' })
    for (const { path, place, base } of placed) {
      const present = currentFile(path, place)
      if ((present?.version ?? null) !== base) return { kind: 'conflict', path, theirs: present }
    }
    for (const { place } of placed) await mkdir(dirname(place), { recursive: true })
    await writeFilesWhole(placed.map(({ place, text }) => ({ path: place, text })))
    return { kind: 'saved', files: placed.map(({ path, text }) => ({ path, text, version: versionOf(text) })) }
  })
}

/** Writes files of the folder that are no policy, such as its catalog, as `savePolicyFiles` does, whatever they hold now. Throws `policy` for a link that leads out. */
export const writeBesidePolicy = (folder: string, files: readonly Pick<WholeFile, 'path' | 'text'>[]): Promise<void> => {
  requireFolder(folder)
  return whileWriting(folder, async (root) => {
    const placed = files.map(({ path, text }) => ({ path: placeOf(root, path), text }))
    for (const { path } of placed) await mkdir(dirname(path), { recursive: true })
    await writeFilesWhole(placed)
  })
}

/** As `savePolicyFiles`, of one file. */
export const savePolicyFile = async (
  folder: string,
  path: string,
  text: string,
  base: string | null,
): Promise<{ readonly kind: 'saved'; readonly file: PolicyFile } | { readonly kind: 'conflict'; readonly theirs: PolicyFile | null }> => {
  const saved = await savePolicyFiles(folder, [{ path, text, base }])
  if (saved.kind === 'conflict') return { kind: 'conflict', theirs: saved.theirs }
  const [file] = saved.files
  if (file === undefined) throw new Error(`invariant: nothing was saved of \`${path}\`; please report`)
  return { kind: 'saved', file }
}
