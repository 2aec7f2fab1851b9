/** One CRM record: current values by slot and an undo log from which history and older states are told. */

/** Who or what made a change, as property history names it. Shared between revisions. */
export type Source = {
  /** `INTEGRATION`, `CRM_UI`, `IMPORT`, `MERGE_OBJECTS`, `CALCULATED` ... [HubSpot OpenAPI: ValueWithTimestamp]. */
  readonly sourceType: string
  readonly sourceId?: string
  readonly userId?: number
}

/** A change to some slots, with the values they had before. */
export type Revision = {
  readonly at: number
  readonly source: Source
  readonly slots: readonly number[]
  readonly before: readonly (string | undefined)[]
  /** The record's last-modified stamp until then. */
  readonly stamp: number
}

/** Values by slot; a hole is a property without a value. */
export type Values = (string | undefined)[]

/** Times are milliseconds. `values` has holes for properties without a value. */
export type CrmRecord = {
  readonly id: number
  readonly createdAt: number
  readonly createdBy: Source
  /** When this id came into being: later than `createdAt` where a merge made it. */
  readonly bornAt: number
  /** Since when the first values stand: later than `createdAt` for seeded records, of which only the last change is known. */
  readonly valuedAt: number
  /** The merged record whose values did not win; its history is told with this one's. */
  readonly absorbed: CrmRecord | undefined
  modifiedAt: number
  /** When it came back from the archive last. */
  restoredAt: number | undefined
  archivedAt: number | undefined
  /** Set when a merge made another record of this one, at that time. */
  mergedInto: number | undefined
  values: Values
  revisions: Revision[] | undefined
  objectWriteTraceId: string | undefined
}

/** A live record. The values are copied, which leaves no room to spare in the array. */
export function newRecord(id: number, at: number, source: Source, values: Values): CrmRecord {
  return {
    id,
    createdAt: at,
    createdBy: source,
    bornAt: at,
    valuedAt: at,
    absorbed: undefined,
    modifiedAt: at,
    restoredAt: undefined,
    archivedAt: undefined,
    mergedInto: undefined,
    values: values.slice(),
    revisions: undefined,
    objectWriteTraceId: undefined,
  }
}

/** Sets slots to new values, remembers the old ones, and stamps the record. */
export function revise(record: CrmRecord, at: number, source: Source, changes: ReadonlyMap<number, string | undefined>): void {
  const slots: number[] = []
  const before: Values = []
  for (const [slot, value] of changes) {
    slots.push(slot)
    before.push(record.values[slot])
    record.values[slot] = value
  }
  record.revisions ??= []
  record.revisions.push({ at, source, slots, before, stamp: record.modifiedAt })
  record.modifiedAt = at
}

/** One value a property had, and since when. */
export type Version = { readonly value: string; readonly at: number; readonly source: Source }

/** All values of a slot, newest first; a cleared value is an empty string. The present value comes first, even after a merge. */
export function versionsOf(record: CrmRecord, slot: number): Version[] {
  const own = ownVersions(record, slot)
  const foreign = record.absorbed === undefined ? [] : versionsOf(record.absorbed, slot)
  if (foreign.length === 0) {
    return own
  }
  const since = own.filter((version) => version.at >= record.bornAt)
  const earlier = own.slice(since.length)
  if (since.length === 0) {
    since.push({ value: earlier[0]?.value ?? '', at: record.bornAt, source: { sourceType: 'MERGE_OBJECTS' } })
  }
  return [...since, ...[...earlier, ...foreign].sort((one, other) => other.at - one.at)]
}

function ownVersions(record: CrmRecord, slot: number): Version[] {
  const versions: Version[] = []
  let current = record.values[slot]
  for (const revision of [...(record.revisions ?? [])].reverse()) {
    const position = revision.slots.indexOf(slot)
    if (position >= 0) {
      versions.push({ value: current ?? '', at: revision.at, source: revision.source })
      current = revision.before[position]
    }
  }
  if (current !== undefined) {
    versions.push({ value: current, at: record.valuedAt, source: record.createdBy })
  }
  return versions
}

/** The record as it stood at a time: what a lagging index still shows. Undefined when it did not exist yet or was already archived. */
export function asOf(record: CrmRecord, time: number): CrmRecord | undefined {
  if (record.bornAt > time || (record.restoredAt ?? time) > time || (record.archivedAt !== undefined && record.archivedAt <= time)) {
    return undefined
  }
  if (record.modifiedAt <= time) {
    return record.archivedAt === undefined ? record : { ...record, archivedAt: undefined, mergedInto: undefined }
  }
  const values = [...record.values]
  let { modifiedAt } = record
  for (const revision of [...(record.revisions ?? [])].reverse()) {
    if (revision.at <= time) {
      break
    }
    revision.slots.forEach((slot, position) => {
      values[slot] = revision.before[position]
    })
    modifiedAt = revision.stamp
  }
  return { ...record, values, modifiedAt, archivedAt: undefined, mergedInto: undefined }
}
