/** The schema of an org over HTTP: against the sandbox, and dependent picklists as a real org tells them. */
import { afterEach, expect, it } from 'vitest'
import { startAnswering } from '../testing/answering-server'
import { recordingMeter, restlessClock } from '../testing/intents'
import { startWorld } from '../testing/world'
import { createSalesforceConnector } from './index'

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

it('has active users where wanted, and leaves out what the org lacks or says which object it is', async () => {
  const { salesforce, close: end } = await startWorld()
  close = end
  const leftOut: string[] = []
  const catalog = await salesforce.catalog(['Lead', 'Sheep__c'], { people: true, onLeftOut: (part) => leftOut.push(part) })
  if ('lists' in catalog) throw new Error('not a Salesforce catalog')
  expect([catalog.objects.map((one) => one.name), leftOut]).toEqual([['Lead'], ['Sheep__c']])
  expect(catalog.users?.every((one) => one.id.startsWith('005'))).toBe(true)
  expect('users' in (await salesforce.catalog(['Lead']))).toBe(false)
  await expect(salesforce.catalog(['Sheep__c'])).rejects.toMatchObject({ code: 'setting' })
})

it('has the active campaigns with the statuses of their members, where campaigns are wanted', async () => {
  const { salesforce, edit, close: end } = await startWorld()
  close = end
  const id = await edit('salesforce', 'Campaign', { Name: 'Autumn webinar', IsActive: true })
  await edit('salesforce', 'Campaign', { Name: 'Last year', IsActive: false })
  await edit('salesforce', 'CampaignMemberStatus', {
    CampaignId: id,
    Label: 'Attended',
    SortOrder: 9,
    IsDefault: false,
    HasResponded: true,
  })
  const catalog = await salesforce.catalog(['Campaign'])
  const without = await salesforce.catalog(['Lead'])
  expect('campaigns' in catalog ? catalog.campaigns : undefined).toEqual([
    { id, name: 'Autumn webinar', statuses: ['Sent', 'Responded', 'Attended'] },
  ])
  expect('campaigns' in without).toBe(false)
})

it('reads which values of the controlling field allow an option', async () => {
  const value = (name: string, validFor: string | null = null, active = true) => ({ value: name, label: name, active, validFor })
  const common = { nillable: true, createable: true, updateable: true }
  const countries = [value('DE'), value('XX', null, false), ...['FR', 'IT', 'JP', 'NL', 'PE', 'SE', 'US'].map((name) => value(name))]
  const describe = {
    name: 'Lead',
    label: 'Lead',
    recordTypeInfos: [],
    fields: [
      // Bits count inactive values too: US is the ninth.
      {
        ...common,
        name: 'StateCode',
        label: 'State',
        type: 'picklist',
        dependentPicklist: true,
        controllerName: 'CountryCode',
        picklistValues: [value('BY', 'gAAA'), value('CA', 'IIAA')],
      },
      { ...common, name: 'CountryCode', label: 'Country', type: 'picklist', dependentPicklist: false, picklistValues: countries },
      { ...common, name: 'Big__c', label: 'Big', type: 'boolean' },
      {
        ...common,
        name: 'Size__c',
        label: 'Size',
        type: 'picklist',
        dependentPicklist: true,
        controllerName: 'Big__c',
        picklistValues: [value('XL', 'QAAA')],
      },
    ],
  }
  const server = await startAnswering((asked) => {
    const url = `http://${asked.headers['host']}`
    if (asked.path === '/services/oauth2/token')
      return {
        status: 200,
        json: { access_token: 't', instance_url: url, id: `${url}/id/00D000000000001AAA/005000000000001AAA`, token_type: 'Bearer' },
      }
    if (asked.path.endsWith('/userinfo'))
      return { status: 200, json: { user_id: '005000000000001AAA', organization_id: '00D000000000001AAA' } }
    return { status: 200, json: describe }
  })
  close = server.close
  const login = { loginUrl: server.url, clientId: 'c', clientSecret: 's' }
  const catalog = await createSalesforceConnector({ ...login, meter: recordingMeter(), clock: restlessClock() }).catalog(['Lead'])
  if ('lists' in catalog) throw new Error('not a Salesforce catalog')
  const told = catalog.objects[0]?.fields.flatMap(
    (field) => field.options?.map((one) => [field.name, field.controlledBy, one.value, one.validFor]) ?? [],
  )
  expect(told?.filter(([, controller]) => controller !== undefined)).toEqual([
    ['StateCode', 'CountryCode', 'BY', ['DE']],
    ['StateCode', 'CountryCode', 'CA', ['FR', 'US']],
    ['Size__c', 'Big__c', 'XL', ['true']],
  ])
})
