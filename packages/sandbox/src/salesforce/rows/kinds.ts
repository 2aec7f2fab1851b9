/** What saving does beyond the ordinary for some objects: one list that derive, verify and save go by. */
import type { ObjectSchema } from '../schema/object'
import type { Org } from '../store/org'
import type { Row, Value, Values } from '../store/row'
import type { Transaction } from '../store/transaction'
import { deriveEvent, deriveTask, noteActivity, verifyActivity } from './activities'
import type { Input } from './assign'
import { addStatuses, deriveMember, keepOneDefault, noteMember, noteOpportunity, verifyMember, verifyStatus } from './campaigns'
import { addComment, deriveCase } from './cases'
import { deriveOpportunity, namePerson, nameUser } from './derive'
import { followPerson } from './followers'
import { syncPlaces } from './places'
import { addPrimaryRole, keepOnePrimary } from './roles'

/** Values of a row that is about to be saved. */
export type Draft = Record<string, Value | undefined>

/** Saves a new row in the same transaction. */
export type Create = (tx: Transaction, object: ObjectSchema, input: Input) => Row

/** `before` is absent for a new row, `given` names the fields that the writer set. */
export type Kind = {
  /** Fills in what the system computes. Throws a `Failure` for values from which nothing follows. */
  readonly derive?: (org: Org, before: Values | undefined, draft: Draft, given: ReadonlySet<string>) => void
  /** Throws a `Failure` where the row may not be as it is. Not asked of seeds. */
  readonly verify?: (org: Org, row: Row, draft: Values) => void
  /** Changes what depends on a row that has been saved, deleted or brought back. */
  readonly saved?: (tx: Transaction, row: Row, before: Values | undefined, create: Create) => void
}

const KINDS: Readonly<Record<string, Kind>> = {
  Lead: { derive: namePerson, saved: followPerson },
  Contact: { derive: namePerson, saved: followPerson },
  User: { derive: nameUser },
  Opportunity: {
    derive: deriveOpportunity,
    saved: (tx, row, before, create) => {
      if (before === undefined) addPrimaryRole(tx, row, create)
      noteOpportunity(tx, row, before)
    },
  },
  OpportunityContactRole: { saved: keepOnePrimary },
  Task: { derive: deriveTask, verify: verifyActivity, saved: noteActivity },
  Event: { derive: deriveEvent, verify: verifyActivity, saved: noteActivity },
  Campaign: { saved: addStatuses },
  CampaignMember: { derive: deriveMember, verify: verifyMember, saved: noteMember },
  CampaignMemberStatus: { verify: verifyStatus, saved: keepOneDefault },
  Case: { derive: deriveCase, saved: addComment },
}

/** What is special about an object, `undefined` for most. */
export function kindOf(object: ObjectSchema): Kind | undefined {
  return KINDS[object.name]
}

/** Fills in names, places, stages and other computed values of a draft. Of a seed's row nothing is refused for where it is. */
export function derive(
  org: Org,
  object: ObjectSchema,
  before: Values | undefined,
  draft: Draft,
  given: ReadonlySet<string>,
  isSeed = false,
): void {
  if (org.schema.places !== undefined) syncPlaces(org.schema.places, object, before, draft, given, isSeed)
  kindOf(object)?.derive?.(org, before, draft, given)
}
