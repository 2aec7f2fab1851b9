/** One list (segment) with its members, when each joined, and when it last gained and lost one. */
import { type Conversion, conversionTime } from './conversion'
import type { MembershipTest } from './filter-branch'

const HOUR = 3_600_000

/** Who keeps the members: people, nobody any more, or the filter. */
export type ProcessingType = 'MANUAL' | 'SNAPSHOT' | 'DYNAMIC'

/** A member, when it joined and when it first did, in milliseconds. */
export type Member = { readonly recordId: number; readonly at: number; readonly firstAt: number }

/** What a list is created from. */
export type ListDefinition = {
  readonly id: string
  readonly name: string
  readonly objectTypeId: string
  readonly processingType: ProcessingType
  /** As given on creation, for replies. */
  readonly filterBranch?: unknown
  readonly createdAt: number
  /** The id that it had in version 1. */
  readonly legacyId?: string
}

/** Times are milliseconds. */
export class CrmList {
  readonly id: string
  readonly objectTypeId: string
  /** Changes once, when a dynamic list is converted. */
  processingType: ProcessingType
  readonly createdAt: number
  readonly legacyId: string | undefined
  name: string
  filterBranch: unknown
  test: MembershipTest | undefined
  version = 1
  updatedAt: number
  filtersUpdatedAt: number
  deletedAt: number | undefined
  /** When it is to become a list that people fill, and when it did. */
  conversion: { readonly wanted: Conversion; readonly since: number } | undefined
  convertedAt: number | undefined
  lastAddedAt: number | undefined
  lastRemovedAt: number | undefined
  /** Sizes over time, one an hour, and times of edits of name or filter. */
  readonly sizes: { readonly at: number; readonly size: number }[] = []
  readonly edits: number[] = []
  private readonly members = new Map<number, Member>()
  private readonly firstJoined = new Map<number, number>()
  private byId: readonly Member[] | undefined
  private byTime: readonly Member[] | undefined

  constructor(definition: ListDefinition, test: MembershipTest | undefined) {
    this.id = definition.id
    this.name = definition.name
    this.objectTypeId = definition.objectTypeId
    this.processingType = definition.processingType
    this.filterBranch = definition.filterBranch
    this.createdAt = definition.createdAt
    this.legacyId = definition.legacyId
    this.updatedAt = definition.createdAt
    this.filtersUpdatedAt = definition.createdAt
    this.test = test
  }

  /** When it is due to be converted, as things stand. */
  get conversionDue(): number | undefined {
    const { conversion, lastAddedAt = 0, lastRemovedAt = 0 } = this
    return conversion === undefined ? undefined : conversionTime(conversion.wanted, Math.max(conversion.since, lastAddedAt, lastRemovedAt))
  }

  get size(): number {
    return this.members.size
  }

  member(recordId: number): Member | undefined {
    return this.members.get(recordId)
  }

  /** False when it was a member already. */
  join(recordId: number, at: number): boolean {
    if (this.members.has(recordId)) {
      return false
    }
    const firstAt = this.firstJoined.get(recordId) ?? at
    this.members.set(recordId, { recordId, at, firstAt })
    this.lastAddedAt = Math.max(this.lastAddedAt ?? at, at)
    this.forgetOrder()
    this.noteSize(at)
    return true
  }

  /** False when it was no member. */
  leave(recordId: number, at: number): boolean {
    const member = this.members.get(recordId)
    if (member === undefined) {
      return false
    }
    this.members.delete(recordId)
    this.firstJoined.set(recordId, member.firstAt)
    this.lastRemovedAt = Math.max(this.lastRemovedAt ?? at, at)
    this.forgetOrder()
    this.noteSize(at)
    return true
  }

  /** Members ascending by record id. */
  inIdOrder(): readonly Member[] {
    this.byId ??= [...this.members.values()].sort((one, other) => one.recordId - other.recordId)
    return this.byId
  }

  /** Members ascending by the time they joined, then by record id. */
  inJoinOrder(): readonly Member[] {
    this.byTime ??= [...this.members.values()].sort((one, other) => one.at - other.at || one.recordId - other.recordId)
    return this.byTime
  }

  private noteSize(at: number): void {
    const point = { at, size: this.members.size }
    const last = this.sizes[this.sizes.length - 1]
    if (last !== undefined && Math.floor(last.at / HOUR) === Math.floor(at / HOUR)) {
      this.sizes[this.sizes.length - 1] = point
    } else {
      this.sizes.push(point)
    }
  }

  private forgetOrder(): void {
    this.byId = undefined
    this.byTime = undefined
  }
}
