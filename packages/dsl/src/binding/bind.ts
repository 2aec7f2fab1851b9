/** Binding of a whole folder: every name of every file resolved, against the catalog and across files. */
import type { Catalog } from '../catalog/catalog'
import { duplicateDeclaration } from '../diagnostics/codes/names'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { TopLevelNode, ValuesNode } from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
import { shippedTable } from '../values/shipped-tables'
import { bindActivity } from './bind-activities'
import { bindCampaigns } from './bind-campaigns'
import { bindLifecycle } from './bind-lifecycle'
import { bindSync } from './bind-sync'
import { bindTest } from './bind-test'
import { bindValues } from './bind-values'
import { collectBinding } from './binding'
import type { BoundPolicy, BoundTable } from './bound'
import { type RepeatedBlocks, repeatedBlocks } from './repeated-blocks'

/** A table whose node is the same is the same: what is bound to it need not be bound again. */
const tablesKnown = new WeakMap<ValuesNode, BoundTable>()

const tableOf = (file: string, node: ValuesNode): BoundTable | undefined => {
  const before = tablesKnown.get(node)
  if (before?.file === file) return before
  const table = bindValues(file, node)
  if (table !== undefined) tablesKnown.set(node, table)
  return table
}

/** The word that opens a block of which there is one; the line that opens a test. */
const headOf = ({ kind, span, body }: { readonly kind: string; readonly span: Span; readonly body?: Span }): Span => ({
  start: span.start,
  end: kind === 'policy-test' ? (body?.start ?? span.end) : span.start + kind.length,
})

/**
 * Files are taken in the order of their names, so that nothing depends on how they are listed. Nor does anything depend on `remembers`, but
 * for the time it takes: whether lines are taken from the last text of their file.
 */
export const bind = (
  files: readonly ParseResult[],
  catalog: Catalog | undefined,
  remembers = true,
): { readonly bound: BoundPolicy; readonly diagnostics: readonly Diagnostic[]; readonly repeated: RepeatedBlocks } => {
  const sorted = [...files].sort((a, b) => (a.source.file < b.source.file ? -1 : a.source.file > b.source.file ? 1 : 0))
  const statements = sorted.flatMap((one) => one.ast.statements.map((node) => ({ source: one.source, file: one.source.file, node })))
  const ofKind = <K extends TopLevelNode['kind']>(kind: K) =>
    statements.flatMap(({ node, ...place }) => (node.kind === kind ? [{ ...place, node: node as Extract<TopLevelNode, { kind: K }> }] : []))

  const tables: BoundTable[] = ofKind('values').flatMap(({ file, node }) => tableOf(file, node) ?? [])
  const byName = new Map<string, BoundTable>()
  for (const table of tables) if (!byName.has(table.name)) byName.set(table.name, table)
  const heads = new Map(
    [...ofKind('sync')]
      .reverse()
      .flatMap(({ node }) => (node.hubspot === undefined ? [] : [[node.hubspot.value, node.salesforce.map((one) => one.value)] as const])),
  )
  const { binding, diagnostics, references } = collectBinding(catalog, byName, heads, remembers)

  for (const table of tables) {
    const span = table.node.name?.span ?? table.node.span
    binding.refer({ kind: 'table', name: table.name }, table.file, span, true)
    if (shippedTable(table.name) !== undefined)
      binding.report(
        duplicateDeclaration,
        { what: `the table \`${table.name}\`, which Lockstep ships,` },
        { file: table.file, span, help: 'give your table another name' },
      )
  }
  const syncs = ofKind('sync').map(({ source, node }) => bindSync(binding, source, node))
  const lifecycles = ofKind('lifecycle').map(({ file, node }) => bindLifecycle(binding, file, node))
  const activityBlocks = ofKind('activities')
  const activities = activityBlocks.flatMap(({ file, node }) =>
    node.statements.flatMap((line) => (line.kind === 'activity' ? [bindActivity(binding, file, line)] : [])),
  )
  const campaigns = ofKind('campaigns').map(({ file, node }) => bindCampaigns(binding, file, node))
  const tests = ofKind('policy-test').map(({ file, node }) => bindTest(binding, file, node))
  const policies = ofKind('policy')
  const repeated = repeatedBlocks([
    ...policies.map(({ file, node }) => ({ file, block: node.span, span: node.name?.span ?? node.span, what: '`policy`' })),
    ...activityBlocks.map(({ file, node }) => ({ file, block: node.span, span: headOf(node), what: '`activities`' })),
    ...campaigns.map(({ file, node }) => ({ file, block: node.span, span: headOf(node), what: '`campaigns`' })),
    ...tests.map(({ file, node, name }) => ({ file, block: node.span, span: node.name?.span ?? headOf(node), what: `\`test "${name}"\`` })),
    ...syncs.map(({ file, node, name }) => ({ file, block: node.span, span: node.hubspot?.span ?? node.span, what: `\`sync ${name}\`` })),
    ...tables.map(({ file, node, name }) => ({ file, block: node.span, span: node.name?.span ?? node.span, what: `\`values ${name}\`` })),
    ...lifecycles.map((one) => ({
      file: one.file,
      block: one.node.span,
      span: one.node.object?.span ?? one.node.span,
      what: `\`lifecycle ${one.object}.${one.propertyName}\``,
    })),
  ])
  return {
    bound: {
      files: sorted,
      policies,
      syncs,
      tables,
      lifecycles,
      activities,
      campaigns,
      tests,
      get references() {
        return references()
      },
    },
    diagnostics: [...diagnostics, ...repeated.diagnostics],
    repeated,
  }
}
