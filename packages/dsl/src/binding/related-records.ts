/** Related records: how the records of one Salesforce object name those of another. */
import type { SalesforceObject } from '../catalog/catalog'
import type { RelatedBy } from '../plan/plan'

/** Salesforce keeps these by itself: they tell what a record came from, not what it belongs to. */
const KEPT_BY_SALESFORCE = ['MasterRecordId', 'CreatedById', 'LastModifiedById']

const bare = (name: string): string => name.replace(/__[cr]$/, '')

/** A lookup bears an object's name, or is one of the two that an activity has: `WhoId` names people, `WhatId` anything else. */
const bearsName = (relationship: string | undefined, object: string): boolean =>
  relationship === 'Who' || relationship === 'What' || (relationship !== undefined && bare(relationship) === bare(object))

const isRolePair = (a: string, b: string): boolean => a === 'Contact' && b === 'Opportunity'

/**
 * By what the records of `related` name a record of `object`: a contact's opportunities, and an opportunity's contacts, by its contact roles
 * alone; all else by the lookup that bears the object's name, or by every lookup to it where none does. `undefined` where nothing does.
 */
export const relatedBy = (object: SalesforceObject, related: SalesforceObject): RelatedBy | undefined => {
  if (isRolePair(object.name, related.name) || isRolePair(related.name, object.name)) return { kind: 'contact-role' }
  const lookups = related.fields.filter(
    (field) => field.type === 'reference' && field.referenceTo?.includes(object.name) === true && !KEPT_BY_SALESFORCE.includes(field.name),
  )
  const named = lookups.filter((field) => bearsName(field.relationshipName, object.name))
  const chosen = (named.length > 0 ? named : lookups).map((field) => field.name).sort()
  return chosen.length === 0 ? undefined : { kind: 'lookup', fields: chosen }
}
