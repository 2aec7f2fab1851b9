/** Every reason shown to people, in one place and in plain English. */
import type { Converted } from '@lockstep/dsl'
import type { SideName } from '../model'
import { other, productName } from './side'

const name = productName

export const reasons = {
  edited: (side: SideName) => `${name(side)} changed and ${name(other(side))} did not, so ${name(other(side))} takes ${name(side)}'s value`,
  cleared: (side: SideName) => `${name(side)} was cleared and ${name(other(side))} did not change, so ${name(other(side))} is cleared too`,
  owned: (side: SideName) => `the mapping always takes ${name(side)}'s value`,
  setBack: (side: SideName) => `${name(side)} was edited, but the mapping takes ${name(other(side))}'s value, so ${name(side)} is set back`,
  preferred: (side: SideName) => `the mapping prefers ${name(side)}, which has a value`,
  fills: (side: SideName) => `${name(other(side))} is blank, so it takes ${name(side)}'s value`,
  yields: (side: SideName) => `${name(other(side))} was cleared while ${name(side)} was edited, so ${name(side)}'s value stands on both`,
  follows: (side: SideName) => `${name(other(side))} is blank and unchanged, so ${name(side)}'s edit stands`,
  agreed: 'both sides were changed to the same value',
  met: 'both sides hold the same value',
  ownDefault: (side: SideName) =>
    `${name(side)} filled this in by itself when the record was created, so ${name(other(side))}'s value, which is still owed, goes first`,
  keptApart: 'the source is blank, and a first meeting clears nothing',
  standIn: 'both sides are blank, so the default is written',
  firstMeetingConflict: (side: SideName) => `both sides have a value at their first meeting, and the policy's conflicts take ${name(side)}`,
  firstMeetingPreferred: (side: SideName) => `both sides have a value at their first meeting, and the mapping prefers ${name(side)}`,
  conflictPolicy: (side: SideName) => `both sides changed since they last agreed, and the policy's conflicts take ${name(side)}`,
  conflictNewest: (side: SideName) => `both sides changed since they last agreed, and ${name(side)}'s edit is the newer`,
  conflictTie: (side: SideName) =>
    `both sides changed since they last agreed, and their times cannot be told apart, so ${name(side)} wins by the policy`,
  conflictValue: (side: SideName) =>
    `both sides changed since they last agreed, and their times cannot be told apart, so ${name(side)}'s value beats the clear`,
  sticky: 'once either side has this value, both keep it',
  stickyCleared: (side: SideName) => `a clear in ${name(side)} may cross`,
  refusedClear: (side: SideName) => `${name(side)} cannot hold a blank here, so ${name(other(side))} is set back`,
  refusedOwner: "the owner has no counterpart in Salesforce, so HubSpot is set back and Salesforce's owner stands",
  lifecycleLower: (from: string | null, to: string | null) =>
    `the stage \`${to ?? 'blank'}\` is not above \`${from ?? 'blank'}\`, and a lifecycle never goes backwards`,
  lifecycleUnlisted: (stage: string) => `the stage \`${stage}\` is not in the lifecycle's order, so it is never written`,
  lifecycleStranger: (stage: string) => `HubSpot holds the stage \`${stage}\`, which is not in the lifecycle's order, so it is left alone`,
  lifecycleAdvance: (stage: string) => `an opportunity of this contact has earned the stage \`${stage}\``,
  lifecycleColleague: (stage: string) => `another contact of the same company has earned the stage \`${stage}\``,
  lifecycleLeft: (stage: string) => `a person lowered the stage after \`${stage}\` was earned; it is left until an opportunity changes`,
  lifecycleCompany: (stage: string) => `the company follows its contact to the stage \`${stage}\``,

  notIncluded: (side: SideName) => `the record does not meet the include of ${name(side)}, so it does not enter`,
  noFrom: (object: string) => `the policy says nothing about new records from ${object}`,
  newIgnored: (object: string) => `the policy ignores new records from ${object}`,
  noNewLine: (object: string) => `no \`on new\` line of ${object} applies to this record`,
  blankKeys: 'every match key is blank or invalid, so the record is neither created nor linked',
  linkOnly: 'no record of the other side matches, and the policy only links',
  rivalPreferred: (id: string) => `the record ${id} shares the match key and is preferred`,
  matched: (object: string, id: string, line: string) => `${object} ${id} has the same match key (${line})`,
  chosen: (chosen: string, from: readonly string[]) => `${chosen} is preferred among ${from.join(', ')}`,
  create: (object: string) => `no record matches, so a new ${object} is created`,
  createStopped: (object: string) => `the new ${object} is not created, because a field it needs cannot be filled`,
  recordStopped: 'a required mapping failed, so nothing of this record is written',

  outside: (side: SideName) => `the include of ${name(side)} does not hold, so the link is paused`,
  createdOutside: "the contact was created or matched although it is outside HubSpot's include; the link is paused until it qualifies",
  hidden: (side: SideName) => `the ${name(side)} record is not visible to the connected user, so the link is paused`,
  resumed: 'both includes hold again, so the link goes on from the values last agreed',
  restored: 'the record was restored, so its link lives again',
  restoredHalf: (side: SideName) => `the ${name(side)} record was restored, but its counterpart is still deleted`,

  deleteCarried: (side: SideName) => `the ${name(side)} record was deleted, and the policy carries the delete`,
  deleteIgnored: (side: SideName) => `the ${name(side)} record was deleted, and the policy leaves its counterpart`,
  deleteUnlinked: (side: SideName) => `the ${name(side)} record was deleted, and the policy unlinks its counterpart`,
  deleteOld: (side: SideName) => `the ${name(side)} record was deleted before the delete rule was deployed`,
  deleteLoses: (side: SideName) =>
    `the ${name(side)} record was deleted, but its counterpart was edited later, so the delete is not carried`,
  deletePaused: (side: SideName) => `the ${name(side)} record was deleted while the link was paused, so the delete is never carried`,
  deleteUnfound: (object: string, id: string, side: SideName) =>
    `${object} ${id} is neither live, archived nor merged in ${name(side)}: it may be purged, erased for privacy, or hidden from the connected user, so no delete is carried`,
  deleteUnsearched: (side: SideName) =>
    `the ${name(side)} record was deleted; the delete waits until ${name(side)} was searched once more for a record that takes its place`,
  replaced: (deleted: string, made: string) => `${deleted} was deleted and ${made} has the same match key, so the link moves there`,
  replacedTaken: (deleted: string, holder: string) =>
    `${deleted} was deleted, but ${holder} has the same match key and is linked to another record, so the delete is not carried`,
  replacedBySeveral: (deleted: string, names: readonly string[]) =>
    `${deleted} was deleted, but ${names.join(', ')} have the same match key, and nothing says which takes its place, so the delete is not carried`,
  deletedAlone: (side: SideName) => `the ${name(side)} record was deleted before it had a counterpart`,
  deletedBoth: 'both records are deleted',

  mergeFollowed: (loser: string, winner: string) => `${loser} was merged into ${winner}, and the link follows`,
  mergeTaken: (loser: string, winner: string) =>
    `${loser} was merged into ${winner}, which is linked already, so its counterpart stays, unlinked`,
  mergeAlone: (loser: string, winner: string) => `${loser} was merged into ${winner} before it had a counterpart`,
  converted: (lead: string, contact: string) => `lead ${lead} was converted to contact ${contact}, and the link moves there`,
  convertedTaken: (lead: string, contact: string) => `lead ${lead} was converted to contact ${contact}, which is linked already`,
  convertedOff: (lead: string) => `lead ${lead} was converted, and the policy takes no changes from Contact`,
  convertedAlone: (lead: string) => `lead ${lead} was converted before it had a counterpart`,
} as const

type RefusedConversion = Extract<Converted, { ok: false }>

/** What a person can do about a value that could not be converted. */
export const cureOf = (code: RefusedConversion['code'], field: string, side: SideName): string => {
  switch (code) {
    case 'no-counterpart':
      return `add a row for this value to the mapping's table, or correct the value in ${name(other(side))}`
    case 'no-owner':
      return `give the record an owner who is active in both systems, or add that user to ${name(side)}`
    case 'not-an-option':
      return `add the option to \`${field}\` in ${name(side)}, or map the value with \`using\``
    case 'too-long':
      return `shorten the value, or make \`${field}\` longer in ${name(side)}`
    case 'out-of-range':
      return `correct the number, or widen \`${field}\` in ${name(side)}`
    case 'invalid-value':
      return `correct the value in ${name(other(side))}`
  }
}
