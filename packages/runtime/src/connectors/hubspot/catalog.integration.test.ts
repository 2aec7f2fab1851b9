/** The schema of a portal over HTTP, against the sandbox. */
import { afterEach, expect, it } from 'vitest'
import { startWorld } from '../testing/world'

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

/** An empty world, and hands that change its schema as an administrator's own program would. */
async function start() {
  const world = await startWorld()
  close = world.close
  const post = async (path: string, body: object) => {
    const { url, accessToken } = world.sandbox.hubspot
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
  }
  return { ...world, post }
}

it('is whole: custom objects, pipelines with closed stages, labels in both directions, currencies, owners where wanted', async () => {
  const { hubspot, post } = await start()
  await post('/crm/v3/schemas', {
    name: 'plan',
    labels: { singular: 'Plan', plural: 'Plans' },
    primaryDisplayProperty: 'title',
    requiredProperties: ['title'],
    searchableProperties: ['title'],
    secondaryDisplayProperties: [],
    properties: [{ name: 'title', label: 'Title', type: 'string', fieldType: 'text' }],
    associatedObjects: ['CONTACT'],
  })
  await post('/crm/v4/associations/deals/contacts/labels', { label: 'Decision maker', inverseLabel: 'Decides on', name: 'decision_maker' })
  const parts: string[] = []
  const leftOut: string[] = []
  const catalog = await hubspot.catalog(['deal', 'contact', 'sheep'], {
    custom: true,
    people: true,
    onPart: (part) => parts.push(part),
    onLeftOut: (part) => leftOut.push(part),
  })
  if (!('lists' in catalog)) throw new Error('not a HubSpot catalog')
  const plan = catalog.objects.find((one) => one.name === 'p_plan')
  expect([plan?.plural, plan?.label, plan?.requiredProperties, plan?.typeId.startsWith('2-')]).toEqual(['p_plan', 'Plan', ['title'], true])
  expect(plan?.properties.find((one) => one.name === 'title')).toEqual({ name: 'title', label: 'Title', type: 'string', fieldType: 'text' })
  expect(catalog.objects.map((one) => one.name)).toEqual(['deal', 'contact', 'p_plan'])
  const own = catalog.associations?.filter((one) => ['Decision maker', 'Decides on'].includes(one.label))
  expect(own).toEqual([
    { from: 'deal', to: 'contact', label: 'Decision maker' },
    { from: 'contact', to: 'deal', label: 'Decides on' },
  ])
  const stages = catalog.pipelines?.find((one) => one.object === 'deal' && one.id === 'default')?.stages
  expect(stages?.filter((one) => one.closed === true).map((one) => one.id)).toEqual(['closedwon', 'closedlost'])
  expect([catalog.currencies, catalog.forms, Array.isArray(catalog.owners)]).toEqual([['USD'], [], true])
  expect(parts).toEqual(['the account', 'deal', 'contact', 'sheep', 'p_plan', 'lists', 'association labels', 'forms', 'owners'])
  expect(leftOut).toEqual(['sheep'])
})

it('has no people unless they are wanted, and refuses an object that is not there', async () => {
  const { hubspot } = await start()
  const catalog = await hubspot.catalog(['contact'])
  expect('owners' in catalog).toBe(false)
  await expect(hubspot.catalog(['contacs'])).rejects.toMatchObject({ code: 'setting' })
})
