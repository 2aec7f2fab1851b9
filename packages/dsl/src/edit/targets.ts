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
      return [saidBy(node['name'] ?? node['object'])]
    })
    .join('.')

/** Statements of which there is one in its block, or one of each name: the part after the owner's name. */
const ONCE: Readonly<Record<string, (node: AnyNode) => string>> = {
  policy: () => '',
  every: () => '',
  'creates-companies': () => '',
  conflicts: () => '',
  map: () => '',
  order: () => '',
  budget: (node) => saidBy(node['side']),
  hold: (node) => saidBy(node['what']),
  from: (node) => saidBy(node['object']),
}

/** Drawn by the graph, whose ids they have. */
const DRAWN: ReadonlySet<string> = new Set([
  'sync',
  'values',
  'lifecycle',
  'mapping',
  'match',
  'prefer',
  'include',
  'on-new',
  'on-change',
  'on-delete',
  'on-merge',
])

const ownIds = (files: readonly ParseResult[]): readonly Target[] => {
  const counts = new Map<string, number>()
  const count = (key: string) => {
    const next = (counts.get(key) ?? 0) + 1
    counts.set(key, next)
    return next
  }
  return files.flatMap((parsed) =>
    locatedIn(parsed).flatMap((located): readonly Target[] => {
      const { node, parents, place } = located
      if (DRAWN.has(node.kind) || formOf(place, node) === undefined) return []
      const owner = ownerOf(parents)
      const once = ONCE[node.kind]
      const last = once ? once(node) : String(count(`${node.kind}:${owner}`))
      const name = [owner, last].filter((part) => part !== '').join('.')
      const id = name === '' ? node.kind : `${node.kind}:${name}`
      const number = count(`id ${id}`)
      return [{ id: number === 1 ? id : `${id}#${number}`, located }]
    }),
  )
}

const placeKey = (file: string, { start, end }: { readonly start: number; readonly end: number }) => `${start} ${end} ${file}`

/** What the graph draws, with the statement that it stands for; nothing for what it draws out of another line. */
const drawn = (files: readonly ParseResult[]): ReadonlyMap<string, Located | undefined> => {
  const places = new Map(files.flatMap((parsed) => locatedIn(parsed).map((one) => [placeKey(parsed.source.file, one.node.span), one])))
  const { nodes, edges } = toGraph(files)
  return new Map(
    [...nodes, ...edges.filter((edge) => edge.kind !== 'rule' && edge.kind !== 'lifecycle')].map((one) => {
      const found = places.get(placeKey(one.file, one.span))
      return [one.id, one.kind === 'salesforce-object' ? undefined : found]
    }),
  )
}

/** Every statement that a command can name, with its id; a mapping of several objects has several. */
export const targetsOf = (files: readonly ParseResult[]): readonly Target[] => [
  ...[...drawn(files)].flatMap(([id, located]) => (located ? [{ id, located }] : [])),
  ...ownIds(files),
]

/** The statement of that id in that file. */
export const findTarget = (files: readonly ParseResult[], file: string, id: string): Located | Refusal => {
  const kind = id.replace(/[:#].*$/s, '')
  const own = Object.hasOwn(ONCE, kind) || !DRAWN.has(kind) ? ownIds(files).find((one) => one.id === id)?.located : undefined
  if (own) return inFile(own, file, id)
  const graph = drawn(files)
  const found = graph.get(id)
  if (found) return inFile(found, file, id)
  if (!graph.has(id)) return refuse('unknown-target', `there is no \`${id}\` in the policy`)
  return refuse(
    'not-applicable',
    id.startsWith('salesforce-object:')
      ? `\`${id}\` is drawn from the head of its sync: change the field \`salesforce\` of the sync instead`
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
