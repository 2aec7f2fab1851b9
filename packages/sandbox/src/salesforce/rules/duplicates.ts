/** Looks for duplicates of a row that is about to be saved, and refuses the save as the vendor does. */
import { Failure } from '../failure'
import { attributes } from '../soql/project'
import { shown } from '../soql/resolve'
import type { Actor, Org } from '../store/org'
import type { Row, Values } from '../store/row'
import type { DuplicateRule, MatchingRule } from './duplicate-rule'

/** What a client says of duplicates; people in front of a screen see the alert and save. */
export type DuplicateOptions = { readonly allowSave: boolean; readonly includeDetails: boolean; readonly asUser: boolean }

/** Up to this version replies wrote `duplicateResut` [recorded replies of v48 to v54 have it, those of v62 do not]. */
const MISSPELT_UNTIL = 54
/** As many of the rows found are listed. */
const MOST = 100

function versionOf({ origin = '' }: Actor): string {
  return /\/(\d+\.\d)(?:;|$)/.exec(origin)?.[1] ?? '62.0'
}

function touched({ compared }: MatchingRule, before: Values, draft: Values): boolean {
  return compared.some(({ field }) => (before[field.name] ?? null) !== (draft[field.name] ?? null))
}

function found(org: Org, row: Row, draft: Values, rule: MatchingRule, actor: Actor): Row[] {
  const key = rule.mine(draft)
  if (key === undefined) return []
  return [...org.table(rule.object).keyed(rule.theirs).of(key)].filter((other) => other.id !== row.id && other.id !== actor.converts)
}

function record(org: Org, actor: Actor, row: Row, details: boolean): Record<string, unknown> {
  const shell = { attributes: attributes(row, `v${versionOf(actor)}`), Id: row.id }
  if (!details) return shell
  return { ...shell, ...Object.fromEntries(org.fields(actor, row.object).map((field) => [field.name, shown(row, field)])) }
}

function refused(
  org: Org,
  actor: Actor,
  rule: DuplicateRule,
  matches: readonly { by: MatchingRule; rows: readonly Row[] }[],
  isBlock: boolean,
) {
  const details = actor.duplicates?.includeDetails ?? false
  const result = {
    allowSave: !isBlock,
    duplicateRule: rule.name,
    duplicateRuleEntityType: rule.object.name,
    errorMessage: rule.message,
    matchResults: matches.map(({ by, rows }) => ({
      entityType: by.object.name,
      errors: [],
      matchEngine: by.engine,
      matchRecords: rows.slice(0, MOST).map((row) => ({
        additionalInformation: [],
        fieldDiffs: [],
        matchConfidence: 100,
        record: record(org, actor, row, details),
      })),
      rule: by.name,
      size: rows.length,
      success: true,
    })),
  }
  const key = Number(versionOf(actor)) > MISSPELT_UNTIL ? 'duplicateResult' : 'duplicateResut'
  return new Failure(400, [{ code: 'DUPLICATES_DETECTED', message: rule.message, duplicates: { key, result } }])
}

/**
 * Throws a `Failure` where a rule refuses the draft: a rule that blocks always does, one that alerts unless the client has acknowledged it.
 * An edit is looked at only where it changes a field that is compared. Rows that the user may not see count, unless the rule or the client
 * asks for sharing; they are not shown either way.
 */
export function verifyDuplicates(org: Org, actor: Actor, row: Row, draft: Values): void {
  const isNew = org.table(row.object).get(row.id) === undefined
  for (const rule of org.rules.duplicates) {
    const action = isNew ? rule.onCreate : rule.onEdit
    const isAllowed = action === 'allow' || (action === 'alert' && (!actor.api || actor.duplicates?.allowSave === true))
    if (!rule.active || rule.object !== row.object || isAllowed || !rule.when({ ...row, values: draft })) continue
    const isShared = rule.enforcesSharing || actor.duplicates?.asUser === true
    const matches: { by: MatchingRule; rows: readonly Row[] }[] = []
    for (const by of rule.matching) {
      if (!isNew && !touched(by, row.values, draft)) continue
      const all = found(org, row, draft, by, actor)
      const visible = all.filter((other) => org.sees(actor, other))
      if ((isShared ? visible : all).length > 0) matches.push({ by, rows: visible })
    }
    if (matches.length > 0) throw refused(org, actor, rule, matches, action === 'block')
  }
}
