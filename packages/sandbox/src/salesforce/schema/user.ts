/** The standard User and the roles of users [Salesforce: Object Reference, User]. */
import { area, type Field, field, flag, lookup, number, permitting, phone, picklist, READ_ONLY, text } from './field'
import { ObjectSchema } from './object'
import { address, personName, seenDates, wholeName } from './shared-fields'
import { TIME_ZONES } from './standard-picklists'

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour))
const FREQUENCIES = ['P', 'D', 'W', 'N']
/** What a licence or a setting gives to a user. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  MarketingUser: 'Marketing User',
  OfflineUser: 'Offline User',
  AvantgoUser: 'AvantGo User',
  CallCenterAutoLogin: 'Auto-login To Call Center',
  SFContentUser: 'Salesforce CRM Content User',
  KnowledgeUser: 'Knowledge User',
  InteractionUser: 'Flow User',
  SupportUser: 'Service Cloud User',
}

function photo(name: string, label: string): Field {
  return field(name, label, 'url', { length: 1024, ...READ_ONLY })
}

function locale(name: string, label: string, values: readonly string[]): Field {
  return picklist(name, label, values, { nillable: false, length: 40 })
}

function chatter(name: string, label: string): Field {
  return picklist(name, label, FREQUENCIES, { nillable: false, length: 40, defaultedOnCreate: true, defaultValue: 'N' })
}

function settings(): Field[] {
  return [
    ...Object.entries(PERMISSIONS).map(([name, label]) => flag(`UserPermissions${name}`, label)),
    flag('EmailPreferencesAutoBcc', 'AutoBcc'),
    flag('ForecastEnabled', 'Allow Forecasting'),
    flag('ReceivesInfoEmails', 'Info Emails'),
    flag('ReceivesAdminInfoEmails', 'Admin Info Emails'),
    chatter('DigestFrequency', 'Chatter Email Highlights Frequency'),
    chatter('DefaultGroupNotificationFrequency', 'Default Notification Frequency when Joining Groups'),
    picklist('StartDay', 'Start of Day', HOURS, { length: 40 }),
    picklist('EndDay', 'End of Day', HOURS, { length: 40 }),
  ]
}

function logins(): Field[] {
  return [
    field('LastLoginDate', 'Last Login', 'datetime', READ_ONLY),
    field('LastPasswordChangeDate', 'Last Password Change or Reset', 'datetime', READ_ONLY),
    field('PasswordExpirationDate', 'Password Expiration Date', 'datetime', READ_ONLY),
    { ...number('NumberOfFailedLogins', 'Failed Login Attempts', 'int', 9), ...READ_ONLY },
  ]
}

/** Somebody who logs in. */
export function user(): ObjectSchema {
  return new ObjectSchema({
    name: 'User',
    label: 'User',
    plural: 'Users',
    prefix: '005',
    deletable: false,
    binless: true,
    fields: permitting(
      [],
      [
        text('Username', 'Username', 80, { nillable: false, unique: true, idLookup: true }),
        ...personName(),
        wholeName(121),
        text('CompanyName', 'Company Name', 80),
        text('Division', 'Division', 80),
        text('Department', 'Department', 80),
        text('Title', 'Title', 80),
        ...address(''),
        field('Email', 'Email', 'email', { length: 128, nillable: false, idLookup: true }),
        field('SenderEmail', 'Email Sender Address', 'email', { length: 80 }),
        text('SenderName', 'Email Sender Name', 80),
        phone('Phone', 'Phone'),
        phone('Fax', 'Fax'),
        phone('MobilePhone', 'Mobile'),
        phone('Extension', 'Extension'),
        text('Alias', 'Alias', 8, { nillable: false }),
        text('CommunityNickname', 'Nickname', 40, { nillable: false }),
        flag('IsActive', 'Active', { defaultValue: true }),
        picklist('TimeZoneSidKey', 'Time Zone', TIME_ZONES, { nillable: false, length: 40, restricted: false }),
        lookup('UserRoleId', 'Role ID', { to: ['UserRole'], relationship: 'UserRole', children: 'Users' }),
        locale('LocaleSidKey', 'Locale', ['en_US', 'en_GB', 'ja_JP', 'de_DE']),
        lookup('ProfileId', 'Profile ID', { to: ['Profile'], relationship: 'Profile', children: 'Users' }, { nillable: false }),
        picklist('UserType', 'User Type', ['Standard', 'PowerPartner', 'CsnOnly', 'Guest', 'AutomatedProcess'], {
          ...READ_ONLY,
          length: 40,
        }),
        locale('LanguageLocaleKey', 'Language', ['en_US', 'ja', 'de']),
        text('EmployeeNumber', 'Employee Number', 20),
        lookup('DelegatedApproverId', 'Delegated Approver ID', { to: ['Group', 'User'] }),
        lookup('ManagerId', 'Manager ID', { to: ['User'], relationship: 'Manager', children: 'ManagedUsers' }),
        locale('EmailEncodingKey', 'Email Encoding', ['UTF-8', 'ISO-8859-1']),
        ...settings(),
        ...logins(),
        text('FederationIdentifier', 'SAML Federation ID', 512, { unique: true, caseSensitive: true }),
        area('AboutMe', 'About Me', 1000),
        photo('FullPhotoUrl', 'Url for full-sized Photo'),
        photo('SmallPhotoUrl', 'Photo'),
        photo('MediumPhotoUrl', 'URL for medium profile photo'),
        flag('IsProfilePhotoActive', 'Has Profile Photo', READ_ONLY),
        ...seenDates(),
      ],
    ),
  })
}

/** Places in the hierarchy of users. */
export function userRole(): ObjectSchema {
  return new ObjectSchema({
    name: 'UserRole',
    label: 'Role',
    plural: 'Role',
    prefix: '00E',
    searchable: false,
    binless: true,
    fields: [
      text('Name', 'Name', 80, { nillable: false, nameField: true }),
      lookup('ParentRoleId', 'Parent Role ID', { to: ['UserRole'] }),
      text('RollupDescription', 'Description', 80),
      text('DeveloperName', 'Developer Name', 80),
    ],
  })
}
