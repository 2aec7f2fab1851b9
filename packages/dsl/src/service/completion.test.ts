import { expect, test } from 'vitest'
import { parse } from '../syntax/parse'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { readMarker } from '../testing/markers'
import { complete } from './completion'

const at = (marked: string) => {
  const { text, offset } = readMarker(marked)
  return complete({ files: [parse({ file: 'a.sync', text })], catalog: fixtureCatalog }, 'a.sync', offset)
}
const labels = (marked: string) => at(marked).map((one) => one.label)
const kinds = (marked: string) => [...new Set(at(marked).map((one) => one.kind))]

test('statements at the start of a line, by block', () => {
  const top = ['policy', 'sync', 'values', 'lifecycle', 'activities', 'campaigns', 'test']
  expect(labels('<|>')).toEqual(top)
  expect(labels('sy<|>')).toEqual(top)
  expect(labels('sync contact with Lead {\n  <|>\n}')).toEqual([
    'match',
    'prefer',
    'conflicts',
    'hold',
    'from',
    'map',
    'pipeline',
    'associate',
  ])
  expect(labels('sync contact with Lead {\n  from Lead {\n    <|>\n  }\n}')).toEqual(['include', 'on'])
  expect(labels('policy "A" {\n  every <|>')).toEqual([])
  expect(labels('policy "A" {\n  every 5 <|>')).toEqual(['minutes', 'hours'])
})

test('what a rule does, by event', () => {
  const from = (line: string) => labels(`sync contact with Lead {\n  from hubspot {\n    ${line}`)
  expect(from('on <|>')).toEqual(['new', 'change', 'delete', 'merge'])
  expect(from('on delete <|>')).toEqual(['delete', 'unlink', 'ignore'])
  expect(from('on new create <|>')).toEqual(['Lead', 'when', 'as', 'with assignment rules'])
})

