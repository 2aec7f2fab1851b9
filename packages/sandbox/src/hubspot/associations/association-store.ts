/** Associations between records, kept in both directions, with the types each pair carries. */
import type { AssociationType, AssociationTypes } from './association-types'

/** One far record and its association type ids, ascending. */
export type Associated = { readonly to: number; readonly types: readonly number[] }

/** A change, for the commit log. */
export type AssociationChange = { readonly type: AssociationType; readonly from: number; readonly to: number; readonly added: boolean }

/** Every pair stands in both directions, each with the types of its own direction. */
export class AssociationStore {
  private readonly types: AssociationTypes
  private readonly edges = new Map<string, Map<number, Map<number, Set<number>>>>()

  constructor(types: AssociationTypes) {
    this.types = types
  }

  /** Adds a type and its inverse; a labelled type brings the plain one, a new primary replaces the old. Returns what really changed. */
  add(type: AssociationType, from: number, to: number): AssociationChange[] {
    const changes: AssociationChange[] = []
    if (type.single === true) {
      for (const other of this.toWith(type, from)) {
        if (other !== to) {
          changes.push(...this.remove(type, from, other))
        }
      }
    }
    const inverse = this.types.get(type.inverse)
    if (inverse?.single === true) {
      for (const other of this.toWith(inverse, to)) {
        if (other !== from) {
          changes.push(...this.remove(inverse, to, other))
        }
      }
    }
    const plain = type.plain === undefined ? undefined : this.types.get(type.plain)
    for (const each of plain === undefined ? [type] : [plain, type]) {
      if (this.put(each.from, each.to, from, to, each.id)) {
        changes.push({ type: each, from, to, added: true })
      }
      this.put(each.to, each.from, to, from, each.inverse)
    }
    return changes
  }

  /** Removes one type and its inverse; without a type, all there is between the two records. */
  remove(type: AssociationType, from: number, to: number): AssociationChange[] {
    const had = this.drop(type.from, type.to, from, to, type.id)
    this.drop(type.to, type.from, to, from, type.inverse)
    return had ? [{ type, from, to, added: false }] : []
  }

  removeAll(fromType: string, toType: string, from: number, to: number): AssociationChange[] {
    return this.types.between(fromType, toType).flatMap((type) => this.remove(type, from, to))
  }

  /** Takes a type away from all records. Returns what changed. */
  removeEverywhere(type: AssociationType): AssociationChange[] {
    const byFrom = this.edges.get(`${type.from}>${type.to}`) ?? new Map<number, Map<number, Set<number>>>()
    return [...byFrom].flatMap(([from, byTo]) =>
      [...byTo].flatMap(([to, types]) => (types.has(type.id) ? this.remove(type, from, to) : [])),
    )
  }

  /** Far records in ascending order of id. */
  of(fromType: string, toType: string, from: number): Associated[] {
    const found = this.edges.get(`${fromType}>${toType}`)?.get(from)
    return [...(found ?? [])]
      .map(([to, types]) => ({ to, types: [...types].sort((one, other) => one - other) }))
      .sort((one, other) => one.to - other.to)
  }

  /** Gives all associations of one record to another one, as a merge does. Returns what changed. */
  move(objectType: string, from: number, to: number): AssociationChange[] {
    const changes: AssociationChange[] = []
    for (const [key, byFrom] of this.edges) {
      const [near, far] = key.split('>')
      const edges = near === objectType ? byFrom.get(from) : undefined
      if (near === undefined || far === undefined || edges === undefined) {
        continue
      }
      for (const [other, types] of [...edges]) {
        for (const id of [...types]) {
          const type = this.types.get(id)
          if (type !== undefined) {
            changes.push(...this.remove(type, from, other))
            const kept = type.single === true && this.toWith(type, to).length > 0 ? undefined : type
            if (kept !== undefined && other !== to) {
              changes.push(...this.add(kept, to, other))
            }
          }
        }
      }
    }
    return changes
  }

  private toWith(type: AssociationType, from: number): number[] {
    return this.of(type.from, type.to, from)
      .filter((associated) => associated.types.includes(type.id))
      .map((associated) => associated.to)
  }

  private put(fromType: string, toType: string, from: number, to: number, id: number): boolean {
    const key = `${fromType}>${toType}`
    const byFrom = this.edges.get(key) ?? new Map<number, Map<number, Set<number>>>()
    this.edges.set(key, byFrom)
    const byTo = byFrom.get(from) ?? new Map<number, Set<number>>()
    byFrom.set(from, byTo)
    const types = byTo.get(to) ?? new Set<number>()
    byTo.set(to, types)
    const isNew = !types.has(id)
    types.add(id)
    return isNew
  }

  private drop(fromType: string, toType: string, from: number, to: number, id: number): boolean {
    const byTo = this.edges.get(`${fromType}>${toType}`)?.get(from)
    const types = byTo?.get(to)
    const had = types?.delete(id) === true
    if (types?.size === 0) {
      byTo?.delete(to)
    }
    return had
  }
}
