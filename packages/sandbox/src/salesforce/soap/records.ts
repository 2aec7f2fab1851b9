/** Records in SOAP: from the elements a client sends to rows, and from query results to elements. */
import { failure } from '../failure'
import type { Input } from '../rows/assign'
import type { ObjectSchema } from '../schema/object'
import type { Actor, Org } from '../store/org'
import { child, childText, childTexts, type Element, isNil, typeOf } from '../xml/read'
import { element, escapeXml } from '../xml/write'

/** A record that a client sends. */
export type Sent = { readonly object: ObjectSchema; readonly input: Input }

/** Text where the element has no elements inside, else a related record named by its external id. */
function value(field: Element): unknown {
  if (isNil(field)) return null
  if (field.children.length === 0) return field.text
  return Object.fromEntries(field.children.filter(({ name }) => name !== 'type').map((each) => [each.name, value(each)]))
}

/** Reads an `sObject`: its type, its values, and `fieldsToNull`. Throws a `Failure` with code `INVALID_TYPE`. */
export function readRecord({ org, actor }: { readonly org: Org; readonly actor: Actor }, record: Element): Sent {
  const type = childText(record, 'type') ?? typeOf(record) ?? ''
  const object = org.object(actor, type)
  if (object === undefined) throw failure(400, 'INVALID_TYPE', `sObject type '${type}' is not supported.`)
  const input: Record<string, unknown> = {}
  for (const name of childTexts(record, 'fieldsToNull')) if (name !== '') input[name] = null
  for (const field of record.children) {
    // A partner record says its type in an element; an object may also have a field called Type.
    const isMarkup = field.name === 'fieldsToNull' || (field.name === 'type' && field === child(record, 'type'))
    // As in the vendor's service an empty element says nothing: only `fieldsToNull` empties a field.
    if (isMarkup || isNil(field) || (field.text === '' && field.children.length === 0)) continue
    input[field.name] = value(field)
  }
  return { object, input }
}

function isRecord(value: unknown): value is Record<string, unknown> & { readonly attributes: { readonly type: string } } {
  return typeof value === 'object' && value !== null && 'attributes' in value
}

function members(record: Record<string, unknown>): string {
  return Object.entries(record)
    .filter(([name]) => name !== 'attributes' && name !== 'Id')
    .map(([name, value]) => field(name, value))
    .join('')
}

function field(name: string, value: unknown): string {
  const tag = `sf:${name}`
  if (value === null || value === undefined) return `<${tag} xsi:nil="true"/>`
  if (isRecord(value)) return record(tag, value)
  if (typeof value !== 'object') return element(tag, escapeXml(soapText(value)))
  if ('records' in value && Array.isArray(value.records)) {
    const rows = value.records.map((each) => record('records', each as Record<string, unknown>)).join('')
    const size = 'totalSize' in value ? String(value.totalSize) : String(value.records.length)
    return element(tag, `${element('done', 'true')}<queryLocator xsi:nil="true"/>${rows}${element('size', size)}`, 'xsi:type="QueryResult"')
  }
  const parts = Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([key, part]) => element(key, escapeXml(soapText(part))))
  return element(tag, parts.join(''), 'xsi:type="address"')
}

/** Times have `Z` for UTC here, unlike in REST. */
function soapText(value: unknown): string {
  return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+)\+0000$/, '$1Z') : String(value)
}

/** A record of a query result, as REST would show it, in an element called `tag`. */
export function record(tag: string, shown: Record<string, unknown>): string {
  const attributes = shown['attributes']
  const type = typeof attributes === 'object' && attributes !== null && 'type' in attributes ? String(attributes.type) : ''
  const id = shown['Id']
  const head = element('sf:type', escapeXml(type)) + (typeof id === 'string' ? element('sf:Id', id) : '<sf:Id xsi:nil="true"/>')
  return element(tag, head + members(shown), 'xsi:type="sf:sObject"')
}
