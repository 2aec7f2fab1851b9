/** Open folders: the policy folders that the editor has touched, found by the address of a document. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPolicyFolder, type PolicyFolder } from './policy-folder'
import { policyRootOf } from './policy-root'

/** A document in its folder. */
export type Place = { readonly folder: PolicyFolder; readonly file: string }

export type OpenFolders = {
  /** Where policies may lie, as paths; folders that are open stay so. */
  setWorkspace(folders: readonly string[]): void
  /** `undefined` for a document that is not a file on disk. */
  placeOf(uri: string): Place | undefined
  all(): readonly PolicyFolder[]
  /** The folder of that path was closed: it is not looked at any longer. */
  close(folder: PolicyFolder): void
}

/** The path of a `file:` address; `undefined` for any other, and for one that names no path. */
export const pathOf = (uri: string): string | undefined => {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

export const createOpenFolders = (): OpenFolders => {
  const folders = new Map<string, PolicyFolder>()
  /** The root of each document's folder: asked once for each directory. */
  const roots = new Map<string, string>()
  let workspace: readonly string[] = []
  return {
    setWorkspace(next) {
      workspace = next
      roots.clear()
    },
    placeOf(uri) {
      const path = pathOf(uri)
      if (path === undefined) return undefined
      const directory = dirname(path)
      const root = roots.get(directory) ?? policyRootOf(path, workspace)
      roots.set(directory, root)
      const folder = folders.get(root) ?? openPolicyFolder(root)
      folders.set(root, folder)
      return { folder, file: folder.fileOf(path) }
    },
    all: () => [...folders.values()],
    close: (folder) => void folders.delete(folder.root),
  }
}
