/** Makes Acme's two worlds, HubSpot and Salesforce, as untidy as real ones and the same on every machine: `node generate.mjs [FOLDER]`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDraw } from './draw.mjs'
import { cities, first, firstAccented, japanese, last, lastAccented, streets, titles } from './names.mjs'
import { salesforceId } from './salesforce-id.mjs'
import { hubspotSchema, owners, salesforceSchema } from './schema.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const target = process.argv[2] ?? join(here, '..', 'world')
const draw = createDraw(20_261_101)
const NOW = Date.parse('2026-11-01T08:00:00Z')
const DAY = 86_400_000
const time = (daysAgo) => new Date(NOW - Math.round(daysAgo * DAY)).toISOString().replace(/\.\d+Z$/, '.000Z')
/** Salesforce stamps rows to the second. */
const anytime = () => time(1 + draw.below(700) + draw.below(86_400) / 86_400)

// Companies ---------------------------------------------------------------------------------------------------------------------------------

const parseLine = (line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1])
const real = readFileSync(join(here, 'companies.csv'), 'utf8').trim().split('\n').slice(1).map(parseLine)
const slug = (name) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'company'

const companies = real.map(([symbol, name, sector, industry, headquarters]) => ({
  symbol,
  name,
  sector,
  industry,
  headquarters,
  domain: `${slug(name)}.example`,
}))
const invented = ['Plumbing', 'Bakery', 'Logistics', 'Robotics', 'Gardens', 'Printing', 'Bicycles', 'Furniture', 'Optics', 'Shipping']
for (let i = 0; companies.length < 600; i++) {
  const name = `${last[i % last.length]} ${invented[i % invented.length]}${i >= 60 ? ` ${i}` : ''}`
  companies.push({
    symbol: '',
    name,
    sector: 'Industrials',
    industry: invented[i % invented.length],
    headquarters: 'Springfield, Illinois',
    domain: `${slug(name)}.example`,
  })
}
const revenueOf = (i) => 1_000_000 + ((i * 7_919_333) % 900_000_000)
const accounts = companies.map((company, i) => ({
  id: salesforceId('001', i + 1),
  at: anytime(),
  values: {
    Name: company.name,
    Website: `https://www.${company.domain}`,
    Industry: company.sector.slice(0, 40),
    AnnualRevenue: revenueOf(i),
    NumberOfEmployees: 10 + ((i * 37) % 90_000),
    BillingCity: company.headquarters.split(',')[0].slice(0, 40),
  },
}))
const hubspotCompanies = companies.slice(0, 540).map((company, i) => ({
  id: String(9_000_000 + i),
  at: anytime(),
  values: {
    name: company.name,
    domain: company.domain,
    city: company.headquarters.split(',')[0],
    annualrevenue: String(revenueOf(i)),
    type: i % 9 === 0 ? 'PARTNER' : i % 4 === 0 ? 'VENDOR' : 'PROSPECT',
  },
}))

// People ------------------------------------------------------------------------------------------------------------------------------------

let people = 0
const person = () => {
  const n = people++
  const isJapanese = draw.chance(0.04)
  const [given, family] = isJapanese
    ? draw.one(japanese)
    : [draw.chance(0.12) ? draw.one(firstAccented) : draw.one(first), draw.chance(0.12) ? draw.one(lastAccented) : draw.one(last)]
  // A few companies have very many people, most have few.
  const at = draw.chance(0.2) ? draw.below(6) : draw.below(540)
  const mailbox = `${slug(given) === 'company' ? 'kaiin' : slug(given)}.${slug(family) === 'company' ? 'sama' : slug(family)}.${n}`
  const [city, code, state, zip] = draw.one(cities)
  return {
    n,
    given,
    family,
    at,
    city,
    code,
    state,
    zip,
    email: `${mailbox}@${companies[at].domain}`,
    title: draw.one(titles),
    phone: `+1 ${200 + draw.below(700)} 555 ${String(1000 + draw.below(9000))}`,
    street: `${1 + draw.below(990)} ${draw.one(streets)}`,
    // A few still belong to the one who left.
    owner: draw.chance(0.85) ? (draw.chance(0.015) ? owners.length - 1 : draw.below(owners.length - 1)) : null,
  }
}

const spellState = (p) =>
  draw.chance(0.45) ? p.code : draw.chance(0.9) ? p.state : draw.one([p.code.toLowerCase(), p.state.toUpperCase(), 'Calif', 'N/A'])
const longText = () =>
  'Met at the trade fair; asked for the brochure, the price list and a call back in spring. '.repeat(20 + draw.below(340))
