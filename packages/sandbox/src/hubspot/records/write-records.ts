/** Creates, updates, archives and restores records, and tells the commit log. */
import { conflict } from '../api-error'
import type { AssociationType } from '../associations/association-types'
import { mirrorAssociations } from '../associations/mirrored-properties'
import type { Change, ChangeAction } from '../events/change'
import type { Portal } from '../portal'
import { automateCreate, automateUpdate } from './automation'
import { type Changes, type DraftContext, draft } from './draft'
import type { ObjectStore } from './object-store'
import { type CrmRecord, newRecord, type Source, type Values } from './record'
import { uniqueForm } from './unique-values'

/** Who makes a change. `call` is the number of the API request, absent for people; `lateBy` delays when search shows it, in milliseconds. `isValidated`: the portal's rules bind it. */
export type Actor = {
  readonly source: Source
  readonly by: string
  readonly call?: number
  readonly lateBy?: number
  readonly isValidated?: boolean
}

/** An association that comes with a create. */
export type Link = { readonly type: AssociationType; readonly to: number }

/** A draft context for one request; all rows of a batch share it, so that two of them cannot take the same unique value. */
export function draftContext(portal: Portal, store: ObjectStore, actor: Actor): DraftContext {
  const rules = actor.isValidated === true ? portal.rules.get(store.schema.type.name) : undefined
  return {
    ...(rules === undefined ? {} : { rules }),
    store,
    portal: portal.world.portal,
    at: portal.now(),
    external: (property) => portal.externalOptions(store, property),
    pipelines: portal.pipelines.get(store.schema.type.name) ?? [],
    claims: new Set(),
    ...(portal.automation.firstStage === undefined ? {} : { firstStage: portal.automation.firstStage }),
    byPerson: actor.source.sourceType === 'CRM_UI',
  }
}

/** Adds a record with checked values. */
export function createRecord(portal: Portal, store: ObjectStore, changes: Changes, actor: Actor, links: readonly Link[] = []): CrmRecord {
  const at = portal.now()
  const values: Values = []
  for (const [slot, value] of changes) {
    values[slot] = value
  }
  const record = newRecord(store.nextId(), at, actor.source, values)
  holdBack(store, record, actor, at)
  store.add(record)
  commit(portal, store, record.id, actor, fieldChanges(store, changes, [], ['*', null, 'created']))
  tell(portal, store, record.id, actor, 'CREATE', changes)
  for (const { type, to } of links) {
    associate(portal, type, record.id, to, actor)
  }
  automateCreate(portal, store, record, actor)
  return record
}

/** Applies checked changes; without any the record keeps its stamp. */
export function updateRecord(portal: Portal, store: ObjectStore, record: CrmRecord, changes: Changes, actor: Actor): void {
  if (changes.size === 0) {
    return
  }
  const at = portal.now()
  holdBack(store, record, actor, at)
  const told = fieldChanges(store, changes, record.values, [])
  store.change(record, at, actor.source, changes)
  commit(portal, store, record.id, actor, told)
  tell(portal, store, record.id, actor, 'UPDATE', changes)
  automateUpdate(portal, store, record, actor)
}

/** Checks and applies what one person or one request changes on one record. Throws an `ApiError`. */
export function editRecord(
  portal: Portal,
  store: ObjectStore,
  record: CrmRecord,
  properties: Readonly<Record<string, unknown>>,
  actor: Actor,
): void {
  updateRecord(portal, store, record, draft(draftContext(portal, store, actor), properties, record), actor)
}

/** Moves a live record to the recycle bin. */
export function archiveRecord(portal: Portal, store: ObjectStore, record: CrmRecord, actor: Actor): void {
  store.archive(record, portal.now())
  commit(portal, store, record.id, actor, ['*', null, 'archived'])
  tell(portal, store, record.id, actor, 'DELETE')
}

/** Takes a record out of the recycle bin. Throws an `ApiError` 409 where another record has a unique value of its own by now. */
export function restoreRecord(portal: Portal, store: ObjectStore, record: CrmRecord, actor: Actor): void {
  for (const property of store.schema.unique()) {
    const value = store.value(record, property.name)
    const holder = value === undefined ? undefined : store.holder(property.name, value)
    if (holder !== undefined) {
      throw conflict(`The record cannot be restored: ${property.name} ${value} belongs to ${holder.id} by now.`)
    }
  }
  store.restore(record, portal.now())
  commit(portal, store, record.id, actor, ['*', null, 'restored'])
  tell(portal, store, record.id, actor, 'RESTORE')
}

