/** Pipelines and stages through the unmodified client. */
import { Client } from '@hubspot/api-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RunningHubspot, seedOf, startHubspot } from '../testing/start-hubspot'

let hubspot: RunningHubspot
let client: Client

beforeEach(async () => {
  hubspot = await startHubspot(
    seedOf({ deals: [{ id: '1', values: { dealname: 'Big', pipeline: 'default', dealstage: 'contractsent' } }] }),
  )
  client = new Client({ accessToken: hubspot.token, basePath: hubspot.url, numberOfApiCallRetries: 0 })
})

afterEach(() => hubspot.close())

const NEW = {
  label: 'Renewals',
  displayOrder: 1,
  stages: [
    { label: 'Won', displayOrder: 2, metadata: { probability: '1.0' } },
    { label: 'Open', displayOrder: 1, metadata: { probability: '0.3' } },
  ],
}
const api = () => client.crm.pipelines.pipelinesApi
const stagesApi = () => client.crm.pipelines.pipelineStagesApi
const create = () => api().create('deals', NEW)
const subCategory = async (method: string, path: string, body?: unknown) => {
  const answer = await hubspot.call(method, path, body)
  return [answer.status, answer.body['subCategory']]
}

describe('a pipeline', () => {
  test('is created with its stages in order, and takes deals', async () => {
    const made = await create()
    expect(made.stages.map(({ label, metadata }) => [label, metadata])).toEqual([
      ['Open', { probability: '0.3', isClosed: 'false' }],
      ['Won', { probability: '1.0', isClosed: 'true' }],
    ])
    const stage = made.stages[0]?.id ?? ''
    const deal = await client.crm.deals.basicApi.create({ properties: { dealname: 'Again', dealstage: stage }, associations: [] })
    expect((await client.crm.deals.basicApi.getById(deal.id)).properties).toMatchObject({ pipeline: made.id, dealstage: stage })
    expect((await api().getAll('deals')).results.map(({ label }) => label)).toEqual(['Sales Pipeline', 'Renewals'])
  })

  test('is replaced, changed and deleted', async () => {
    const { id } = await create()
    const replaced = await api().replace('deals', id, { ...NEW, label: 'Upsell', stages: NEW.stages.slice(0, 1) })
    expect([replaced.id, replaced.label, replaced.stages.length]).toEqual([id, 'Upsell', 1])
    expect((await api().update('deals', id, { displayOrder: -1 })).displayOrder).toBe(-1)
    expect((await api().getAll('deals')).results.map((each) => each.id)).toEqual([id, 'default'])
    await api().archive('deals', id)
    expect((await hubspot.call('GET', `/crm/v3/pipelines/deals/${id}`)).status).toBe(404)
  })

  test.each([
    ['without stages', { label: 'X', displayOrder: 1 }, 400],
    ['without a probability', { ...NEW, stages: [{ label: 'A', displayOrder: 0 }] }, 400],
    ['with a probability beyond certainty', { ...NEW, stages: [{ label: 'A', displayOrder: 0, metadata: { probability: '1.5' } }] }, 400],
    ['with two stages alike', { ...NEW, stages: [NEW.stages[0], NEW.stages[0]] }, 400],
    ['with the label of another', { ...NEW, label: 'Sales Pipeline' }, 409],
  ])('%s is refused', async (_, body, status) => {
    expect((await hubspot.call('POST', '/crm/v3/pipelines/deals', body)).status).toBe(status)
  })

  test('that is the last, or whose stages are in use where that is asked, stays', async () => {
    expect(await subCategory('DELETE', '/crm/v3/pipelines/deals/default')).toEqual([400, 'PipelineError.LAST_PIPELINE'])
    await create()
    const path = '/crm/v3/pipelines/deals/default'
    const { status, body } = await hubspot.call('DELETE', `${path}?validateReferencesBeforeDelete=true`)
    expect([status, body]).toMatchObject([
      400,
      { subCategory: 'PipelineError.STAGE_ID_IN_USE', context: { stageId: ['contractsent'], objectIds: ['1'] } },
    ])
    const unused = `${path}/stages/closedlost?validateReferencesBeforeDelete=true`
    expect((await hubspot.call('DELETE', unused)).status).toBe(204)
    expect((await hubspot.call('DELETE', path)).status).toBe(204)
  })

  test('exists for objects that have pipelines alone', async () => {
    expect((await hubspot.call('GET', '/crm/v3/pipelines/contacts')).status).toBe(400)
  })
})

describe('a stage', () => {
  test('is added, changed, replaced and deleted', async () => {
    const { id } = await create()
    const added = await stagesApi().create('deals', id, { label: 'Lost', displayOrder: 0, metadata: { probability: '0' } })
    expect(added.metadata).toEqual({ probability: '0.0', isClosed: 'true' })
    const changed = await stagesApi().update('deals', id, added.id, { label: 'Gone' } as never)
    expect([changed.label, changed.metadata?.['probability']]).toEqual(['Gone', '0.0'])
    const again = { label: 'Back', displayOrder: 9, metadata: { probability: '0.1' } }
    expect(await stagesApi().replace('deals', id, added.id, again)).toMatchObject({ id: added.id, label: 'Back' })
    expect((await stagesApi().getAll('deals', id)).results.map(({ label }) => label)).toEqual(['Open', 'Won', 'Back'])
    await stagesApi().archive('deals', id, added.id)
    expect((await stagesApi().getAll('deals', id)).results.map(({ label }) => label)).toEqual(['Open', 'Won'])
  })

  test('of a ticket is open or closed', async () => {
    const made = await stagesApi().create('tickets', '0', { label: 'Done', displayOrder: 9, metadata: { ticketState: 'CLOSED' } })
    expect(made.metadata).toEqual({ ticketState: 'CLOSED', isClosed: 'true' })
    expect(
      await subCategory('POST', '/crm/v3/pipelines/tickets/0/stages', { label: 'Y', displayOrder: 1, metadata: { ticketState: 'AJAR' } }),
    ).toEqual([400, 'PipelineError.INVALID_STAGE_METADATA'])
  })
})

test('an audit tells what was done to a pipeline and its stages, the newest first, deleted ones too', async () => {
  const made = await create()
  const stage = made.stages[0]?.id ?? ''
  await api().update('deals', made.id, { label: 'Renewed' })
  await stagesApi().update('deals', made.id, stage, { label: 'Started', metadata: { probability: '0.4' } })
  await api().archive('deals', made.id)
  const { results } = await client.crm.pipelines.pipelineAuditsApi.getAudit('deals', made.id)
  expect(results.map(({ action, identifier, portalId, rawObject }) => [action, identifier, portalId, rawObject.label])).toEqual([
    ['DELETE', made.id, 24_680_135, 'Renewed'],
    ['UPDATE', made.id, 24_680_135, 'Renewed'],
    ['CREATE', made.id, 24_680_135, 'Renewals'],
  ])
  const stages = await client.crm.pipelines.pipelineStageAuditsApi.getAudit('deals', stage)
  expect(stages.results.map(({ action, rawObject }) => [action, rawObject.label])).toEqual([
    ['UPDATE', 'Started'],
    ['CREATE', 'Open'],
  ])
  expect((await client.crm.pipelines.pipelineAuditsApi.getAudit('deals', 'default')).results).toEqual([])
  expect((await hubspot.call('GET', '/crm/v3/pipelines/deals/none/audit')).status).toBe(404)
})
