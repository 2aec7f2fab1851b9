/** Compiles a search filter into a test of one record. */
import { invalid } from '../api-error'
import { parseInstant } from '../records/instants'
import type { ObjectStore } from '../records/object-store'
import type { CrmRecord } from '../records/record'
import type { Property } from '../schema/property'
import { type Filter, unknownSearchProperty } from './search-request'
import { containsToken } from './text-tokens'

/** True for the records that pass. */
export type RecordTest = (record: CrmRecord) => boolean

/** Ids of the records of another type that a record is associated with. */
export type AssociatedIds = (record: CrmRecord, toType: string) => readonly string[]

type Comparable = number | string

/**
 * Text is compared without regard to case, except that `IN` and `NOT_IN` leave the values given as they are, so only lower-case ones are
 * found; options are compared exactly; numbers and instants by size. A record without the value passes `NOT_HAS_PROPERTY` and the
 * negative operators `NOT_IN` and `NOT_CONTAINS_TOKEN`, nothing else.
 */
export function filterTest(store: ObjectStore, filter: Filter, associated: AssociatedIds): RecordTest {
  if (filter.propertyName.startsWith('associations.')) {
    return associationTest(filter, associated)
  }
  const property = store.schema.get(filter.propertyName)
  if (property === undefined) {
    throw unknownSearchProperty(filter.propertyName)
  }
  const read = reader(store, property)
  const { operator } = filter
  const value = operand(property, filter.value)
  switch (operator) {
    case 'HAS_PROPERTY':
      return (record) => read(record) !== undefined
    case 'NOT_HAS_PROPERTY':
      return (record) => read(record) === undefined
    case 'EQ':
      return anyOf(property, read, new Set([value]))
    case 'NEQ': {
      const isEqual = anyOf(property, read, new Set([value]))
      return (record) => read(record) !== undefined && !isEqual(record)
    }
    case 'IN':
      return anyOf(property, read, new Set(filter.values?.map((each) => rawOperand(property, each))))
    case 'NOT_IN': {
      const isIn = anyOf(property, read, new Set(filter.values?.map((each) => rawOperand(property, each))))
      return (record) => !isIn(record)
    }
    case 'LT':
      return compared(read, (found) => found < value)
    case 'LTE':
      return compared(read, (found) => found <= value)
    case 'GT':
      return compared(read, (found) => found > value)
    case 'GTE':
      return compared(read, (found) => found >= value)
    case 'BETWEEN': {
      const high = operand(property, filter.highValue)
      return compared(read, (found) => found >= value && found <= high)
    }
    case 'CONTAINS_TOKEN':
      return (record) => containsToken(store.value(record, property.name) ?? '', filter.value ?? '')
    case 'NOT_CONTAINS_TOKEN':
      return (record) => !containsToken(store.value(record, property.name) ?? '', filter.value ?? '')
  }
}

/** The value of a property as a number (numbers, dates, instants) or as text ready to compare. Undefined where there is none. */
export function reader(store: ObjectStore, property: Property): (record: CrmRecord) => Comparable | undefined {
  const { name } = property
  if (name === 'hs_object_id') {
    return (record) => record.id
  }
  if (name === store.schema.type.modified || name === 'hs_lastmodifieddate') {
    return (record) => record.modifiedAt
  }
  if (name === 'createdate' || name === 'hs_createdate') {
    return (record) => record.createdAt
  }
  return (record) => {
    const text = store.value(record, name)
    return text === undefined ? undefined : rawOperand(property, isText(property) ? text.toLowerCase() : text)
  }
}

function isText(property: Property): boolean {
  return property.type === 'string' || property.type === 'phone_number'
}

function operand(property: Property, text: string | undefined): Comparable {
  return rawOperand(property, isText(property) ? (text ?? '').toLowerCase() : (text ?? ''))
}

function rawOperand(property: Property, text: string): Comparable {
  switch (property.type) {
    case 'number': {
      const number = Number(text)
      if (Number.isNaN(number)) {
        throw invalid(`'${text}' is not a number, as '${property.name}' requires`)
      }
      return number
    }
    case 'date':
    case 'datetime': {
      const time = parseInstant(text)
      if (time === undefined) {
        throw invalid(`'${text}' is not a time, as '${property.name}' requires`)
      }
      return time
    }
    default:
      return text
  }
}

function anyOf(property: Property, read: (record: CrmRecord) => Comparable | undefined, wanted: ReadonlySet<Comparable>): RecordTest {
  const several = property.fieldType === 'checkbox'
  return (record) => {
    const found = read(record)
    if (found === undefined) {
      return false
    }
    return wanted.has(found) || (several && typeof found === 'string' && found.split(';').some((option) => wanted.has(option)))
  }
}

function compared(read: (record: CrmRecord) => Comparable | undefined, test: (found: Comparable) => boolean): RecordTest {
  return (record) => {
    const found = read(record)
    return found !== undefined && test(found)
  }
}

function associationTest(filter: Filter, associated: AssociatedIds): RecordTest {
  const toType = filter.propertyName.slice('associations.'.length)
  const wanted = new Set(filter.values ?? (filter.value === undefined ? [] : [filter.value]))
  switch (filter.operator) {
    case 'EQ':
    case 'IN':
      return (record) => associated(record, toType).some((id) => wanted.has(id))
    case 'NEQ':
    case 'NOT_IN':
      return (record) => !associated(record, toType).some((id) => wanted.has(id))
    case 'HAS_PROPERTY':
      return (record) => associated(record, toType).length > 0
    case 'NOT_HAS_PROPERTY':
      return (record) => associated(record, toType).length === 0
    default:
      throw invalid(`operator ${filter.operator} does not apply to ${filter.propertyName}`)
  }
}
