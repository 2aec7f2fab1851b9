/** Channels of push topics: `/topic/NAME` tells the changes that a topic's query matches. */
import { Failure } from '../failure'
import { execute } from '../soql/execute'
import { parseQuery } from '../soql/parse'
import { pathsOf } from '../soql/paths'
import type { Actor, Org } from '../store/org'
import type { Row } from '../store/row'
import type { Change } from './change-log'
import type { Channel } from './subscriber'

/** The flag of a topic for each change, and what the event calls it [Salesforce: PushTopic; Message Structure]. */
const OPERATIONS: Readonly<Record<string, readonly [flag: string, type: string]>> = {
  CREATE: ['NotifyForOperationCreate', 'created'],
  UPDATE: ['NotifyForOperationUpdate', 'updated'],
  DELETE: ['NotifyForOperationDelete', 'deleted'],
  UNDELETE: ['NotifyForOperationUndelete', 'undeleted'],
}

/** Names of the fields that changed. */
function changedFields({ commit }: Change): Set<string> {
  return new Set((commit?.changes ?? []).filter((_, index) => index % 3 === 0).map(String))
}

/** The record of a row as the topic's query shows it, without attributes; nothing where the query does not match it. */
function shown(org: Org, actor: Actor, source: string, row: Row): Record<string, unknown> | undefined {
  const asked = { org, actor, source, version: 'v62.0', deleted: true, only: [row] }
  const answer = execute(asked, parseQuery(source))
  if (answer.rows === 0) return undefined
  const { attributes: _, ...record } = answer.record(0) as Record<string, unknown>
  return record
}

/** The channel of an active topic whose query can be read; `undefined` for any other name. */
export function topicChannel(org: Org, actor: Actor, name: string): Channel | undefined {
  const topics = org.schema.object('PushTopic')
  const field = topics?.field('Name')
  const topic = topics === undefined || field === undefined ? undefined : org.table(topics).find(field, name)[0]
  if (topic === undefined || topic.values['IsActive'] !== true) return undefined
  const source = String(topic.values['Query'])
  try {
    const query = parseQuery(source)
    const object = org.schema.object(query.from.name)
    if (object === undefined) return undefined
    const selected = query.select.flatMap((item) => (item.kind === 'field' ? [item.path] : []))
    const filtered = pathsOf(query.where)
    const fields = { All: undefined, Select: selected, Where: filtered, Referenced: [...selected, ...filtered] }
    const kind = String(topic.values['NotifyForFields'] ?? 'Referenced') as keyof typeof fields
    const watched = fields[kind]?.map(({ parts }) => object.field(parts.at(-1) ?? '')?.name)
    const rowOf = (change: Change) => org.row(change.ids[0] ?? '')
    return {
      wants: (change) => {
        const flag = OPERATIONS[change.type]?.[0]
        const row = rowOf(change)
        if (change.object !== object || change.commit === undefined || flag === undefined || row === undefined) return false
        if (topic.values[flag] !== true) return false
        const changed = changedFields(change)
        const isReferenced =
          change.type !== 'UPDATE' || watched === undefined || watched.some((each) => each !== undefined && changed.has(each))
        return isReferenced && (change.type === 'DELETE' || shown(org, actor, source, row) !== undefined)
      },
      show: (change) => {
        const row = rowOf(change)
        const createdDate = new Date(change.at).toISOString()
        const sobject = change.type === 'DELETE' || row === undefined ? undefined : shown(org, actor, source, row)
        return {
          event: { createdDate, replayId: change.replayId, type: OPERATIONS[change.type]?.[1] },
          sobject: sobject ?? { Id: change.ids[0] },
        }
      },
    }
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
