/** The org as Salesforce's screens show it. */
import type { ObjectView, RecordView, Viewer } from '../world/view'
import { readId } from './ids'
import type { ObjectSchema } from './schema/object'
import type { Org } from './store/org'
import { isDeleted, type Row } from './store/row'

/** `org` is asked for anew each time, since a reset puts another in its place. */
export function viewOrg(org: () => Org): Viewer {
  return {
    objects: () => [...org().schema.objects.values()].map(objectView),
    records: (name, wanted) => {
      const object = org().schema.object(name)
      return object === undefined ? undefined : newestFirst([...org().table(object).rows()], wanted)
    },
    record: (name, id) => {
      const object = org().schema.object(name)
      const row =
        object === undefined
          ? undefined
          : org()
              .table(object)
              .get(readId(id) ?? id)
      return row === undefined ? undefined : recordView(row)
    },
  }
}

const TITLES = ['Name', 'Email', 'Company', 'CaseNumber', 'Subject']
const ASKED = new Set([...TITLES, 'FirstName', 'LastName'])

function objectView(object: ObjectSchema): ObjectView {
  const fields = [...object.fields()].map(({ name, label, createable, updateable, nillable, defaultedOnCreate, type, picklist }) => ({
    name,
    label,
    isEditable: createable || updateable,
    isFirst: ASKED.has(name) || !(nillable || defaultedOnCreate),
    ...(type === 'boolean' ? { options: ['true', 'false'] } : {}),
    ...(picklist.length === 0 ? {} : { options: picklist.filter(({ active }) => active).map(({ value }) => value) }),
  }))
  const present = new Set(fields.map(({ name }) => name))
  return { name: object.name, label: object.plural, titles: TITLES.filter((name) => present.has(name)), fields }
}

function holds({ id, values }: Row, wanted: RegExp): boolean {
  if (wanted.test(id)) return true
  for (const name in values) {
    const value = values[name]
    if (value !== undefined && value !== null && wanted.test(typeof value === 'string' ? value : String(value))) return true
  }
  return false
}

function* newestFirst(rows: readonly Row[], wanted: readonly RegExp[]): Generator<RecordView> {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index]
    if (row !== undefined && wanted.every((each) => holds(row, each))) yield recordView(row)
  }
}

function recordView(row: Row): RecordView {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(row.values)) {
    if (value !== null && value !== undefined && value !== '') values[name] = String(value)
  }
  return { id: row.id, isDeleted: isDeleted(row), values }
}
