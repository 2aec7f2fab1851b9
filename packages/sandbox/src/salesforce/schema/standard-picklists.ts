/** The picklist values that a new org ships with. */

export const LEAD_SOURCES = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other']
export const RATINGS = ['Hot', 'Warm', 'Cold']
export const SALUTATIONS = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.']
export const TIME_ZONES = ['America/Los_Angeles', 'Europe/London', 'Asia/Tokyo', 'GMT']
export const CONTACT_SOURCES = ['Auto Create', 'Email Message', 'Meeting Digest', 'Seller Home']
export const SENIORITIES = {
  ceo: 'CEO',
  executive: 'Executive',
  vp: 'VP',
  directorOrManager: 'Director/Manager',
  individualContributor: 'Individual Contributor',
}
export const DEPARTMENTS = {
  chiefExecutive: 'Chief Executive',
  sales: 'Sales',
  finance: 'Finance',
  tech: 'Tech',
  support: 'Support',
  legal: 'Legal',
  humanResources: 'Human Resources',
  customerSuccess: 'Customer Success',
  marketing: 'Marketing',
  other: 'Other',
}
export const BUYER_ATTRIBUTES = {
  Detractor: 'Detractor',
  DecisionMaker: 'Decision Maker',
  Buyer: 'Buyer',
  ExecutiveSponsor: 'Executive Sponsor',
  Champion: 'Champion',
  BusinessUser: 'Business User',
  Evaluator: 'Evaluator',
  TechnicalExpert: 'Technical Expert',
}
export const ACCOUNT_TYPES = [
  'Prospect',
  'Customer - Direct',
  'Customer - Channel',
  'Channel Partner / Reseller',
  'Installation Partner',
  'Technology Partner',
  'Other',
]
export const OWNERSHIPS = ['Public', 'Private', 'Subsidiary', 'Other']
export const OPPORTUNITY_TYPES = [
  'Existing Customer - Upgrade',
  'Existing Customer - Replacement',
  'Existing Customer - Downgrade',
  'New Customer',
]
export const CONTACT_ROLES = [
  'Business User',
  'Decision Maker',
  'Economic Buyer',
  'Economic Decision Maker',
  'Evaluator',
  'Executive Sponsor',
  'Influencer',
  'Technical Buyer',
  'Other',
]
export const FORECAST_CATEGORIES = ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed']
export const GEOCODE_ACCURACIES = [
  'Address',
  'NearAddress',
  'Block',
  'Street',
  'ExtendedZip',
  'Zip',
  'Neighborhood',
  'City',
  'County',
  'State',
  'Unknown',
]
export const INDUSTRIES = [
  'Agriculture',
  'Apparel',
  'Banking',
  'Biotechnology',
  'Chemicals',
  'Communications',
  'Construction',
  'Consulting',
  'Education',
  'Electronics',
  'Energy',
  'Engineering',
  'Entertainment',
  'Environmental',
  'Finance',
  'Food & Beverage',
  'Government',
  'Healthcare',
  'Hospitality',
  'Insurance',
  'Machinery',
  'Manufacturing',
  'Media',
  'Not For Profit',
  'Recreation',
  'Retail',
  'Shipping',
  'Technology',
  'Telecommunications',
  'Transportation',
  'Utilities',
  'Other',
]

/** One stage of a sales process; `probability` in percent. */
export type Stage = {
  readonly value: string
  readonly probability: number
  readonly closed: boolean
  readonly won: boolean
  readonly forecast: string
}

function open(value: string, probability: number, forecast = 'Pipeline'): Stage {
  return { value, probability, closed: false, won: false, forecast }
}

export const STAGES: readonly Stage[] = [
  open('Prospecting', 10),
  open('Qualification', 10),
  open('Needs Analysis', 20),
  open('Value Proposition', 50),
  open('Id. Decision Makers', 60),
  open('Perception Analysis', 70),
  open('Proposal/Price Quote', 75),
  open('Negotiation/Review', 90, 'Commit'),
  { value: 'Closed Won', probability: 100, closed: true, won: true, forecast: 'Closed' },
  { value: 'Closed Lost', probability: 0, closed: true, won: false, forecast: 'Omitted' },
]

/** One value of `Lead.Status`. */
export type LeadStatus = { readonly value: string; readonly converted: boolean }

export const LEAD_STATUSES: readonly LeadStatus[] = [
  { value: 'Open - Not Contacted', converted: false },
  { value: 'Working - Contacted', converted: false },
  { value: 'Closed - Converted', converted: true },
  { value: 'Closed - Not Converted', converted: false },
]
