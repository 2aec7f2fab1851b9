/** Lifecycle stages from opportunities through contact roles, over HTTP: raised, carried to company and colleagues, never lowered. */
import { afterEach, expect, test, vi } from 'vitest'
import { openSandboxPeople, type SandboxPeople, sandboxPolicy } from './testing/sandbox-people'

vi.setConfig({ testTimeout: 90_000 })

let open: SandboxPeople | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

const policyOf = sandboxPolicy({
  lifecycle: {
    carry: [
      { rule: 'carry company', to: 'company' },
      { rule: 'carry colleagues', to: 'contacts of company' },
    ],
  },
})

/** Ada and Bob of one company, both leads in HubSpot and contacts in Salesforce, where Ada has a role in an open opportunity. */
const start = async () => {
  const people = await openSandboxPeople(policyOf)
  open = people
  const { edit } = people
  const company = await edit('hubspot', 'companies', { name: 'Acme', lifecyclestage: 'lead' })
  const contacts: string[] = []
  const counterparts: string[] = []
  for (const name of ['ada', 'bob']) {
    const email = `${name}@example.com`
    const id = await edit('hubspot', 'contacts', { email, lastname: name, lifecyclestage: 'lead' })
    contacts.push(id)
    counterparts.push(await edit('salesforce', 'Contact', { Email: email, LastName: name }))
    const answer = await fetch(`${people.sandbox.hubspot.url}/crm/v4/objects/contacts/${id}/associations/default/companies/${company}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${people.sandbox.hubspot.accessToken}` },
    })
    if (!answer.ok) throw new Error(await answer.text())
  }
  const opportunity = await edit('salesforce', 'Opportunity', { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2030-01-01' })
  await edit('salesforce', 'OpportunityContactRole', { OpportunityId: opportunity, ContactId: counterparts[0] })
  const stages = async () => {
    const [ada, bob] = await Promise.all(contacts.map((id) => people.stageOf('contacts', id)))
    return { ada, bob, company: await people.stageOf('companies', company) }
  }
  await people.later('5m')
  await people.later('5m')
  return { ...people, contacts, opportunity, stages }
}

test('a stage rises with the opportunity, for company and colleagues too, and a lost one takes nothing back', async () => {
  const people = await start()
  const early = await people.stages()
  await people.edit('salesforce', 'Opportunity', { StageName: 'Closed Won' }, people.opportunity)
  await people.later('5m')
  await people.later('5m')
  const won = await people.stages()
  await people.edit('salesforce', 'Opportunity', { StageName: 'Closed Lost' }, people.opportunity)
  await people.later('5m')
  await people.later('5m')
  const all = (stage: string) => ({ ada: stage, bob: stage, company: stage })
  expect([early, won, await people.stages()]).toEqual([all('opportunity'), all('customer'), all('customer')])
})

test('a person who lowers a stage is left alone until an opportunity changes', async () => {
  const people = await start()
  await people.edit('hubspot', 'contacts', { lifecyclestage: 'lead' }, people.contacts[0])
  await people.later('5m')
  await people.later('5m')
  const lowered = (await people.stages()).ada
  await people.edit('salesforce', 'Opportunity', { StageName: 'Closed Won' }, people.opportunity)
  await people.later('5m')
  await people.later('5m')
  expect([lowered, (await people.stages()).ada]).toEqual(['lead', 'customer'])
})
