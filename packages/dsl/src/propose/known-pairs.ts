/** Known pairs: properties and fields that every portal and org has and that mean the same, as HubSpot's own connector pairs them. */

/** `fields` by Salesforce object; one text stands for every object of the sync. */
export type KnownPair = {
  readonly property: string
  readonly fields: string | Readonly<Record<string, string>>
  /** A table that comes with Lockstep. */
  readonly using?: string
  /** A consent: once withdrawn on either side it stays so, and it crosses both ways or not at all. */
  readonly isConsent?: true
  /** Written where a required field would be blank. */
  readonly default?: string
}

const pair = (property: string, fields: KnownPair['fields'], more: Omit<KnownPair, 'property' | 'fields'> = {}): KnownPair => ({
  property,
  fields,
  ...more,
})
const person = (lead: string, contact: string) => ({ Lead: lead, Contact: contact })

const OWNER = pair('hubspot_owner_id', 'OwnerId', { using: 'owners' })

/** Spec `hubspot-salesforce.md` section 12, default mappings; by HubSpot object, in the order that people read them. */
export const KNOWN_PAIRS: Readonly<Record<string, readonly KnownPair[]>> = {
  contact: [
    pair('email', 'Email'),
    pair('salutation', 'Salutation'),
    pair('firstname', 'FirstName'),
    pair('lastname', 'LastName', { default: '[unknown]' }),
    pair('jobtitle', 'Title'),
    pair('phone', 'Phone'),
    pair('mobilephone', 'MobilePhone'),
    pair('fax', 'Fax'),
    pair('hs_email_optout', 'HasOptedOutOfEmail', { isConsent: true }),
    pair('address', person('Street', 'MailingStreet')),
    pair('city', person('City', 'MailingCity')),
    pair('zip', person('PostalCode', 'MailingPostalCode')),
    pair('state', person('State', 'MailingState')),
    pair('country', person('Country', 'MailingCountry')),
    pair('company', { Lead: 'Company' }, { default: '[not provided]' }),
    pair('website', { Lead: 'Website' }),
    pair('industry', { Lead: 'Industry' }),
    pair('annualrevenue', { Lead: 'AnnualRevenue' }),
    pair('numemployees', { Lead: 'NumberOfEmployees' }),
    pair('hs_lead_status', { Lead: 'Status' }),
    pair('date_of_birth', { Contact: 'Birthdate' }),
    OWNER,
  ],
  company: [
    pair('name', 'Name', { default: '[unknown]' }),
    pair('phone', 'Phone'),
    pair('website', 'Website'),
    pair('address', 'BillingStreet'),
    pair('city', 'BillingCity'),
    pair('zip', 'BillingPostalCode'),
    pair('state', 'BillingState'),
    pair('country', 'BillingCountry'),
    pair('type', 'Type'),
    pair('industry', 'Industry'),
    pair('annualrevenue', 'AnnualRevenue'),
    pair('numberofemployees', 'NumberOfEmployees'),
    pair('description', 'Description'),
    OWNER,
  ],
  deal: [
    pair('dealname', 'Name', { default: '[unknown]' }),
    pair('amount', 'Amount'),
    pair('deal_currency_code', 'CurrencyIsoCode'),
    pair('closedate', 'CloseDate'),
    pair('dealtype', 'Type'),
    pair('hs_next_step', 'NextStep'),
    pair('description', 'Description'),
    OWNER,
  ],
}

/** Properties in which HubSpot's own connector kept the id of the other record: the surest keys there are. */
export const ID_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  contact: ['salesforcecontactid', 'salesforceleadid'],
  company: ['salesforceaccountid'],
  deal: ['hs_salesforceopportunityid', 'salesforceopportunityid'],
}
