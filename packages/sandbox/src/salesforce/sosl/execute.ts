/** Runs searches: rows whose texts have what was searched for, shown as a query would show them. */
import { failure } from '../failure'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import { execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'
import type { Actor, Org } from '../store/org'
import { isDeleted, type Row } from '../store/row'
import type { Group, Search } from './parse'
import { readTerm, wordsOf } from './terms'

/** Records of one search [Salesforce: SOSL limits]. */
const MOST = 2_000
const TEXTS = new Set(['string', 'textarea', 'email', 'phone', 'url', 'picklist', 'multipicklist'])

function isSearched(field: Field, group: Group): boolean {
  if (group === 'EMAIL') return field.type === 'email'
  if (group === 'PHONE') return field.type === 'phone'
  if (group === 'NAME') return field.nameField || field.name === 'FirstName' || field.name === 'LastName'
  if (group === 'SIDEBAR') return field.nameField || ['email', 'phone'].includes(field.type)
  return TEXTS.has(field.type)
}

function found(org: Org, actor: Actor, object: ObjectSchema, { term, group }: Search): Row[] {
  const finds = readTerm(term)
  const names = org
    .fields(actor, object)
    .filter((field) => isSearched(field, group))
    .map(({ name }) => name)
  const rows: Row[] = []
  for (const row of org.table(object).rows()) {
    if (isDeleted(row)) continue
    const words: string[] = []
    for (const name of names) {
      const value = row.values[name]
      // An empty word between fields: no phrase goes from one into the next.
      if (typeof value === 'string') words.push(...wordsOf(value), '')
    }
    if (finds(words)) rows.push(row)
  }
  return rows
}

/** The records found, object after object. Throws a `Failure`. */
export function runSearch(org: Org, actor: Actor, search: Search, version: string): unknown[] {
  readTerm(search.term)
  const searchable = org.objects(actor).filter((object) => object.searchable)
  const returning =
    search.returning.length > 0 ? search.returning : searchable.map(({ name }) => ({ object: name, fields: 'Id', clauses: '' }))
  const records: unknown[] = []
  const most = Math.min(search.limit ?? MOST, MOST)
  for (const { object: name, fields, clauses } of returning) {
    const source = `SELECT ${fields} FROM ${name} ${clauses}`
    const query = parseQuery(source)
    const object = org.object(actor, name)
    if (object === undefined) throw failure(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`)
    const only = object.searchable ? found(org, actor, object, search) : []
    const answer = execute({ org, actor, source, version, deleted: false, only }, query)
    for (let index = 0; index < answer.rows && records.length < most; index += 1) records.push(answer.record(index))
  }
  return records
}