test('properties left of the arrow, arrows after it, fields right of it, then options', () => {
  const map = (line: string) => `sync contact with Lead, Contact {\n  map {\n    ${line}\n  }\n}`
  expect(kinds(map('<|>'))).toEqual(['property', 'function'])
  expect(labels(map('email <|>'))).toEqual(['<->', '->', '<-', 'off', '+'])
  const fields = labels(map('email -> <|>'))
  expect([fields.includes('Email'), fields.includes('Lead.Company'), fields.includes('Company'), fields.includes('email')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(labels(map('state -> Lead.<|>')).slice(0, 2)).toEqual(['Id', 'CreatedDate'])
  expect(labels(map('email <-> Email <|>'))).toEqual([
    'prefer salesforce unless blank',
    'prefer hubspot unless blank',
    'default',
    'when',
    'using',
    'once',
    'sticky',
    'required',
  ])
  expect(labels(map('a -> Lead.Status when hubspot.<|>')).slice(0, 2)).toEqual(['email', 'firstname'])
})

test('a completed item says label and type, and replaces what was typed', () => {
  const { text, offset } = readMarker('sync contact with Lead {\n  match ema<|> = Email\n}')
  const item = complete({ files: [parse({ file: 'a.sync', text })], catalog: fixtureCatalog }, 'a.sync', offset).find(
    (one) => one.label === 'email',
  )
  const start = text.indexOf('ema')
  expect(item).toEqual({
    label: 'email',
    insert: 'email',
    span: { start, end: start + 3 },
    kind: 'property',
    detail: 'Email · string · text',
    doc: '',
  })
})

test('picklist values where a property is compared, and in the table that translates it', () => {
  const options = fixtureCatalog.hubspot.objects[0]!.properties.find((one) => one.name === 'hs_lead_status')!.options!.map(
    (one) => one.value,
  )
  const statuses = fixtureCatalog.salesforce.objects
    .find((one) => one.name === 'Lead')!
    .fields.find((one) => one.name === 'Status')!
    .options!.map((one) => one.value)
  expect(labels('sync contact with Lead {\n  from hubspot {\n    include when hs_lead_status = "<|>"')).toEqual(options)
  expect(labels('sync contact with Lead {\n  from hubspot {\n    include when hs_lead_status in ("NEW", "<|>')).toEqual(options)
  const table = (line: string) =>
    `sync contact with Lead {\n  map {\n    hs_lead_status <-> Lead.Status using t\n  }\n}\nvalues t {\n  ${line}\n}`
  expect(labels(table('<|>')).slice(1)).toEqual(options)
  expect(at(table(`"${options[0]}" <-> <|>`)).map((one) => one.insert)).toEqual(statuses.map((value) => `"${value}"`))
})

test('dynamic lists after member of, tables and functions after using', () => {
  const dynamic = fixtureCatalog.hubspot.lists.filter((list) => list.processingType === 'DYNAMIC').map((list) => list.name)
  expect(labels('sync contact with Lead {\n  from hubspot {\n    include when member of <|>')).toEqual(dynamic)
  expect(labels('sync contact with Lead {\n  map {\n    state <-> State using <|>\n  }\n}\nvalues mine {\n}')[0]).toBe('mine')
})

test('nothing in a comment, in another file, or in a block that is skipped', () => {
  expect([at('# sy<|>'), at('nonsense {\n  <|>\n}'), complete({ files: [] }, 'b.sync', 0)]).toEqual([[], [], []])
})

const deal = (line: string) => labels(`sync deal with Opportunity {\n  ${line}`)

test('associations: objects, arrows, lookups, then options with their texts', () => {
  expect(deal('associate <|>').includes('company')).toBe(true)
  expect(deal('associate company <|>')).toEqual(['<->', '->', '<-'])
  expect(deal('associate company <-> <|>')).toEqual(['OwnerId', 'AccountId', 'OpportunityContactRole'])
  expect(deal('associate company <-> AccountId <|>')).toEqual(['label', 'role', 'required'])
  expect(deal('associate contact <-> OpportunityContactRole label <|>')).toEqual(['Decision maker'])
  expect(labels('sync contact with Lead, Contact {\n  associate company <-> Contact.<|>')).toEqual(['OwnerId', 'AccountId'])
})

test('pipelines: their ids, record types, and the stages of both sides', () => {
  expect(deal('pipeline <|>')).toEqual(['default', 'renewals'])
  expect(deal('pipeline "default" <-> <|>')).toEqual(['record type', 'record type master', 'support process'])
  expect(deal('pipeline "default" <-> record type <|>')).toEqual(['Standard', 'Renewal', 'master'])
  expect(deal('pipeline "Renewals" <-> record type "Renewal" {\n    stage <|>')).toEqual(['r_open', 'r_won'])
  expect(deal('pipeline "default" <-> record type "Standard" {\n    stage "closedwon" <-> <|>').includes('Closed Won')).toBe(true)
  expect(deal('match through <|>').includes('contact')).toBe(true)
})

test('activities: kinds, arrows, subtypes, and what stands in their blocks', () => {
  const line = (piece: string) => labels(`activities {\n  ${piece}`)
  expect(line('<|>').slice(0, 2)).toEqual(['call', 'email'])
  expect([line('call <|>'), line('form_submission <|>')]).toEqual([['<->', '->', '<-'], ['->']])
  expect(line('call <-> <|>')).toEqual(['Task', 'Event'])
  expect(line('call <-> Task.<|>')).toEqual(['Task', 'Email', 'Call', 'ListEmail'])
  expect(line('call <-> Task.Call when hubspot.<|>').includes('hs_call_duration')).toBe(true)
  expect(line('call <-> Task.Call {\n    <|>')).toEqual(['when', 'on', 'map'])
  expect(line('call <-> Task.Call {\n    on delete <|>')).toEqual(['delete', 'ignore'])
  expect(line('call <-> Task.Call {\n    map {\n      hs_call_title <-> <|>').includes('Subject')).toBe(true)
})

test('campaigns: forms, and properties of contacts', () => {
  const line = (piece: string) => labels(`campaigns {\n  ${piece}`)
  expect(line('<|>')).toEqual(['form', 'show'])
  expect(line('form <|>')).toEqual(['Webinar sign-up', 'Contact us'])
  expect(line('form "Contact us" -> Campaign <|>')).toEqual(['Autumn webinar', 'Inbound'])
  expect(line('form "Contact us" -> Campaign "Inbound" status <|>')).toEqual(['Sent', 'Responded'])
  expect(line('show in <|>').includes('sf_campaigns')).toBe(true)
})

test('tests: objects, fields of the record meant, and records by name', () => {
  const line = (piece: string) => labels(`test "t" {\n  given Lead ada (Status = "Open")\n  ${piece}`)
  expect(line('given <|>').includes('OpportunityContactRole')).toBe(true)
  expect(line('given Lead bob (<|>').includes('Company')).toBe(true)
  expect(line('then salesforce changes <|>')).toEqual(['ada'])
  expect(line('then salesforce changes ada (Ci<|>').includes('City')).toBe(true)
  expect(line('expect ada (Status = <|>')[0]).toBe('Open - Not Contacted')
  expect(line('expect 3 <|>')).toEqual(['writes', 'calls'])
  expect(line('expect error <|>').slice(0, 2)).toEqual(['no-counterpart', 'invalid-value'])
  expect(line('expect error "no-counterpart" <|>')).toEqual(['for'])
})
