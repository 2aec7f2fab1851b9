/** Sets rules in an org that runs: those that are said take the place of those of their kind. */
import type { Org } from '../store/org'
import { listRules } from './list-rules'
import { assignProfiles, furnishProfiles, usersOf } from './profile'
import { readRules } from './read-rules'
import { RULE_KEYS } from './rules'
import { onlyKeys, type Said } from './said'

/** Gives all that is said now. Throws a `TypeError` or a `Failure` and leaves everything as it was. */
export function setRules(org: Org, said: Said): Said {
  onlyKeys(said, RULE_KEYS, 'the body')
  const rules = readRules(org, said, org.rules)
  for (const profile of rules.profiles) usersOf(org, profile)
  org.rules = rules
  for (const object of org.schema.objects.values()) org.table(object).forgetKeys()
  org.forgetAccess()
  if (said['profiles'] !== undefined) {
    furnishProfiles(org, rules.profiles)
    assignProfiles(org, rules.profiles)
  }
  listRules(org)
  return rules.said
}
