/** The folders that a portal keeps its lists in. */
import { invalid, notFound } from '../api-error'

/** The folder that all others are in; it has no name of its own. */
export const ROOT = 0

/** Times are milliseconds. */
export type ListFolder = {
  readonly id: number
  name: string
  parent: number
  readonly createdAt: number
  updatedAt: number
  /** When something was last put in or taken out. */
  contentsAt: number
}

/** A list that no folder was said for is in the root. */
export class ListFolders {
  private readonly folders = new Map<number, ListFolder>()
  /** Folder by list id. */
  private readonly places = new Map<string, number>()
  private lastId = 0

  /** Throws 404 for a folder that there is not; the root has no entry, only an id. */
  require(id: string): ListFolder | undefined {
    const number = /^\d+$/.test(id) ? Number(id) : Number.NaN
    const found = this.folders.get(number)
    if (found === undefined && number !== ROOT) {
      throw notFound(`No folder was found with ID ${id}.`)
    }
    return found
  }

  /** Folders directly in another. */
  in(parent: number): ListFolder[] {
    return [...this.folders.values()].filter((folder) => folder.parent === parent)
  }

  placeOf(list: string): number {
    return this.places.get(list) ?? ROOT
  }

  /** Throws 400 for a name that the folder around it has already. */
  create(name: string, parent: number, at: number): ListFolder {
    this.refuseTaken(name, parent)
    this.lastId += 1
    const folder = { id: this.lastId, name, parent, createdAt: at, updatedAt: at, contentsAt: at }
    this.folders.set(folder.id, folder)
    this.touch(parent, at)
    return folder
  }

  rename(folder: ListFolder, name: string, at: number): void {
    this.refuseTaken(name, folder.parent, folder)
    folder.name = name
    folder.updatedAt = at
  }

  /** Throws 400 where the folder would lie within itself. */
  move(folder: ListFolder, parent: number, at: number): void {
    for (let around = parent; around !== ROOT; around = this.folders.get(around)?.parent ?? ROOT) {
      if (around === folder.id) {
        throw invalid('A folder cannot be moved into itself or into one of its own folders.')
      }
    }
    this.refuseTaken(folder.name, parent, folder)
    this.touch(folder.parent, at)
    this.touch(parent, at)
    folder.parent = parent
    folder.updatedAt = at
  }

  put(list: string, folder: number, at: number): void {
    this.touch(this.placeOf(list), at)
    this.places.set(list, folder)
    this.touch(folder, at)
  }

  /** Throws 400 for a folder that is not empty; `holds` says whether a list is still there. */
  delete(folder: ListFolder, at: number, holds: (list: string) => boolean): void {
    if (this.in(folder.id).length > 0 || [...this.places].some(([list, place]) => place === folder.id && holds(list))) {
      throw invalid(`Folder ${folder.id} is not empty.`)
    }
    this.folders.delete(folder.id)
    this.touch(folder.parent, at)
  }

  private touch(id: number, at: number): void {
    const folder = this.folders.get(id)
    if (folder !== undefined) {
      folder.contentsAt = at
    }
  }

  private refuseTaken(name: string, parent: number, except?: ListFolder): void {
    if (this.in(parent).some((folder) => folder !== except && folder.name.toLowerCase() === name.toLowerCase())) {
      throw invalid(`A folder named '${name}' already exists in this folder.`)
    }
  }
}
