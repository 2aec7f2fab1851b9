/** Duplicate rules: which rows count as the same, and what happens to a save that makes another. */
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Schema } from '../schema/schema'
import type { KeyOf } from '../store/key-index'
import { comparable, METHODS, type Method } from './comparison'
import type { Compile, Condition } from './condition'
import { onlyKeys, saidFlag, saidList, saidObject, saidText, saidTextOr, saidWord } from './said'

/** `block` refuses; `alert` refuses unless the client says that it has seen the alert; `allow` saves. */
export type DuplicateAction = 'block' | 'alert' | 'allow'
const ACTIONS: readonly DuplicateAction[] = ['block', 'alert', 'allow']

/** One field that is compared; `to` is the field on the other side, where that has another name. */
export type Compared = { readonly field: Field; readonly to: Field; readonly method: Method; readonly matchBlanks: boolean }

/** All of `compared` must match. `mine` makes the key of the row that is saved, `theirs` that of the rows it may double. */
export type MatchingRule = {
  readonly name: string
  readonly object: ObjectSchema
  readonly compared: readonly Compared[]
  readonly engine: 'ExactMatchEngine' | 'FuzzyMatchEngine'
  readonly mine: KeyOf
  readonly theirs: KeyOf
}

export type DuplicateRule = {
  readonly name: string
  /** Rules that are not active are listed and do nothing. */
  readonly active: boolean
  readonly object: ObjectSchema
  readonly onCreate: DuplicateAction
  readonly onEdit: DuplicateAction
  /** What the user is told. */
  readonly message: string
  readonly matching: readonly MatchingRule[]
  /** The rule looks only at what the user may see, whoever runs it. */
  readonly enforcesSharing: boolean
  /** Rows that the rule is for. */
  readonly when: Condition
}

/** The vendor's own words where an administrator wrote none. */
const MESSAGE = 'Use one of these records?'

function fieldOf(object: ObjectSchema, name: string, what: string): Field {
  const field = object.field(name)
  if (field === undefined) throw new TypeError(`${what}: ${object.name} has no field \`${name}\``)
  return field
}

/** Two rows have one key where all compared fields match; a blank leaves a row without key, unless blanks match. */
function keyMaker(compared: readonly Compared[], side: 'field' | 'to'): KeyOf {
  return (values) => {
    if (values['IsDeleted'] === true || values['IsConverted'] === true) return undefined
    const forms: string[] = []
    for (const item of compared) {
      const form = comparable(item.method, values[item[side].name])
      if (form === undefined && !item.matchBlanks) return undefined
      forms.push(form ?? '')
    }
    return forms.some((form) => form !== '') ? forms.join('\n') : undefined
  }
}

function readCompared(entry: unknown, mine: ObjectSchema, theirs: ObjectSchema, what: string): Compared {
  const said = typeof entry === 'string' ? { field: entry } : saidObject(entry, what)
  onlyKeys(said, ['field', 'to', 'method', 'matchBlanks'], what)
  const name = saidText(said['field'], `${what}.field`)
  return {
    field: fieldOf(mine, name, what),
    to: fieldOf(theirs, saidTextOr(said['to'], name, `${what}.to`), what),
    method: saidWord(said['method'], METHODS, 'exact', `${what}.method`),
    matchBlanks: saidFlag(said['matchBlanks'], false, `${what}.matchBlanks`),
  }
}

function readMatching(schema: Schema, entry: unknown, mine: ObjectSchema, what: string): MatchingRule {
  const said = saidObject(entry, what)
  onlyKeys(said, ['object', 'name', 'fields'], what)
  const object = schema.object(saidTextOr(said['object'], mine.name, `${what}.object`))
  if (object === undefined) throw new TypeError(`${what} names no object of the schema: \`${String(said['object'])}\``)
  const compared = saidList(said['fields'], `${what}.fields`).map((field) => readCompared(field, mine, object, `${what}.fields`))
  if (compared.length === 0) throw new TypeError(`${what} compares no fields`)
  return {
    name: saidTextOr(said['name'], `${object.name}_Match_Rule`, `${what}.name`),
    object,
    compared,
    engine: compared.every(({ method }) => method === 'exact') ? 'ExactMatchEngine' : 'FuzzyMatchEngine',
    mine: keyMaker(compared, 'field'),
    theirs: keyMaker(compared, 'to'),
  }
}

const KEYS = ['object', 'name', 'onCreate', 'onEdit', 'message', 'match', 'when', 'enforceSharing', 'active']

/** Reads one rule. Throws a `TypeError`. */
export function readDuplicateRule(schema: Schema, entry: unknown, compile: Compile): DuplicateRule {
  const said = saidObject(entry, 'a duplicate rule')
  const what = `the duplicate rule \`${String(said['name'] ?? said['object'])}\``
  onlyKeys(said, KEYS, what)
  const object = schema.object(saidText(said['object'], `${what}.object`))
  if (object === undefined) throw new TypeError(`${what} names no object of the schema: \`${String(said['object'])}\``)
  const when = said['when'] === undefined ? () => true : compile(object, saidText(said['when'], `${what}.when`))
  const rule: DuplicateRule = {
    name: saidTextOr(said['name'], `${object.name}_Duplicate_Rule`, `${what}.name`),
    active: saidFlag(said['active'], true, `${what}.active`),
    object,
    onCreate: saidWord(said['onCreate'], ACTIONS, 'alert', `${what}.onCreate`),
    onEdit: saidWord(said['onEdit'], ACTIONS, 'allow', `${what}.onEdit`),
    message: saidTextOr(said['message'], MESSAGE, `${what}.message`),
    matching: saidList(said['match'], `${what}.match`).map((each) => readMatching(schema, each, object, `${what}.match`)),
    enforcesSharing: saidFlag(said['enforceSharing'], false, `${what}.enforceSharing`),
    when,
  }
  if (rule.matching.length === 0) throw new TypeError(`${what} matches nothing: \`match\` is empty`)
  return rule
}