/** Deletes for good, as GDPR asks, and keeps the email from being used again. */
export function eraseRecord(portal: Portal, store: ObjectStore, record: CrmRecord, actor: Actor): void {
  for (const name of store.schema.type.unique) {
    block(store, name, store.value(record, name))
  }
  for (const email of store.value(record, 'hs_additional_emails')?.split(';') ?? []) {
    block(store, 'email', email)
  }
  store.erase(record, portal.now())
  commit(portal, store, record.id, actor, ['*', null, 'erased'])
  tell(portal, store, record.id, actor, 'GDPR_DELETE')
}

/** Keeps a unique value from being used by any record. */
export function block(store: ObjectStore, property: string, value: string | undefined): void {
  if (value !== undefined) {
    store.blocked.add(`${property}\n${uniqueForm(property, value)}`)
  }
}

/** Associates two live records; the stamps stay as they are. */
export function associate(portal: Portal, type: AssociationType, from: number, to: number, actor: Actor): void {
  const changes = portal.associations.add(type, from, to)
  mirrorAssociations(portal, changes)
  for (const change of changes) {
    tellAssociation(portal, change.type, change.from, change.to, change.added, actor)
  }
}

/** Takes one association type away, or with `undefined` all between the two records. */
export function dissociate(portal: Portal, types: readonly AssociationType[], from: number, to: number, actor: Actor): void {
  for (const type of types) {
    const changes = portal.associations.remove(type, from, to)
    mirrorAssociations(portal, changes)
    for (const change of changes) {
      tellAssociation(portal, change.type, change.from, change.to, false, actor)
    }
  }
}

/** Takes an association type away from all records. */
export function dissociateAll(portal: Portal, type: AssociationType, actor: Actor): void {
  for (const change of portal.associations.removeEverywhere(type)) {
    tellAssociation(portal, change.type, change.from, change.to, false, actor)
  }
}

/** One entry of the commit log; `changes` is field, from, to in turn. */
export function commit(portal: Portal, store: ObjectStore, id: number, actor: Actor, changes: readonly unknown[]): void {
  portal.world.commits.add({
    at: portal.world.clock.now(),
    system: 'hubspot',
    object: store.schema.type.name,
    id: String(id),
    by: actor.by,
    call: actor.call,
    changes,
  })
}

function tellAssociation(portal: Portal, type: AssociationType, from: number, to: number, added: boolean, actor: Actor): void {
  const store = portal.store(type.from)
  if (store !== undefined) {
    const [was, is] = added ? [null, String(to)] : [String(to), null]
    commit(portal, store, from, actor, [`association:${type.name}`, was, is])
    tellBothEnds(portal, type, from, to, added, actor)
  }
}

/** Tells those who follow the portal; without any it does nothing. */
export function tell(
  portal: Portal,
  store: ObjectStore,
  id: number,
  actor: Actor,
  action: ChangeAction,
  changes: Changes = new Map(),
  more: Pick<Change, 'merged' | 'association'> = {},
): void {
  if (!portal.changes.isHeard) {
    return
  }
  const properties = [...changes].map(([slot, value]): [string, string] => [store.schema.nameAt(slot), value ?? ''])
  portal.changes.tell({ at: portal.now(), action, type: store.schema.type, id, source: actor.source, properties, ...more })
}

function tellBothEnds(portal: Portal, type: AssociationType, from: number, to: number, added: boolean, actor: Actor): void {
  const [near, far] = [portal.store(type.from), portal.store(type.to)]
  if (near === undefined || far === undefined) {
    return
  }
  const action = added ? 'ASSOCIATION_ADDED' : 'ASSOCIATION_REMOVED'
  const isPrimary = type.label === 'Primary'
  tell(portal, near, from, actor, action, undefined, { association: { type: far.schema.type, id: to, isPrimary } })
  tell(portal, far, to, actor, action, undefined, { association: { type: near.schema.type, id: from, isPrimary } })
}

function fieldChanges(store: ObjectStore, changes: Changes, before: Values, told: unknown[]): unknown[] {
  for (const [slot, value] of changes) {
    told.push(store.schema.nameAt(slot), before[slot] ?? null, value ?? null)
  }
  return told
}

function holdBack(store: ObjectStore, record: CrmRecord, actor: Actor, at: number): void {
  if (actor.lateBy !== undefined) {
    store.late.set(record.id, { from: at, until: at + actor.lateBy })
  }
}
