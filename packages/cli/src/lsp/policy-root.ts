/** Policy root: the folder whose `.sync` files make up the policy that a file is part of. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const hasCatalog = (folder: string): boolean =>
  existsSync(join(folder, 'catalog', 'hubspot.json')) || existsSync(join(folder, 'catalog', 'salesforce.json'))

const hasPolicy = (folder: string): boolean => {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.sync'))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && way !== path
}

/**
 * The nearest folder above the file that holds a catalog; where none does, the outermost that holds a `.sync` file. Never above the
 * workspace folder that the file lies in; a file outside of all of them is alone with the files beside it.
 */
export const policyRootOf = (path: string, workspaceFolders: readonly string[]): string => {
  const outermost = workspaceFolders.filter((folder) => isInside(folder, path)).sort((a, b) => b.length - a.length)[0]
  let root = dirname(path)
  for (let folder = root; ; folder = dirname(folder)) {
    if (hasCatalog(folder)) return folder
    if (outermost === undefined || folder === outermost || dirname(folder) === folder) return root
    if (hasPolicy(dirname(folder))) root = dirname(folder)
  }
}
