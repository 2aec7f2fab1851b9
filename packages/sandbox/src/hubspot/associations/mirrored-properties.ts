/** Properties that tell an association: a contact's primary company, a company's parent. */
import type { Portal } from '../portal'
import type { AssociationChange } from './association-store'

/** By the association type whose far end they name. */
const MIRRORED: ReadonlyMap<number, string> = new Map([
  [1, 'associatedcompanyid'],
  [14, 'hs_parent_company_id'],
])

/** Carries association changes over to those properties. No stamp moves and no history grows, as with the associations themselves. */
export function mirrorAssociations(portal: Portal, changes: readonly AssociationChange[]): void {
  for (const { type, from, to, added } of changes) {
    set(portal, type.id, type.from, from, to, added)
    set(portal, type.inverse, type.to, to, from, added)
  }
}

function set(portal: Portal, typeId: number, object: string, near: number, far: number, added: boolean): void {
  const name = MIRRORED.get(typeId)
  const store = portal.store(object)
  const record = store?.resolve(near)
  if (name === undefined || store === undefined || record === undefined) {
    return
  }
  const slot = store.schema.slot(name)
  if (added) {
    record.values[slot] = String(far)
  } else if (record.values[slot] === String(far)) {
    record.values[slot] = undefined
  }
}
