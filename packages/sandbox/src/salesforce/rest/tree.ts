/** sObject Tree: new rows with their children in one call, all or none. */
import type { SandboxResponse } from '../../world/system'
import { Failure, failure, rowErrors } from '../failure'
import type { Input } from '../rows/assign'
import { create } from '../rows/save'
import type { Field } from '../schema/field'
import type { ObjectSchema } from '../schema/object'
import type { Transaction } from '../store/transaction'
import { type Ask, jsonBody, namedObject, notAllowed, writing } from './ask'

/** Limits of one call [Salesforce: sObject Tree]. */
const MOST_ROWS = 200
const MOST_TYPES = 5
const DEEPEST = 5

/** A row of the tree; `up` is the look-up to its parent. */
type Node = { readonly object: ObjectSchema; readonly referenceId: string; readonly input: Input; readonly up?: Up }
type Up = { readonly field: Field; readonly parent: Node }
type Refused = { readonly referenceId: string; readonly errors: ReturnType<typeof rowErrors> }

/** Carries what was refused out of the transaction, so that nothing of it stays. */
class TreeRefused extends Error {
  constructor(readonly results: readonly Refused[]) {
    super('the tree is refused')
  }
}

function refused(referenceId: string, code: string, message: string): TreeRefused {
  return new TreeRefused([{ referenceId, errors: rowErrors(failure(400, code, message)) }])
}

function recordsOf(value: unknown): unknown[] | undefined {
  const records = typeof value === 'object' && value !== null && 'records' in value ? value.records : undefined
  return Array.isArray(records) ? records : undefined
}

/** The child object and its look-up that a relationship such as `Contacts` means. */
function childOf(ask: Ask, parent: ObjectSchema, relationship: string): { object: ObjectSchema; field: Field } | undefined {
  for (const object of ask.org.schema.objects.values()) {
    for (const field of object.fields()) {
      const { children, to } = field.reference ?? { to: [] }
      if (children?.toLowerCase() === relationship.toLowerCase() && to.includes(parent.name)) return { object, field }
    }
  }
  return undefined
}

function readNode(object: ObjectSchema, value: unknown, up: Up | undefined): Node {
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const said = record['attributes']
  const attributes = typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {}
  const { type, referenceId } = attributes
  if (typeof referenceId !== 'string' || referenceId === '') {
    throw refused('', 'INVALID_INPUT', 'Include a reference ID for each record in the request.')
  }
  if (typeof type !== 'string' || type.toLowerCase() !== object.name.toLowerCase()) {
    throw refused(referenceId, 'INVALID_INPUT', `The type of the record is not ${object.name}.`)
  }
  const input = Object.fromEntries(Object.entries(record).filter(([name, each]) => name !== 'attributes' && recordsOf(each) === undefined))
  return { object, referenceId, input, ...(up === undefined ? {} : { up }) }
}

/** The rows level by level, parents before children, as replies list them. */
function readTree(ask: Ask, root: ObjectSchema, records: readonly unknown[]): Node[][] {
  const levels: Node[][] = []
  let level = records.map((value) => ({ value, node: readNode(root, value, undefined) }))
  while (level.length > 0) {
    levels.push(level.map(({ node }) => node))
    level = level.flatMap(({ value, node }) =>
      Object.entries(value as Record<string, unknown>).flatMap(([name, below]) => {
        const rows = recordsOf(below) ?? []
        if (rows.length === 0) return []
        const child = childOf(ask, node.object, name)
        if (child === undefined)
          throw refused(node.referenceId, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${node.object.name}`)
        return rows.map((row) => ({ value: row, node: readNode(child.object, row, { field: child.field, parent: node }) }))
      }),
    )
  }
  return levels
}

function verifySize(levels: readonly (readonly Node[])[]): void {
  const nodes = levels.flat()
  const ids = new Set<string>()
  for (const { referenceId } of nodes) {
    if (ids.has(referenceId)) throw refused(referenceId, 'INVALID_INPUT', `Duplicate ReferenceId provided in the request: ${referenceId}`)
    ids.add(referenceId)
  }
  const first = nodes[0]?.referenceId ?? ''
  if (nodes.length > MOST_ROWS) throw refused(first, 'INVALID_INPUT', `The request has more than ${MOST_ROWS} records.`)
  if (levels.length > DEEPEST) throw refused(first, 'INVALID_INPUT', `The request is more than ${DEEPEST} levels deep.`)
  if (new Set(nodes.map(({ object }) => object)).size > MOST_TYPES) {
    throw refused(first, 'INVALID_INPUT', `The request has more than ${MOST_TYPES} types.`)
  }
}

/** Saves level after level; the first level with a refused row ends it. */
function createLevels(tx: Transaction, levels: readonly (readonly Node[])[]): { referenceId: string; id: string }[] {
  const ids = new Map<Node, string>()
  for (const level of levels) {
    const failures: Refused[] = []
    for (const node of level) {
      const link = node.up === undefined ? {} : { [node.up.field.name]: ids.get(node.up.parent) }
      try {
        ids.set(node, create(tx, node.object, { ...node.input, ...link }).id)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        failures.push({ referenceId: node.referenceId, errors: rowErrors(error) })
      }
    }
    if (failures.length > 0) throw new TreeRefused(failures)
  }
  return [...ids].map(([{ referenceId }, id]) => ({ referenceId, id }))
}

/** Answers `POST /composite/tree/Type`. */
export function tree(ask: Ask): SandboxResponse | undefined {
  const [first, second, type] = ask.segments
  if (first !== 'composite' || second !== 'tree' || type === undefined || ask.segments.length > 3) return undefined
  if (ask.method !== 'POST') throw notAllowed(ask, ['POST'])
  const object = namedObject(ask, type)
  const { records } = jsonBody(ask)
  if (!Array.isArray(records)) throw failure(400, 'INVALID_INPUT', 'Records should be a list of records')
  try {
    const levels = readTree(ask, object, records)
    verifySize(levels)
    const results = writing(ask, (tx) => createLevels(tx, levels))
    return { status: 201, body: { hasErrors: false, results }, records: results.length }
  } catch (error) {
    if (!(error instanceof TreeRefused)) throw error
    return { status: 400, body: { hasErrors: true, results: error.results }, records: error.results.length }
  }
}
