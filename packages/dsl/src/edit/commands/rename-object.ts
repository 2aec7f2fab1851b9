/** rename-object: gives a sync another object, in its head and wherever a statement names it as an object. */
import type { NameNode } from '../../syntax/ast'
import type { RenameObjectCommand } from '../command'
import { type Desk, fileOf, type Planned } from '../draft'
import { namesUnder, nodesOfLine } from '../name-nodes'
import type { AnyNode } from '../read-node'
import { refuse } from '../refusal'
import { namesIn, renameAll } from '../rename'
import type { Located } from '../targets'

/** Where the nodes of each kind name HubSpot's and Salesforce's objects. */
const HUBSPOT: Readonly<Record<string, readonly string[]>> = {
  sync: ['hubspot'],
  lifecycle: ['object'],
  match: ['object'],
  associate: ['object'],
  quantifier: ['object'],
  given: ['object'],
  step: ['record'],
  expect: ['record'],
}
const SALESFORCE: Readonly<Record<string, readonly string[]>> = {
  sync: ['salesforce'],
  from: ['object', 'sameAs'],
  'on-new': ['object'],
  prefer: ['choices'],
  linked: ['object'],
  quantifier: ['object'],
  given: ['object'],
  step: ['record'],
  expect: ['record'],
}

export const planRenameObject = (desk: Desk, { file, target, to }: RenameObjectCommand): Planned => {
  const parsed = fileOf(desk, file)
  if ('ok' in parsed) return parsed
  const [, side, from = ''] = /^(hubspot|salesforce)-object:([^#]*)(?:#\d+)?$/s.exec(target) ?? []
  const roles = side === 'hubspot' ? HUBSPOT : SALESFORCE
  const heads = namesIn(desk, ({ node }) => (node.kind === 'sync' ? namesUnder(node, roles['sync']!) : []))
  if (side === undefined || !heads.some((head) => head.parsed === parsed && head.name.value === from))
    return refuse('unknown-target', `there is no object \`${target}\` in \`${file}\``)
  if (from === to) return []
  if (heads.some(({ name }) => name.value === to)) return refuse('not-applicable', `\`${to}\` is the object of a sync already`)
  const named = namesIn(desk, (located) =>
    nodesOfLine(located.node).flatMap((node) => [...namesUnder(node, roles[node.kind] ?? []), ...pathHead(node, located, side, from)]),
  )
  return renameAll(
    desk,
    named.filter(({ name }) => name.value === from),
    to,
  )
}

/** The object that a path begins with; on Salesforce's side only where the sync has that object, else it is a lookup. */
const pathHead = (node: AnyNode, { parents, node: statement }: Located, side: string, object: string): readonly NameNode[] => {
  if (node.kind !== 'path') return []
  const segments = namesUnder(node, ['segments'])
  const sync = [...parents, statement].find((one) => one.kind === 'sync')
  const isObject = side === 'hubspot' || (sync !== undefined && namesUnder(sync, ['salesforce']).some((one) => one.value === object))
  return segments.length > 1 && isObject ? segments.slice(0, 1) : []
}
