/** Assignment rules: who gets a lead or a case that a client saves. */
import { failure } from '../failure'
import { readId, salesforceId } from '../ids'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import type { Row, Values } from '../store/row'
import type { Compile } from './condition'
import { onlyKeys, saidFlag, saidList, saidObject, saidText, saidTextOr } from './said'

/** Entries are tried in their order; `owner` is a user or a queue. */
export type AssignmentRule = {
  readonly id: string
  readonly name: string
  readonly object: ObjectSchema
  readonly active: boolean
  readonly entries: readonly { readonly when: (row: Row) => boolean; readonly owner: string }[]
}

/** The rule a client asks for: the active one, or one by its id. */
export type Assigns = 'active' | { readonly rule: string }

const ASSIGNED = ['Lead', 'Case']

/** What `Sforce-Auto-Assign` asks for; `usual` where it is not said. */
export function readAssigns(header: string | undefined, usual: Assigns | undefined): Assigns | undefined {
  if (header === undefined) return usual
  const said = header.trim()
  if (said.toLowerCase() === 'true') return 'active'
  return said.toLowerCase() === 'false' ? undefined : { rule: said }
}

function ruleOf(org: Org, object: ObjectSchema, assigns: Assigns): AssignmentRule | undefined {
  const rules = org.rules.assignment.filter((rule) => rule.object === object)
  if (assigns === 'active') return rules.find(({ active }) => active)
  const wanted = readId(assigns.rule)
  if (wanted === undefined) throw failure(400, 'MALFORMED_ID', `malformed id ${assigns.rule}`, [])
  const rule = rules.find(({ id }) => id === wanted)
  if (rule === undefined) throw failure(400, 'INVALID_ASSIGNMENT_RULE', `no assignment rule for ${object.label} has the id ${wanted}`, [])
  return rule
}

/** The owner that a rule gives the draft, if one does. Throws a `Failure` for a rule that is named and not there. */
export function assignedOwner(org: Org, actor: Actor, row: Row, draft: Values): string | undefined {
  const { assigns } = actor
  if (assigns === undefined || !ASSIGNED.includes(row.object.name)) return undefined
  return ruleOf(org, row.object, assigns)?.entries.find(({ when }) => when({ ...row, values: draft }))?.owner
}

/** Reads one rule. Throws a `TypeError`. */
export function readAssignmentRule(org: Org, entry: unknown, index: number, compile: Compile): AssignmentRule {
  const said = saidObject(entry, 'an assignment rule')
  const what = `the assignment rule \`${String(said['name'] ?? said['object'])}\``
  onlyKeys(said, ['object', 'name', 'id', 'active', 'entries'], what)
  const object = org.schema.object(saidText(said['object'], `${what}.object`))
  if (object === undefined || !ASSIGNED.includes(object.name)) throw new TypeError(`${what} is for none of ${ASSIGNED.join(', ')}`)
  const id = said['id'] === undefined ? salesforceId('01Q', index + 1) : readId(saidText(said['id'], `${what}.id`))
  if (id === undefined) throw new TypeError(`${what}.id is no id`)
  const entries = saidList(said['entries'], `${what}.entries`).map((each) => {
    const { when, assignTo, ...rest } = saidObject(each, `${what}.entries`)
    onlyKeys(rest, [], `${what}.entries`)
    const owner = readId(saidText(assignTo, `${what}.entries.assignTo`))
    if (owner === undefined) throw new TypeError(`${what}.entries.assignTo is no id of a user or queue`)
    return { when: when === undefined ? () => true : compile(object, saidText(when, `${what}.entries.when`)), owner }
  })
  const name = saidTextOr(said['name'], `${object.name} Assignment`, `${what}.name`)
  return { id, name, object, active: saidFlag(said['active'], true, `${what}.active`), entries }
}
