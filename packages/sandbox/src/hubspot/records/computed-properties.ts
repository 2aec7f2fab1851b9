/** Properties that HubSpot works out from a record's associations, owner, pipeline and past. */
import type { Portal } from '../portal'
import type { ObjectStore } from './object-store'
import type { CrmRecord } from './record'

/** Counted associations by property: `num_associated_contacts` of a company. */
const COUNTED: Readonly<Record<string, string>> = { num_associated_contacts: 'contacts', num_associated_deals: 'deals' }

/** Lets a store tell the properties of this kind that its object has. */
export function computeFor(portal: Portal, store: ObjectStore): void {
  const { type } = store.schema
  const add = (name: string, compute: (record: CrmRecord) => string | undefined): void => {
    if (store.schema.get(name) !== undefined) {
      store.computed.set(name, compute)
    }
  }
  for (const [name, to] of Object.entries(COUNTED)) {
    add(name, (record) => String(portal.associations.of(type.name, to, record.id).filter((each) => portal.store(to)?.live(each.to)).length))
  }
  add('hs_all_owner_ids', (record) => store.value(record, 'hubspot_owner_id'))
  add('hs_calculated_merged_vids', (record) => mergedIds(store, record))
  if (type.name === 'line_items') {
    add('amount', (record) => lineAmount(store, record))
  }
  if (type.name === 'deals') {
    add('amount_in_home_currency', (record) => store.value(record, 'amount'))
  }
  const stageOf = (record: CrmRecord) => {
    const stage = type.pipelines === undefined ? undefined : store.value(record, type.pipelines.stage)
    return portal.pipelines
      .get(type.name)
      ?.flatMap((pipeline) => pipeline.stages)
      .find(({ id }) => id === stage)
  }
  add('hs_is_closed', (record) => stageOf(record)?.metadata['isClosed'] ?? 'false')
  add('hs_is_closed_won', (record) => String(Number(stageOf(record)?.metadata['probability'] ?? 0) === 1))
  add('hs_deal_stage_probability', (record) => stageOf(record)?.metadata['probability'])
}

/** What the line costs after its discounts; undefined without a price and a quantity. */
function lineAmount(store: ObjectStore, record: CrmRecord): string | undefined {
  const number = (name: string): number => Number(store.value(record, name) ?? 0)
  if (store.value(record, 'price') === undefined || store.value(record, 'quantity') === undefined) {
    return undefined
  }
  const each = number('price') * (1 - number('hs_discount_percentage') / 100) - number('discount')
  return String(Math.round(each * number('quantity') * 100) / 100)
}

/** Each merged id with the time of its merge: `51:1700000000000;52:1700000000000`. */
function mergedIds(store: ObjectStore, record: CrmRecord): string | undefined {
  const ids = store.value(record, 'hs_merged_object_ids')
  return ids
    ?.split(';')
    .map((id) => `${id}:${store.absorbedAt(Number(id)) ?? record.bornAt}`)
    .join(';')
}
