/** Shapes rows into the records of a reply: attributes, fields, parents inside, children as queries of their own. */
import type { Row } from '../store/row'
import { valueOfName } from './related-name'
import { parentOf, type Resolved, reader, type Scope, type Step, shown } from './resolve'

export type Record18 = { readonly attributes: { readonly type: string; readonly url: string }; readonly [name: string]: unknown }
/** Children of a row by the name of their relationship. */
export type Children = { readonly name: string; readonly of: (row: Row) => { readonly records: readonly unknown[] } }
/** A selected path; `alias` is its name in the record, `only` the object that the parent must be of, or `not` those it must not be of. */
export type Column = Resolved & { readonly alias?: string; readonly only?: string; readonly not?: readonly string[] }

type Shown = { readonly name: string; readonly of: (row: Row) => unknown; readonly column: Column }
type Node = { readonly fields: Shown[]; readonly parents: Map<string, { readonly step: Step; readonly node: Node }> }

/** What a record shows of its own field, or by its `Name`. */
function cellOf(scope: Scope, { steps }: Column, field: Column['field'], map: Column['map']): (row: Row) => unknown {
  const byName = steps.at(-1)?.byName === true
  if (byName) return (row) => (map === undefined ? valueOfName(row, field) : map(valueOfName(row, field), row))
  return map === undefined ? (row) => shown(row, field) : reader(scope, { steps: [], field, map })
}

function plan(scope: Scope, columns: readonly Column[]): Node {
  const root: Node = { fields: [], parents: new Map() }
  for (const column of columns) {
    const { steps, field, map } = column
    let node = root
    for (const step of steps) {
      let below = node.parents.get(step.relationship)
      if (below === undefined) {
        below = { step, node: { fields: [], parents: new Map() } }
        node.parents.set(step.relationship, below)
      }
      node = below.node
    }
    node.fields.push({ name: column.alias ?? field.name, of: cellOf(scope, column, field, map), column })
  }
  return root
}

/** The `attributes` of a record. */
export function attributes(row: Row, version: string): { type: string; url: string } {
  return { type: row.object.name, url: `/services/data/${version}/sobjects/${row.object.name}/${row.id}` }
}

/** `top` is the related record that the path goes through first. */
function isFor({ only, not }: Column, top: Row): boolean {
  return (only === undefined || only === top.object.name) && !(not?.includes(top.object.name) ?? false)
}

function isWanted(node: Node, top: Row): boolean {
  return node.fields.some(({ column }) => isFor(column, top)) || [...node.parents.values()].some((below) => isWanted(below.node, top))
}

/** Makes the function that shows a row; `version` as in the path, `v62.0`. */
export function projector(
  scope: Scope,
  columns: readonly Column[],
  children: readonly Children[],
  version: string,
): (row: Row) => Record18 {
  const root = plan(scope, columns)
  const show = (row: Row, node: Node, top: Row, byName = false): Record18 => {
    const own = attributes(row, version)
    const record: Record<string, unknown> = { attributes: byName ? { ...own, type: 'Name' } : own }
    for (const { name, of, column } of node.fields) if (isFor(column, top)) record[name] = of(row)
    for (const [name, { step, node: below }] of node.parents) {
      if (node !== root && !isWanted(below, top)) continue
      const parent = parentOf(scope, row, step)
      record[name] = parent === undefined ? null : show(parent, below, node === root ? parent : top, step.byName)
    }
    return record as Record18
  }
  return (row) => {
    const record = show(row, root, row)
    if (children.length === 0) return record
    const below: Record<string, unknown> = {}
    for (const child of children) {
      const { records } = child.of(row)
      below[child.name] = records.length === 0 ? null : { totalSize: records.length, done: true, records }
    }
    return { ...record, ...below }
  }
}
