/** Queues, profiles, permission sets and record types: what an org has before any customer data. */
import { field, flag, lookup, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'

/** Queues and public groups. */
export function group(): ObjectSchema {
  return new ObjectSchema({
    name: 'Group',
    label: 'Group',
    plural: 'Group',
    prefix: '00G',
    binless: true,
    fields: [
      text('Name', 'Name', 40, { nillable: false, nameField: true }),
      text('DeveloperName', 'Developer Name', 80),
      field('Email', 'Email', 'email', { length: 255 }),
      picklist('Type', 'Type', ['Queue', 'Regular'], { length: 40, updateable: false, nillable: false }),
    ],
  })
}

/** An object that only the set-up of an org writes. */
export function readOnlyObject(
  name: string,
  label: string,
  prefix: string,
  fields: ConstructorParameters<typeof ObjectSchema>[0]['fields'],
): ObjectSchema {
  return new ObjectSchema({
    name,
    label,
    plural: `${label}s`,
    prefix,
    createable: false,
    updateable: false,
    deletable: false,
    searchable: false,
    binless: true,
    fields,
  })
}

export function profile(): ObjectSchema {
  return readOnlyObject('Profile', 'Profile', '00e', [text('Name', 'Name', 255, { nillable: false, nameField: true })])
}

export function recordTypeObject(): ObjectSchema {
  return readOnlyObject('RecordType', 'Record Type', '012', [
    text('Name', 'Name', 80, { nillable: false, nameField: true }),
    text('DeveloperName', 'Record Type Name', 80, { nillable: false }),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('Description', 'Description', 255),
    lookup('BusinessProcessId', 'Business Process ID', { to: ['BusinessProcess'] }),
    picklist('SobjectType', 'SObject Type Name', [], { length: 40, nillable: false }),
    flag('IsActive', 'Active', { defaultValue: true }),
    flag('IsPersonType', 'Is Person Type'),
  ])
}

/** Sales, lead and support processes. */
export function businessProcess(): ObjectSchema {
  return readOnlyObject('BusinessProcess', 'Business Process', '019', [
    text('Name', 'Name', 80, { nillable: false, nameField: true }),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('Description', 'Description', 255),
    picklist('TableEnumOrId', 'Entity Enumeration Or ID', ['Case', 'Lead', 'Opportunity'], { length: 40, nillable: false }),
    flag('IsActive', 'Active', { defaultValue: true }),
  ])
}

/** Objects of which the organization tells the default access. */
const DEFAULT_ACCESS = ['Account', 'Contact', 'Opportunity', 'Lead', 'Case', 'Campaign']
const ACCESS_LEVELS = ['None', 'Read', 'Edit', 'ReadEditTransfer', 'All', 'ControlledByParent']

export function organization(): ObjectSchema {
  return readOnlyObject('Organization', 'Organization', '00D', [
    text('Name', 'Name', 80, { nillable: false, nameField: true }),
    text('InstanceName', 'Instance Name', 5),
    flag('IsSandbox', 'Is Sandbox'),
    text('OrganizationType', 'Edition', 40),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    field('TrialExpirationDate', 'Trial Expiration Date', 'datetime'),
    text('DefaultLocaleSidKey', 'Locale', 40),
    text('TimeZoneSidKey', 'Time Zone', 40),
    text('LanguageLocaleKey', 'Language', 40),
    ...DEFAULT_ACCESS.map((name) =>
      picklist(`Default${name}Access`, `Default ${name} Access`, ACCESS_LEVELS, { ...READ_ONLY, length: 40 }),
    ),
  ])
}

export function opportunityStage(): ObjectSchema {
  return readOnlyObject('OpportunityStage', 'Opportunity Stage', '01J', [
    text('ApiName', 'API Name', 255, { nillable: false }),
    text('MasterLabel', 'Master Label', 255, { nillable: false, nameField: true }),
    flag('IsActive', 'Active', { defaultValue: true }),
    flag('IsClosed', 'Closed'),
    flag('IsWon', 'Won'),
    field('DefaultProbability', 'Probability (%)', 'percent', { precision: 3 }),
    text('ForecastCategoryName', 'Forecast Category', 255),
    field('SortOrder', 'Sort Order', 'int'),
  ])
}

export function leadStatus(): ObjectSchema {
  return readOnlyObject('LeadStatus', 'Lead Status Value', '01J', [
    text('ApiName', 'API Name', 255, { nillable: false }),
    text('MasterLabel', 'Master Label', 255, { nillable: false, nameField: true }),
    flag('IsConverted', 'Converted'),
    flag('IsDefault', 'Default'),
    field('SortOrder', 'Sort Order', 'int'),
  ])
}

export function permissionSet(): ObjectSchema {
  return new ObjectSchema({
    name: 'PermissionSet',
    label: 'Permission Set',
    plural: 'Permission Sets',
    prefix: '0PS',
    searchable: false,
    fields: [
      text('Name', 'Permission Set Name', 80, { nillable: false, nameField: true, unique: true }),
      text('Label', 'Permission Set Label', 80, { nillable: false }),
      text('Description', 'Description', 255),
      flag('IsOwnedByProfile', 'Is Owned By Profile', READ_ONLY),
      flag('PermissionsViewAllData', 'View All Data'),
      flag('PermissionsModifyAllData', 'Modify All Data'),
      flag('PermissionsApiEnabled', 'API Enabled'),
      flag('PermissionsCustomizeApplication', 'Customize Application'),
      lookup('ProfileId', 'Profile ID', { to: ['Profile'], relationship: 'Profile' }, READ_ONLY),
    ],
  })
}

export function permissionSetAssignment(): ObjectSchema {
  return new ObjectSchema({
    name: 'PermissionSetAssignment',
    label: 'Permission Set Assignment',
    plural: 'Permission Set Assignments',
    prefix: '0Pa',
    updateable: false,
    searchable: false,
    fields: [
      lookup(
        'PermissionSetId',
        'PermissionSet ID',
        { to: ['PermissionSet'], relationship: 'PermissionSet', children: 'Assignments' },
        { nillable: false },
      ),
      lookup(
        'AssigneeId',
        'Assignee ID',
        { to: ['User'], relationship: 'Assignee', children: 'PermissionSetAssignments' },
        { nillable: false },
      ),
    ],
  })
}

/** What a permission set lets its users see and edit; `Field` is `Object.Field`. */
export function fieldPermissions(): ObjectSchema {
  return new ObjectSchema({
    name: 'FieldPermissions',
    label: 'Field Permissions',
    plural: 'Field Permissions',
    prefix: '01k',
    searchable: false,
    fields: [
      lookup(
        'ParentId',
        'Parent ID',
        { to: ['PermissionSet'], relationship: 'Parent', children: 'FieldPerms' },
        { nillable: false, updateable: false },
      ),
      picklist('SobjectType', 'Sobject Type Name', [], { length: 40, nillable: false, updateable: false }),
      text('Field', 'Field Name', 255, { nillable: false, updateable: false }),
      flag('PermissionsRead', 'Read Field'),
      flag('PermissionsEdit', 'Edit Field'),
    ],
  })
}

/** A custom field as the Tooling API lists it. */
export function customField(): ObjectSchema {
  return new ObjectSchema({
    name: 'CustomField',
    label: 'Custom Field',
    plural: 'Custom Fields',
    prefix: '00N',
    searchable: false,
    fields: [
      text('DeveloperName', 'Developer Name', 80, { nillable: false }),
      text('TableEnumOrId', 'Table Enum Or Id', 80, { nillable: false }),
      text('FullName', 'Full Name', 255),
    ],
  })
}
