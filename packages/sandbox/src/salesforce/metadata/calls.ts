/** Calls of the Metadata API about custom objects and custom fields. */
import { Failure, failure } from '../failure'
import type { Ask } from '../rest/ask'
import { addField } from '../rest/tooling'
import { verifyCustomizing } from '../rules/allow'
import type { ObjectSchema } from '../schema/object'
import type { Call, Handler } from '../soap/call'
import { children, childText, childTexts, type Element, typeOf } from '../xml/read'
import { element, toXml } from '../xml/write'
import { fieldMetadata } from './custom-field'
import { addObject, objectMetadata } from './custom-object'

/** Components that one call makes or reads [Salesforce: Metadata API, createMetadata and readMetadata]. */
const MOST = 10
const TYPES = ['CustomObject', 'CustomField'] as const
type Type = (typeof TYPES)[number]

function typeNamed(name: string | undefined): Type {
  const found = TYPES.find((type) => type === name)
  if (found === undefined) throw failure(500, 'INVALID_TYPE', `Unknown type:${name ?? ''}`)
  return found
}

function few<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length > MOST) throw failure(500, 'LIMIT_EXCEEDED', `You can't specify more than ${MOST} components in one call`)
  return items
}

function objectsOf(ask: Ask): ObjectSchema[] {
  return ask.org.objects(ask.actor)
}

/** The metadata of a component, or nothing where there is none of that name. */
function read(ask: Ask, type: Type, fullName: string): Record<string, unknown> | undefined {
  const [objectName = '', fieldName = ''] = fullName.split('.')
  const object = ask.org.schema.object(objectName)
  if (object === undefined) return undefined
  if (type === 'CustomObject') return objectMetadata(ask.org.schema, object, Number(ask.version.slice(1)))
  const field = object.field(fieldName) ?? object.field(`${fieldName}Id`)
  return field === undefined ? undefined : fieldMetadata(ask.org.schema, object, field, fullName, Number(ask.version.slice(1)))
}

/** Words of XML as the values they mean. */
function plain({ children: parts, text }: Element): unknown {
  if (parts.length > 0) return Object.fromEntries(parts.map((part) => [part.name, plain(part)]))
  const word = text.trim()
  if (word === 'true' || word === 'false') return word === 'true'
  return /^\d+$/.test(word) ? Number(word) : word
}

function create(ask: Ask, component: Element): Record<string, unknown> {
  const fullName = childText(component, 'fullName') ?? ''
  try {
    const members = component.children.map((part) => [part.name, part.name === 'label' ? part.text : plain(part)])
    const metadata: Record<string, unknown> = Object.fromEntries(members)
    if (typeNamed(typeOf(component)) === 'CustomField') addField(ask, fullName, metadata)
    else {
      verifyCustomizing(ask.org, ask.actor)
      addObject(ask.org, fullName, metadata)
      for (const field of children(component, 'fields')) {
        const made = plain(field) as Record<string, unknown>
        addField(ask, `${fullName}.${String(made['fullName'])}`, { ...made, label: childText(field, 'label') })
      }
    }
    return { fullName, success: true }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const errors = error.problems.map(({ code, message, fields }) => ({ fields: fields ?? [], message, statusCode: code }))
    return { errors, fullName, success: false }
  }
}

function properties(ask: Ask, type: Type, fullName: string, fileName: string) {
  const at = '1970-01-01T00:00:00.000Z'
  const by = { id: ask.actor.userId, name: String(ask.org.row(ask.actor.userId)?.values['Name'] ?? '') }
  return {
    createdById: by.id,
    createdByName: by.name,
    createdDate: at,
    fileName,
    fullName,
    id: '',
    lastModifiedById: by.id,
    lastModifiedByName: by.name,
    lastModifiedDate: at,
    manageableState: 'unmanaged',
    type,
  }
}

function list(ask: Ask, type: Type): Record<string, unknown>[] {
  return objectsOf(ask).flatMap((object) => {
    const file = `objects/${object.name}.object`
    if (type === 'CustomObject') return [properties(ask, type, object.name, file)]
    return [...object.fields()].filter(({ custom }) => custom).map(({ name }) => properties(ask, type, `${object.name}.${name}`, file))
  })
}

/** The calls by name. */
export const METADATA: Readonly<Record<string, Handler>> = {
  describeMetadata: () => {
    const metadataObjects = {
      childXmlNames: ['CustomField'],
      directoryName: 'objects',
      inFolder: false,
      metaFile: false,
      suffix: 'object',
      xmlName: 'CustomObject',
    }
    return { markup: toXml('result', { metadataObjects, organizationNamespace: '', partialSaveAllowed: true, testRequired: false }) }
  },
  listMetadata: ({ body, ask }: Call) => {
    const asked = children(body, 'queries').map((query) => typeNamed(childText(query, 'type')))
    return {
      markup: toXml(
        'result',
        asked.flatMap((type) => list(ask, type)),
      ),
    }
  },
  readMetadata: ({ body, ask }: Call) => {
    const type = typeNamed(childText(body, 'type'))
    const records = few(childTexts(body, 'fullNames')).map((fullName) => {
      const found = read(ask, type, fullName)
      const members = Object.entries(found ?? {}).map(([name, value]) => toXml(name, value))
      return found === undefined ? '<records xsi:nil="true"/>' : element('records', members.join(''), `xsi:type="${type}"`)
    })
    return { markup: element('result', records.join('')), records: records.length }
  },
  createMetadata: ({ body, ask }: Call) => {
    const results = few(children(body, 'metadata')).map((component) => create(ask, component))
    return { markup: toXml('result', results), records: results.length }
  },
}
