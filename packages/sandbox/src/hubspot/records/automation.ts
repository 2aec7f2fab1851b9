/** What a portal does by itself when a contact or a deal comes or changes, where its settings say so. */
import type { Portal } from '../portal'
import { draft } from './draft'
import type { ObjectStore } from './object-store'
import type { CrmRecord, Source } from './record'
import { type Actor, associate, createRecord, draftContext, updateRecord } from './write-records'

/** All off unless `world.json` says otherwise: `{"hubspot":{"automation":{...}}}`. */
export type AutomationSettings = {
  /** The stage of contacts that come without one [HubSpot: lifecycle stage settings]. */
  readonly firstStage?: string
  /** A contact with an address of a firm is associated with the firm, which is made where there is none [HubSpot: companies]. */
  readonly companiesFromEmails: boolean
  /** Contacts of a deal become opportunities, and customers when it is won [HubSpot: lifecycle stage settings]. */
  readonly stagesFromDeals: boolean
}

type Json = Readonly<Record<string, unknown>>

/** Throws a `TypeError` for a setting that there is not. */
export function readAutomation(given: unknown): AutomationSettings {
  const all: Json = given === undefined ? {} : record(given)
  const known = ['firstStage', 'companiesFromEmails', 'stagesFromDeals']
  const strange = Object.keys(all).find((name) => !known.includes(name))
  if (strange !== undefined) {
    throw new TypeError(`unknown \`hubspot.automation.${strange}\`; known: ${known.join(', ')}`)
  }
  const { firstStage } = all
  return {
    ...(typeof firstStage === 'string' ? { firstStage } : {}),
    companiesFromEmails: all['companiesFromEmails'] === true,
    stagesFromDeals: all['stagesFromDeals'] === true,
  }
}

/** Mail providers whose addresses name no firm. */
const PROVIDERS: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'live.com',
  'icloud.com',
  'aol.com',
  'gmx.de',
  'web.de',
])

const AUTOMATION: Source = { sourceType: 'AUTO_ASSOCIATE_BY_DOMAIN' }
const STAGES: Source = { sourceType: 'DEALS' }

/** To be called after a record came. */
export function automateCreate(portal: Portal, store: ObjectStore, created: CrmRecord, actor: Actor): void {
  const { companiesFromEmails, stagesFromDeals } = portal.automation
  const email = companiesFromEmails && store.schema.type.name === 'contacts' ? store.value(created, 'email') : undefined
  if (email !== undefined) {
    joinCompany(portal, created, email.split('@')[1] ?? '', actor)
  }
  if (stagesFromDeals && store.schema.type.name === 'deals') {
    raiseContacts(portal, created, actor)
  }
}

/** To be called after a record changed. */
export function automateUpdate(portal: Portal, store: ObjectStore, changed: CrmRecord, actor: Actor): void {
  if (portal.automation.stagesFromDeals && store.schema.type.name === 'deals') {
    raiseContacts(portal, changed, actor)
  }
}

function joinCompany(portal: Portal, contact: CrmRecord, domain: string, { call }: Actor): void {
  const companies = portal.store('companies')
  const primary = portal.associationTypes.between('contacts', 'companies').find((type) => type.single === true)
  if (domain === '' || PROVIDERS.has(domain) || companies === undefined || primary === undefined) {
    return
  }
  const actor: Actor = { source: AUTOMATION, by: 'portal', ...(call === undefined ? {} : { call }) }
  const isHeld = portal.associations.of('contacts', 'companies', contact.id).length > 0
  const known = [...companies.withIds(0, Number.POSITIVE_INFINITY)].find((company) => companies.value(company, 'domain') === domain)
  if (!isHeld) {
    const company =
      known ?? createRecord(portal, companies, draft(draftContext(portal, companies, actor), { domain, name: domain }, undefined), actor)
    associate(portal, primary, contact.id, company.id, actor)
  }
}

function raiseContacts(portal: Portal, deal: CrmRecord, { call }: Actor): void {
  const contacts = portal.store('contacts')
  const deals = portal.store('deals')
  if (contacts === undefined || deals === undefined) {
    return
  }
  const stage = deals.value(deal, 'hs_is_closed_won') === 'true' ? 'customer' : 'opportunity'
  const actor: Actor = { source: STAGES, by: 'portal', ...(call === undefined ? {} : { call }) }
  for (const { to } of portal.associations.of('deals', 'contacts', deal.id)) {
    const contact = contacts.live(to)
    if (contact !== undefined) {
      // The stage's own rule keeps contacts that are further on where they are.
      const changes = draft(draftContext(portal, contacts, actor), { lifecyclestage: stage }, contact)
      updateRecord(portal, contacts, contact, changes, actor)
    }
  }
}

function record(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('hubspot.automation is not an object')
  }
  return value as Json
}
