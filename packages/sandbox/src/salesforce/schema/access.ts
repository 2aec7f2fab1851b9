/** Who may do what: permissions on objects, queues and their members, assignment rules, and a user's access to a record. */
import { field, flag, lookup, picklist, READ_ONLY, text } from './field'
import { type ObjectOptions, ObjectSchema } from './object'

const TO_USER = { to: ['User'], relationship: 'User' }

/** What a permission set lets its users do with records of an object. */
export function objectPermissions(): ObjectSchema {
  return new ObjectSchema({
    name: 'ObjectPermissions',
    label: 'Object Permissions',
    plural: 'Object Permissions',
    prefix: '110',
    searchable: false,
    fields: [
      lookup(
        'ParentId',
        'Parent ID',
        { to: ['PermissionSet'], relationship: 'Parent', children: 'ObjectPerms' },
        { nillable: false, updateable: false },
      ),
      picklist('SobjectType', 'Object Type Name', [], { length: 40, nillable: false, updateable: false }),
      flag('PermissionsCreate', 'Create Records'),
      flag('PermissionsRead', 'Read Records'),
      flag('PermissionsEdit', 'Edit Records'),
      flag('PermissionsDelete', 'Delete Records'),
      flag('PermissionsViewAllRecords', 'Read All Records'),
      flag('PermissionsModifyAllRecords', 'Edit All Records'),
    ],
  })
}

/** Users and groups that are in a group or queue. */
export function groupMember(): ObjectSchema {
  return new ObjectSchema({
    name: 'GroupMember',
    label: 'Group Member',
    plural: 'Group Members',
    prefix: '011',
    updateable: false,
    deletable: true,
    searchable: false,
    fields: [
      lookup('GroupId', 'Group ID', { to: ['Group'], relationship: 'Group', children: 'GroupMembers' }, { nillable: false }),
      lookup('UserOrGroupId', 'User/Group ID', { to: ['Group', 'User'], relationship: 'UserOrGroup' }, { nillable: false }),
    ],
  })
}

/** The objects whose records a queue may own. */
export function queueSobject(): ObjectSchema {
  return new ObjectSchema({
    name: 'QueueSobject',
    label: 'Queue Sobject',
    plural: 'Queue Sobjects',
    prefix: '03g',
    updateable: false,
    deletable: true,
    searchable: false,
    fields: [
      lookup('QueueId', 'Group ID', { to: ['Group'], relationship: 'Queue', children: 'QueueSobjects' }, { nillable: false }),
      picklist('SobjectType', 'Sobject Type', [], { length: 40, nillable: false }),
    ],
  })
}

function readOnly(options: Omit<ObjectOptions, 'createable' | 'updateable' | 'deletable' | 'searchable'>): ObjectSchema {
  return new ObjectSchema({ ...options, createable: false, updateable: false, deletable: false, searchable: false })
}

export function assignmentRule(): ObjectSchema {
  return readOnly({
    name: 'AssignmentRule',
    label: 'Assignment Rule',
    plural: 'Assignment Rule',
    prefix: '01Q',
    fields: [
      text('Name', 'Name', 120, { ...READ_ONLY, nameField: true }),
      picklist('SobjectType', 'Assignment Rule Type', ['Case', 'Lead'], { ...READ_ONLY, length: 40 }),
      flag('Active', 'Active', READ_ONLY),
    ],
  })
}

/** Duplicate rules and the matching rules that they use. */
export function duplicateRule(): ObjectSchema {
  return readOnly({
    name: 'DuplicateRule',
    label: 'Duplicate Rule',
    plural: 'Duplicate Rules',
    prefix: '0Bm',
    fields: [
      text('DeveloperName', 'Developer Name', 80, { ...READ_ONLY, nameField: true }),
      text('MasterLabel', 'Rule Name', 80, READ_ONLY),
      picklist('SobjectType', 'Object', [], { ...READ_ONLY, length: 40 }),
      flag('IsActive', 'Active', READ_ONLY),
    ],
  })
}

export function matchingRule(): ObjectSchema {
  return readOnly({
    name: 'MatchingRule',
    label: 'Matching Rule',
    plural: 'Matching Rules',
    prefix: '0JD',
    fields: [
      text('DeveloperName', 'Developer Name', 80, { ...READ_ONLY, nameField: true }),
      text('MasterLabel', 'Rule Name', 80, READ_ONLY),
      picklist('SobjectType', 'Object', [], { ...READ_ONLY, length: 40 }),
      picklist('MatchEngine', 'Match Engine', ['FuzzyMatchEngine', 'ExactMatchEngine'], { ...READ_ONLY, length: 40 }),
      picklist('RuleStatus', 'Status', ['Active', 'Inactive'], { ...READ_ONLY, length: 40 }),
    ],
  })
}

/** Made of nothing but rules when somebody asks: there are no rows. Its ids say nothing, so the key prefix is none that exists. */
export function userRecordAccess(): ObjectSchema {
  return readOnly({
    name: 'UserRecordAccess',
    label: 'User Record Access',
    plural: 'User Record Access',
    prefix: '0UR',
    fields: [
      lookup('UserId', 'User ID', TO_USER, READ_ONLY),
      field('RecordId', 'Record ID', 'reference', { ...READ_ONLY, length: 18 }),
      flag('HasReadAccess', 'Has Read Access', READ_ONLY),
      flag('HasEditAccess', 'Has Edit Access', READ_ONLY),
      flag('HasDeleteAccess', 'Has Delete Access', READ_ONLY),
      flag('HasTransferAccess', 'Has Transfer Access', READ_ONLY),
      flag('HasAllAccess', 'Has All Access', READ_ONLY),
      picklist('MaxAccessLevel', 'Maximum Access Level', ['None', 'Read', 'Edit', 'Delete', 'Transfer', 'All'], {
        ...READ_ONLY,
        length: 40,
      }),
    ],
  })
}

/** All of them. */
export const ACCESS_OBJECTS = [objectPermissions, groupMember, queueSobject, assignmentRule, duplicateRule, matchingRule, userRecordAccess]