const leadStatuses = ['NEW', 'OPEN', 'IN_PROGRESS', 'OPEN_DEAL', 'UNQUALIFIED', 'ATTEMPTED_TO_CONTACT', 'CONNECTED', 'BAD_TIMING']
const stages = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer']
const channels = ['email', 'phone', 'post', 'fair']
const sources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Other']

let contactNumber = 0
const hubspotContacts = []
const hubspotContact = (p, { listed, email = p.email, more = {} }) => {
  const id = String(100_001 + contactNumber++)
  const stage = listed ? draw.one(stages.slice(2)) : draw.one(stages.slice(0, 2))
  const values = {
    email,
    firstname: p.given,
    lastname: draw.chance(0.03) ? '' : p.family,
    jobtitle: p.title,
    phone: draw.chance(0.8) ? p.phone : '',
    company: draw.chance(0.85) ? companies[p.at].name : '',
    address: p.street,
    city: p.city,
    state: spellState(p),
    zip: p.zip,
    country: draw.one(['United States', 'USA', 'US', 'United States']),
    hs_lead_status: draw.chance(0.7) ? draw.one(leadStatuses) : '',
    lifecyclestage: stage,
    annualrevenue: draw.chance(0.3) ? String(revenueOf(p.at)) : '',
    numemployees: draw.chance(0.3) ? String(10 + draw.below(5000)) : '',
    sales_ready: listed ? 'true' : 'false',
    first_source: draw.one(sources),
    preferred_channels: channels.filter(() => draw.chance(0.4)).join(';'),
    next_review: draw.chance(0.4) ? time(-draw.below(200)).slice(0, 10) : '',
    vip: draw.chance(0.1) ? 'true' : '',
    opted_out: draw.chance(0.04) ? 'true' : '',
    budget: draw.chance(0.3) ? String(500 * (1 + draw.below(400))) : '',
    message: draw.chance(0.03) ? longText() : '',
    hubspot_owner_id: p.owner === null ? '' : owners[p.owner].hubspot,
    ...more,
  }
  for (const [name, value] of Object.entries(values)) if (value === '') delete values[name]
  const row = { id, at: anytime(), values }
  if (p.at < 540 && draw.chance(0.9)) row.links = { company: [hubspotCompanies[p.at].id] }
  hubspotContacts.push(row)
  return row
}

let leadNumber = 0
let salesforceNumber = 0
const leads = []
const contacts = []
const owner = (p) => (p.owner === null ? {} : { OwnerId: owners[p.owner].salesforce })
const personFields = (p, email) => ({
  Email: email,
  FirstName: p.given,
  LastName: p.family,
  Title: draw.chance(0.5) ? p.title : p.title.toUpperCase(),
  Phone: draw.chance(0.6) ? p.phone : null,
  LeadSource: draw.one(sources),
  ...owner(p),
})
const clean = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
const lead = (p, { email = p.email, more = {}, ...rest } = {}) => {
  const id = salesforceId('00Q', ++leadNumber)
  leads.push({
    id,
    at: anytime(),
    values: clean({
      ...personFields(p, email),
      Company: companies[p.at].name,
      Street: p.street,
      City: p.city,
      State: spellState(p),
      PostalCode: p.zip,
      Country: 'United States',
      Status: draw.one(['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted']),
      AnnualRevenue: draw.chance(0.3) ? revenueOf(p.at) : null,
      ...more,
    }),
    ...rest,
  })
  return id
}
const contact = (p, { email = p.email, more = {}, ...rest } = {}) => {
  const id = salesforceId('003', ++salesforceNumber)
  contacts.push({
    id,
    at: anytime(),
    values: clean({
      ...personFields(p, email),
      AccountId: accounts[p.at].id,
      MailingStreet: p.street,
      MailingCity: p.city,
      MailingState: spellState(p),
      MailingPostalCode: p.zip,
      MailingCountry: 'United States',
      ...more,
    }),
    ...rest,
  })
  return id
}
const shout = (email) =>
  draw.chance(0.25)
    ? email.replace(/^[^@]+/, (mailbox) => mailbox.toUpperCase())
    : draw.chance(0.2)
      ? email.replace(/^./, (letter) => letter.toUpperCase())
      : email

const shared = []
for (let i = 0; i < 2_000; i++) {
  const p = person()
  hubspotContact(p, { listed: true })
  shared.push(p)
  if (i < 900) lead(p, { email: shout(p.email) })
  else contact(p, { email: shout(p.email) })
}
for (let i = 0; i < 1_500; i++)
  hubspotContact(person(), { listed: true, more: i % 50 === 0 ? { hs_lead_status: 'ATTEMPTED_TO_CONTACT' } : {} })
