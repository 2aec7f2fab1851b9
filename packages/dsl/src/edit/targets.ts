/** Targets: the statements that commands can name, by the ids of the graph and, where the graph draws none, by ids of their own. */
import { toGraph } from '../graph/to-graph'
import type { BlockKind } from '../syntax/keywords'
import type { ParseResult } from '../syntax/parse'
import { type AnyNode, bodyOf, formOf, statementsOf } from './read-node'
import { type Refusal, refuse } from './refusal'
import type { Path } from './tree'

/** A statement and the blocks around it, the file first. */
export type Located = {
  readonly parsed: ParseResult
  readonly path: Path
  readonly node: AnyNode
  /** The block that it stands in. */
  readonly place: BlockKind
  readonly parents: readonly AnyNode[]
}

export type Target = { readonly id: string; readonly located: Located }

/** The kind of block that a statement opens; nothing where it opens none that commands know. */
export const opensOf = ({ place, node }: Pick<Located, 'place' | 'node'>): BlockKind | undefined => formOf(place, node)?.opens

/** Every statement of a file, outermost first, in the order of the text. */
export const locatedIn = (parsed: ParseResult): readonly Located[] => {
  const found: Located[] = []
  const visit = (parents: readonly AnyNode[], place: BlockKind, path: Path) => {
    for (const [index, node] of (statementsOf(parents.at(-1)!) ?? []).entries()) {
      const located: Located = { parsed, path: [...path, index], node, place, parents }
      found.push(located)
      const opens = opensOf(located)
      if (opens !== undefined) visit([...parents, node], opens, located.path)
    }
  }
  visit([parsed.ast], 'file', [])
  return found
}

const saidBy = (part: unknown): string => (typeof part === 'object' && part !== null && 'value' in part ? String(part.value) : '')

/** The name by which what stands in a block is qualified. */
const ownerOf = (parents: readonly AnyNode[]): string =>
  parents
    .slice(1)
    .flatMap((node) => {
      if (node.kind === 'policy' || node.kind === 'map') return []
      if (node.kind === 'sync') return [saidBy(node['hubspot'])]
      if (node.kind === 'lifecycle') return [`${saidBy(node['object'])}.${saidBy(node['property'])}`]
      if (node.kind === 'activity') return [saidBy(node['type'])]
      return [saidBy(node['name'] ?? node['object'] ?? node['pipeline'])]
    })
    .filter((name) => name !== '')
    .join('.')

/** Statements of which there is one in its block, or one of each name: the part after the owner's name. */
const ONCE: Readonly<Record<string, (node: AnyNode) => string>> = {
  policy: () => '',
  every: () => '',
  'creates-companies': () => '',
  conflicts: () => '',
  map: () => '',
  order: () => '',
  when: () => '',
  activities: () => '',
  'on-delete': () => '',
  budget: (node) => saidBy(node['side']),
  hold: (node) => saidBy(node['what']),
  from: (node) => saidBy(node['object']),
}

const placeKey = (file: string, { start, end }: { readonly start: number; readonly end: number }) => `${start} ${end} ${file}`

type Ids = ReadonlyMap<string, Located | undefined>

const known = new WeakMap<readonly ParseResult[], Ids>()

/** Each id with its statement; nothing for what the graph draws out of another line. Worked out once for each list of files. */
const idsOf = (files: readonly ParseResult[]): Ids => {
  const ids = known.get(files) ?? readIds(files)
  known.set(files, ids)
  return ids
}

const readIds = (files: readonly ParseResult[]): Ids => {
  const all = files.flatMap(locatedIn)
  const places = new Map(all.map((one) => [placeKey(one.parsed.source.file, one.node.span), one]))
  const ids = new Map<string, Located | undefined>()
  const { nodes, edges } = toGraph(files)
  for (const one of [...nodes, ...edges.filter((edge) => edge.kind !== 'rule' && edge.kind !== 'lifecycle')]) {
    const located = places.get(placeKey(one.file, one.span))
    const isOther = one.kind === 'salesforce-object' || (one.kind === 'hubspot-object' && located?.node.kind !== 'sync')
    ids.set(one.id, isOther ? undefined : located)
  }
  const drawn = new Set(ids.values())
  const counts = new Map<string, number>()
  for (const located of all) {
    const { node, parents, place } = located
    if (drawn.has(located) || formOf(place, node) === undefined) continue
    const owner = ownerOf(parents)
    const key = `${node.kind}:${owner}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    const name = [owner, ONCE[node.kind]?.(node) ?? String(counts.get(key))].filter((part) => part !== '').join('.')
    const id = name === '' ? node.kind : `${node.kind}:${name}`
    let free = id
    for (let number = 2; ids.has(free); number++) free = `${id}#${number}`
    ids.set(free, located)
  }
  return ids
}

/** Every statement that a command can name, with its id; a mapping of several objects has several. */
export const targetsOf = (files: readonly ParseResult[]): readonly Target[] =>
  [...idsOf(files)].flatMap(([id, located]) => (located ? [{ id, located }] : []))

/** The statement of that id in that file. */
export const findTarget = (files: readonly ParseResult[], file: string, id: string): Located | Refusal => {
  const ids = idsOf(files)
  const found = ids.get(id)
  if (found) return inFile(found, file, id)
  if (!ids.has(id)) return refuse('unknown-target', `there is no \`${id}\` in the policy`)
  return refuse(
    'not-applicable',
    /^(salesforce|hubspot)-object:/.test(id)
      ? `\`${id}\` is drawn from the head of a block: change the field of the block that names it`
      : `\`${id}\` is inherited from another block: edit the line there, or add one to the block that inherits it`,
  )
}

const inFile = (located: Located, file: string, id: string): Located | Refusal =>
  located.parsed.source.file === file
    ? located
    : refuse('unknown-target', `\`${id}\` stands in \`${located.parsed.source.file}\`, not in \`${file}\``)

/** Refused where a syntax error touches the block that a statement stands in, other than inside the closed block of another statement. */
export const refuseBroken = (parsed: ParseResult, block: AnyNode, target: AnyNode | undefined): Refusal | undefined => {
  const { text, file } = parsed.source
  const others = (statementsOf(block) ?? []).flatMap((node) => {
    const body = node === target ? undefined : bodyOf(node)
    return body && text.charAt(body.end - 1) === '}' ? [body] : []
  })
  const error = parsed.diagnostics.find(
    ({ severity, span }) =>
      severity === 'error' &&
      span.end >= block.span.start &&
      span.start <= block.span.end &&
      !others.some((body) => body.start < span.start && span.end < body.end),
  )
  return error && refuse('syntax-error', `a syntax error touches this block of \`${file}\` (${error.message}): mend it first`)
}
