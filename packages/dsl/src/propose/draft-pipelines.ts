/** Pipelines of deals in the making: stages that match by their folded names; one that is not whole is left to a person. */
import type { Catalog, HubspotObject, HubspotPipeline, SalesforceObject } from '../catalog/catalog'
import { findField } from '../catalog/find'
import type { DraftPiece } from './draft'
import { foldName } from './similar-names'
import { textText } from './words-of-policy'

const stageRows = (pipeline: HubspotPipeline, opportunity: SalesforceObject) => {
  const free = new Set((findField(opportunity, 'StageName')?.options ?? []).map((one) => one.value))
  return pipeline.stages.map(({ id, label }): readonly [string, string | undefined] => {
    const match = [...free].find((one) => [foldName(label), foldName(id)].includes(foldName(one)))
    if (match !== undefined) free.delete(match)
    return [id, match]
  })
}

/** One block for each pipeline; a comment where stages or the record type are for a person to choose. */
export const draftPipelines = (
  catalog: Catalog,
  hubspot: HubspotObject,
  salesforce: readonly SalesforceObject[],
): readonly DraftPiece[] => {
  const opportunity = salesforce.find((one) => one.name === 'Opportunity')
  if (opportunity === undefined) return []
  const types = (opportunity.recordTypes ?? []).filter((one) => !one.master)
  const pipelines = (catalog.hubspot.pipelines ?? []).filter((one) => one.object === hubspot.name)
  return pipelines.flatMap((pipeline): readonly DraftPiece[] => {
    const rows = stageRows(pipeline, opportunity)
    const named = types.find((one) => [foldName(one.developerName), foldName(one.name)].includes(foldName(pipeline.label)))
    const type = named === undefined ? 'master' : textText(named.developerName)
    const head = `pipeline ${textText(pipeline.id)} <-> record type ${type}`
    const isCertain = rows.every(([, match]) => match !== undefined) && (pipelines.length === 1 || named !== undefined)
    if (isCertain)
      return [
        {
          kind: 'block',
          head,
          lines: rows.map(([id, match]) => ({ kind: 'line', spellings: [`stage ${textText(id)} <-> ${textText(match ?? '')}`] })),
        },
      ]
    return [
      { kind: 'comment', text: `The pipeline "${pipeline.label}" needs a record type and a line for each stage:` },
      { kind: 'comment', text: `${head} {` },
      ...rows.map(
        ([id, match]): DraftPiece => ({
          kind: 'comment',
          text: `stage ${textText(id)} <-> ${match === undefined ? '"..."' : textText(match)}`,
        }),
      ),
      { kind: 'comment', text: '}' },
    ]
  })
}