for (let i = 0; i < 300; i++) {
  const p = person()
  hubspotContact(p, { listed: false })
  if (i % 2 === 0) lead(p, { email: shout(p.email) })
  else contact(p, { email: shout(p.email) })
}
for (let i = 0; i < 120; i++) hubspotContact(person(), { listed: i % 2 === 0, email: '' })
while (hubspotContacts.length < 5_000) hubspotContact(person(), { listed: false })

for (let i = 0; i < 1_285; i++) lead(person(), { email: undefined })
for (let i = 0; i < 965; i++) contact(person())
// Several Salesforce records for one email, of people whom HubSpot knows and of people whom it does not.
for (let i = 0; i < 120; i++) lead(shared[i], { email: shout(shared[i].email) })
for (let i = 0; i < 60; i++) contact(shared[300 + i], { email: shared[300 + i].email })
for (let i = 0; i < 40; i++) {
  const p = person()
  lead(p)
  contact(p, { email: shout(p.email) })
}
for (let i = 0; i < 150; i++) lead(person(), { email: null })
for (let i = 0; i < 60; i++) contact(person(), { email: null })
for (const broken of ['unknown', 'n/a', 'ask reception', 'name@', '@home', 'a b@c.example'])
  for (let i = 0; i < 8; i++) lead(person(), { email: broken })
for (let i = 0; i < 150; i++) lead(person(), { more: { LeadSource: 'Purchased List' } })
for (let i = 0; i < 40; i++) lead(person(), { deleted: true })
for (let i = 0; i < 30; i++) contact(person(), { deleted: true })
for (let i = 0; i < 90; i++) {
  const p = person()
  const to = contact(p)
  lead(p, { convertedTo: { contact: to, account: accounts[p.at].id }, more: { Status: 'Closed - Converted' } })
}
// Unknown picklist values, as imports leave them behind.
for (let i = 0; i < 20; i++) lead(person(), { more: { Status: 'Recycled 2019' } })
while (leads.length < 3_000) lead(person())
while (contacts.length < 2_500) contact(person())

// Opportunities -----------------------------------------------------------------------------------------------------------------------------

const living = contacts.filter((row) => row.deleted !== true)
const opportunities = []
const roles = []
for (let i = 0; i < 800; i++) {
  const of = living[(i * 3) % living.length]
  const id = salesforceId('006', i + 1)
  const stage =
    i % 5 === 0 ? 'Closed Won' : i % 5 === 1 ? 'Closed Lost' : draw.one(['Prospecting', 'Qualification', 'Proposal/Price Quote'])
  opportunities.push({
    id,
    at: anytime(),
    values: {
      Name: `Opportunity ${i + 1}`,
      AccountId: of.values.AccountId,
      StageName: stage,
      CloseDate: time(draw.below(400) - 200).slice(0, 10),
      Amount: 1_000 * (1 + draw.below(500)),
    },
  })
  roles.push({
    id: salesforceId('00K', roles.length + 1),
    at: anytime(),
    values: { OpportunityId: id, ContactId: of.id, Role: 'Decision Maker', IsPrimary: true },
  })
  if (i % 3 === 0)
    roles.push({
      id: salesforceId('00K', roles.length + 1),
      at: anytime(),
      values: { OpportunityId: id, ContactId: draw.one(living).id, Role: 'Evaluator', IsPrimary: false },
    })
}

// Write -------------------------------------------------------------------------------------------------------------------------------------

const save = (path, text) => {
  const file = join(target, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
const lines = (rows) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
rmSync(target, { recursive: true, force: true })
save('world.json', `${JSON.stringify({ seed: 1, portal: 4_242_001, lag: { index: 0, list: 0 } }, null, 2)}\n`)
save('hubspot/schema.json', `${JSON.stringify(hubspotSchema, null, 1)}\n`)
save('salesforce/schema.json', `${JSON.stringify(salesforceSchema, null, 1)}\n`)
save('hubspot/contacts.jsonl', lines(hubspotContacts))
save('hubspot/companies.jsonl', lines(hubspotCompanies))
save(
  'salesforce/User.jsonl',
  lines(
    owners.map((user) => ({
      id: user.salesforce,
      at: time(900),
      values: { FirstName: user.first, LastName: user.last, Email: user.email, Username: user.email, IsActive: user.active },
    })),
  ),
)
for (const [name, rows] of Object.entries({
  Account: accounts,
  Lead: leads,
  Contact: contacts,
  Opportunity: opportunities,
  OpportunityContactRole: roles,
}))
  save(`salesforce/${name}.jsonl`, lines(rows))
