/** The standard properties of a company that integrations meet. */
import { INDUSTRIES } from './industries'
import { type Property, property, readOnly } from './property'
import { leadStatus, lifecycleProperties, recordProperties, TRAFFIC_SOURCES } from './shared-properties'

const GROUP = 'companyinformation'

const text = (name: string, label: string): Property => property(name, label, 'string', { groupName: GROUP })

/** Companies: true names, labels, types and options of a new portal. */
export const COMPANY_PROPERTIES: readonly Property[] = [
  ...recordProperties(GROUP),
  ...lifecycleProperties(GROUP),
  leadStatus(GROUP),
  readOnly('createdate', 'Create Date', 'datetime', { groupName: GROUP }),
  readOnly('hs_createdate', 'Object create date/time', 'datetime', { groupName: GROUP, hidden: true }),
  readOnly('hs_lastmodifieddate', 'Last Modified Date', 'datetime', { groupName: GROUP }),
  text('name', 'Company name'),
  text('domain', 'Company Domain Name'),
  property('hs_additional_domains', 'Additional Domains', 'enumeration', { groupName: GROUP, fieldType: 'checkbox' }),
  text('website', 'Website URL'),
  property('phone', 'Phone Number', 'phone_number', { groupName: GROUP }),
  text('address', 'Street Address'),
  text('address2', 'Street Address 2'),
  text('city', 'City'),
  text('state', 'State/Region'),
  text('zip', 'Postal Code'),
  text('country', 'Country/Region'),
  text('hs_country_code', 'Country/Region Code'),
  text('hs_state_code', 'State/Region Code'),
  text('timezone', 'Time Zone'),
  property('industry', 'Industry', 'enumeration', { groupName: GROUP, options: INDUSTRIES }),
  property('numberofemployees', 'Number of Employees', 'number', { groupName: GROUP }),
  property('annualrevenue', 'Annual Revenue', 'number', { groupName: GROUP }),
  text('founded_year', 'Year Founded'),
  property('description', 'Description', 'string', { groupName: GROUP, fieldType: 'textarea' }),
  property('about_us', 'About Us', 'string', { groupName: GROUP, fieldType: 'textarea' }),
  property('is_public', 'Is Public', 'bool', { groupName: GROUP }),
  property('type', 'Type', 'enumeration', {
    groupName: GROUP,
    options: [
      ['PROSPECT', 'Prospect'],
      ['PARTNER', 'Partner'],
      ['RESELLER', 'Reseller'],
      ['VENDOR', 'Vendor'],
      ['OTHER', 'Other'],
    ],
  }),
  property('hs_ideal_customer_profile', 'Ideal Customer Profile Tier', 'enumeration', {
    groupName: GROUP,
    options: [
      ['tier_1', 'Tier 1'],
      ['tier_2', 'Tier 2'],
      ['tier_3', 'Tier 3'],
    ],
  }),
  text('linkedin_company_page', 'LinkedIn Company Page'),
  text('facebook_company_page', 'Facebook Company Page'),
  text('twitterhandle', 'Twitter Handle'),
  property('closedate', 'Close Date', 'datetime', { groupName: GROUP }),
  readOnly('hs_analytics_source', 'Original Traffic Source', 'enumeration', {
    groupName: 'analyticsinformation',
    options: TRAFFIC_SOURCES,
  }),
  readOnly('notes_last_updated', 'Last Activity Date', 'datetime', { groupName: GROUP }),
  readOnly('num_associated_contacts', 'Number of Associated Contacts', 'number', { groupName: GROUP }),
  readOnly('num_associated_deals', 'Number of Associated Deals', 'number', { groupName: GROUP }),
  readOnly('hs_parent_company_id', 'Parent Company', 'number', { groupName: GROUP }),
]
