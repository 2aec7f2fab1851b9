/** What a portal does by itself, over HTTP, where its settings say so. */
import { expect, test } from 'vitest'
import { type Json, seedOf, startHubspot } from '../testing/start-hubspot'

async function start(automation: Json) {
  const hubspot = await startHubspot(
    seedOf({
      companies: [{ id: '9', values: { name: 'Acme', domain: 'acme.example' } }],
      contacts: [{ id: '1', values: { lifecyclestage: 'evangelist' } }],
    }),
    { hubspot: { automation } },
  )
  const create = async (type: string, properties: Json, associations: unknown[] = []) =>
    String((await hubspot.call('POST', `/crm/v3/objects/${type}`, { properties, associations })).body['id'])
  const read = async (path: string, names: string) =>
    (await hubspot.call('GET', `/crm/v3/objects/${path}?properties=${names}`)).body['properties']
  return { ...hubspot, create, read }
}

test('a contact comes with the portal’s first stage, unless it brings one', async () => {
  const { create, read, close } = await start({ firstStage: 'lead' })
  const [one, other] = [await create('contacts', { email: 'a@x.example' }), await create('contacts', { lifecyclestage: 'customer' })]
  expect(await read(`contacts/${one}`, 'lifecyclestage,hs_lifecyclestage_lead_date')).toMatchObject({
    lifecyclestage: 'lead',
    hs_lifecyclestage_lead_date: '2026-11-01T12:00:00Z',
  })
  expect(await read(`contacts/${other}`, 'lifecyclestage')).toMatchObject({ lifecyclestage: 'customer' })
  await close()
})

test('a contact is joined with the firm of its address, which is made where there is none', async () => {
  const { create, read, close } = await start({ companiesFromEmails: true })
  const ids = [
    await create('contacts', { email: 'a@acme.example' }),
    await create('contacts', { email: 'b@new.example' }),
    await create('contacts', { email: 'c@gmail.com' }),
  ]
  const [known, made, none] = await Promise.all(
    ids.map((id) => read(`contacts/${id}`, 'associatedcompanyid') as Promise<Record<string, string | null>>),
  )
  expect([known?.['associatedcompanyid'], none?.['associatedcompanyid']]).toEqual(['9', null])
  expect(await read(`companies/${made?.['associatedcompanyid']}`, 'domain,name')).toMatchObject({
    domain: 'new.example',
    name: 'new.example',
  })
  await close()
})

test('contacts follow their deals, forwards alone', async () => {
  const { create, read, call, close } = await start({ stagesFromDeals: true })
  const contact = await create('contacts', { email: 'a@x.example' })
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }]
  const deal = await create(
    'deals',
    { dealname: 'Big', dealstage: 'contractsent' },
    [contact, '1'].map((id) => ({ to: { id }, types })),
  )
  expect(await read(`contacts/${contact}`, 'lifecyclestage')).toMatchObject({ lifecyclestage: 'opportunity' })
  await call('PATCH', `/crm/v3/objects/deals/${deal}`, { properties: { dealstage: 'closedwon' } })
  expect(await read(`contacts/${contact}`, 'lifecyclestage')).toMatchObject({ lifecyclestage: 'customer' })
  expect(await read('contacts/1', 'lifecyclestage')).toMatchObject({ lifecyclestage: 'evangelist' })
  await close()
})

test('nothing happens by itself without settings, and unknown ones are refused', async () => {
  const { create, read, close } = await start({})
  const id = await create('contacts', { email: 'a@acme.example' })
  expect(await read(`contacts/${id}`, 'lifecyclestage,associatedcompanyid')).toMatchObject({
    lifecyclestage: null,
    associatedcompanyid: null,
  })
  await close()
  await expect(start({ magic: true })).rejects.toThrow('unknown `hubspot.automation.magic`')
})
