/** The standard Opportunity and the roles of contacts in it. */
import { area, field, flag, lookup, number, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { activityDates, owner } from './shared-fields'
import { CONTACT_ROLES, FORECAST_CATEGORIES, LEAD_SOURCES, OPPORTUNITY_TYPES, STAGES } from './standard-picklists'

export function opportunity(): ObjectSchema {
  return new ObjectSchema({
    name: 'Opportunity',
    label: 'Opportunity',
    plural: 'Opportunities',
    prefix: '006',
    fields: [
      lookup('AccountId', 'Account ID', { to: ['Account'], relationship: 'Account', children: 'Opportunities', cascade: true }),
      text('Name', 'Name', 120, { nillable: false, nameField: true }),
      area('Description', 'Description', 32_000),
      picklist(
        'StageName',
        'Stage',
        STAGES.map((stage) => stage.value),
        { nillable: false },
      ),
      number('Amount', 'Amount', 'currency', 16, 2),
      { ...number('Probability', 'Probability (%)', 'percent', 3), defaultedOnCreate: true },
      { ...number('ExpectedRevenue', 'Expected Amount', 'currency', 16, 2), ...READ_ONLY },
      { ...number('TotalOpportunityQuantity', 'Quantity', 'double', 16, 2) },
      field('CloseDate', 'Close Date', 'date', { nillable: false }),
      picklist('Type', 'Opportunity Type', OPPORTUNITY_TYPES),
      text('NextStep', 'Next Step', 255),
      picklist('LeadSource', 'Lead Source', LEAD_SOURCES),
      flag('IsClosed', 'Closed', READ_ONLY),
      flag('IsWon', 'Won', READ_ONLY),
      picklist('ForecastCategory', 'Forecast Category', FORECAST_CATEGORIES, { ...READ_ONLY, length: 40, nillable: false }),
      picklist('ForecastCategoryName', 'Forecast Category', FORECAST_CATEGORIES, { defaultedOnCreate: true, permissionable: false }),
      lookup('CampaignId', 'Campaign ID', { to: ['Campaign'], relationship: 'Campaign', children: 'Opportunities' }),
      lookup('ContactId', 'Contact ID', { to: ['Contact'], children: 'Opportunities' }, { updateable: false, permissionable: false }),
      owner(false),
      flag('HasOpportunityLineItem', 'Has Line Item', READ_ONLY),
      field('LastStageChangeDate', 'Last Stage Change Date', 'datetime', READ_ONLY),
      { ...number('PushCount', 'Push Count', 'int', 9), ...READ_ONLY },
      { ...number('FiscalQuarter', 'Fiscal Quarter', 'int', 9), ...READ_ONLY, compound: 'Fiscal' },
      { ...number('FiscalYear', 'Fiscal Year', 'int', 9), ...READ_ONLY, compound: 'Fiscal' },
      text('Fiscal', 'Fiscal Period', 6, READ_ONLY),
      ...activityDates(),
    ],
  })
}

export function opportunityContactRole(): ObjectSchema {
  const required = { nillable: false }
  return new ObjectSchema({
    name: 'OpportunityContactRole',
    label: 'Opportunity Contact Role',
    plural: 'Opportunity Contact Role',
    prefix: '00K',
    idLabel: 'Contact Role ID',
    searchable: false,
    fields: [
      lookup(
        'OpportunityId',
        'Opportunity ID',
        { to: ['Opportunity'], relationship: 'Opportunity', children: 'OpportunityContactRoles', cascade: true },
        { ...required, updateable: false },
      ),
      lookup(
        'ContactId',
        'Contact ID',
        { to: ['Contact'], relationship: 'Contact', children: 'OpportunityContactRoles', cascade: true },
        required,
      ),
      picklist('Role', 'Role', CONTACT_ROLES, { permissionable: false }),
      flag('IsPrimary', 'Primary'),
    ],
  })
}
