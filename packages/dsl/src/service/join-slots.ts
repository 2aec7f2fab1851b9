/** Join slots: what may follow in `associate` lines and `pipeline` blocks. */
import type { Token } from '../syntax/tokens'
import { type Candidate, hubspotObjects, type Scope, texts, words } from './candidates'
import type { Cursor } from './cursor'
import { describeField, fieldsOf } from './describe'
import { valueAt } from './expression-slots'

const ARROWS = words('<->', '->', '<-')

/** The lookups of the sync's objects, written with their object where another lacks them. */
const lookups = (scope: Scope): readonly Candidate[] => {
  const { salesforce } = scope.sync
  return salesforce.flatMap((object) =>
    fieldsOf(scope.catalog, object)
      .filter((field) => field.type === 'reference')
      .map((field): Candidate => {
        const isShared = salesforce.every((other) => fieldsOf(scope.catalog, other).some((one) => one.name === field.name))
        return { label: isShared ? field.name : `${object}.${field.name}`, kind: 'field', detail: describeField(field) }
      }),
  )
}

const labels = (scope: Scope, to: string): readonly Candidate[] =>
  texts(
    (scope.catalog?.hubspot.associations ?? [])
      .filter((one) => one.from === scope.sync.hubspot && one.to === to)
      .map(({ label }) => ({ value: label, label })),
  )

const roles = ({ catalog }: Scope): readonly Candidate[] =>
  texts(fieldsOf(catalog, 'OpportunityContactRole').find((field) => field.name === 'Role')?.options)

/** After `associate`. */
export const inAssociate = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  const last = valueAt(line, -1)
  if (line.length === 1) return hubspotObjects(scope)
  const arrow = line.findIndex((token) => token.kind === 'arrow')
  if (arrow < 0) return ARROWS
  if (arrow === line.length - 1) {
    const role: readonly Candidate[] = scope.sync.salesforce.includes('Opportunity')
      ? [{ label: 'OpportunityContactRole', kind: 'object', detail: 'people of an opportunity' }]
      : []
    return [...lookups(scope), ...role]
  }
  if (last === '.') {
    const names = fieldsOf(scope.catalog, valueAt(line, -2)).filter((field) => field.type === 'reference')
    return names.map((field): Candidate => ({ label: field.name, kind: 'field', detail: describeField(field) }))
  }
  if (last === 'label') return labels(scope, valueAt(line, 1))
  return last === 'role' ? roles(scope) : words('label', 'role', 'required')
}

const pipelinesOf = ({ catalog, sync }: Scope) => (catalog?.hubspot.pipelines ?? []).filter((one) => one.object === sync.hubspot)

/** In the head of a `pipeline` block. */
export const inPipelineHead = (scope: Scope, line: readonly Token[]): readonly Candidate[] => {
  if (line.length === 1) return texts(pipelinesOf(scope).map(({ id, label }) => ({ value: id, label })))
  if (line.length === 2) return ARROWS
  const [object] = scope.sync.salesforce.flatMap((name) => scope.catalog?.salesforce.objects.filter((one) => one.name === name) ?? [])
  switch (valueAt(line, -1)) {
    case 'record':
      return words('type')
    case 'support':
      return words('process')
    case 'type':
      return [
        ...texts((object?.recordTypes ?? []).filter((one) => !one.master).map((one) => ({ value: one.developerName, label: one.name }))),
        ...words('master'),
      ]
    case 'process':
      return texts((object?.supportProcesses ?? []).map((name) => ({ value: name, label: name })))
    default:
      return line.at(-1)?.kind === 'arrow' ? words('record type', 'record type master', 'support process') : []
  }
}

/** In a `pipeline` block: the stages of both sides. */
export const inPipeline = (scope: Scope, { heads, line }: Cursor): readonly Candidate[] => {
  const name = heads.at(-1)?.[1]?.value
  const last = line.at(-1)
  if (last?.value === 'stage' && line.length === 1) {
    const pipeline = pipelinesOf(scope).find((one) => one.id === name || one.label === name)
    return texts((pipeline?.stages ?? []).map(({ id, label }) => ({ value: id, label })))
  }
  if (line.length === 2) return ARROWS
  if (last?.kind !== 'arrow') return []
  const field = scope.sync.salesforce.includes('Case') ? 'Status' : 'StageName'
  return scope.sync.salesforce.flatMap((object) => texts(fieldsOf(scope.catalog, object).find((one) => one.name === field)?.options))
}
