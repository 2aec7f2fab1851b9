/** Pipelines are whole: every stage from which a record may cross has a line. */
import type { BoundPipeline } from '../binding/bound'
import { report } from '../diagnostics/code'
import { stagesUnlisted } from '../diagnostics/codes/objects'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Check } from './check'

const MOST = 5

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST).map((name) => `\`${name}\``)
  return names.length > MOST ? `${shown.join(', ')} and ${names.length - MOST} more` : shown.join(', ')
}

/**
 * Only HubSpot's stages belong to one pipeline for certain. Salesforce's values are those of the whole picklist, of which a record type
 * or process uses some that no schema tells.
 */
const unlisted = (file: string, { node, pipeline, stages }: BoundPipeline): readonly Diagnostic[] => {
  if (
    pipeline === undefined ||
    node.statements.some((one) => one.kind === 'broken') ||
    node.arrow === undefined ||
    node.arrow.value === '<-'
  )
    return []
  const known = new Set(stages.filter((one) => one.node.arrow?.value !== '<-').map((one) => one.hubspot))
  const missing = pipeline.stages.filter((one) => !known.has(one.id)).map((one) => one.id)
  if (missing.length === 0) return []
  return [
    report(
      stagesUnlisted,
      { stages: listed(missing), side: `the pipeline \`${pipeline.id}\`` },
      { file, span: node.pipeline?.span ?? node.span },
    ),
  ]
}

export const pipelinesAreWhole: Check = {
  name: 'pipelines-are-whole',
  needsCatalog: true,
  run: (bound) => bound.syncs.flatMap((sync) => sync.pipelines.filter((one) => one.complete).flatMap((one) => unlisted(sync.file, one))),
}
