/** Shapes rows into the records of a reply: attributes, fields, parents inside, children as queries of their own. */
import type { Field } from '../schema/field'
import type { Row } from '../store/row'
import { parentOf, type Resolved, type Scope, type Step, shown } from './resolve'

export type Record18 = { readonly attributes: { readonly type: string; readonly url: string }; readonly [name: string]: unknown }
/** Children of a row by the name of their relationship. */
export type Children = { readonly name: string; readonly of: (row: Row) => { readonly records: readonly unknown[] } }

type Node = { readonly fields: Field[]; readonly parents: Map<string, { readonly step: Step; readonly node: Node }> }

function plan(paths: readonly Resolved[]): Node {
  const root: Node = { fields: [], parents: new Map() }
  for (const { steps, field } of paths) {
    let node = root
    for (const step of steps) {
      let below = node.parents.get(step.relationship)
      if (below === undefined) {
        below = { step, node: { fields: [], parents: new Map() } }
        node.parents.set(step.relationship, below)
      }
      node = below.node
    }
    node.fields.push(field)
  }
  return root
}

/** The `attributes` of a record. */
export function attributes(row: Row, version: string): { type: string; url: string } {
  return { type: row.object.name, url: `/services/data/${version}/sobjects/${row.object.name}/${row.id}` }
}

/** Makes the function that shows a row; `version` as in the path, `v62.0`. */
export function projector(
  scope: Scope,
  paths: readonly Resolved[],
  children: readonly Children[],
  version: string,
): (row: Row) => Record18 {
  const show = (row: Row, node: Node): Record18 => {
    const record: Record<string, unknown> = {}
    for (const field of node.fields) record[field.name] = shown(row, field)
    for (const [name, { step, node: below }] of node.parents) {
      const parent = parentOf(scope, row, step)
      record[name] = parent === undefined ? null : show(parent, below)
    }
    return { attributes: attributes(row, version), ...record }
  }
  const root = plan(paths)
  return (row) => {
    const record = show(row, root)
    if (children.length === 0) return record
    const below: Record<string, unknown> = {}
    for (const child of children) {
      const { records } = child.of(row)
      below[child.name] = records.length === 0 ? null : { totalSize: records.length, done: true, records }
    }
    return { ...record, ...below }
  }
}
