/** Field groups that several standard objects have: addresses, owners, masters, activity dates. */
import { area, type Field, field, lookup, number, picklist, READ_ONLY, text } from './field'
import { GEOCODE_ACCURACIES } from './standard-picklists'

/** The parts of an address, and the read-only compound that holds them; `prefix` is empty for a lead. */
export function address(prefix: string): Field[] {
  const label = prefix === '' ? '' : `${prefix} `
  const compound = prefix === '' ? 'Address' : `${prefix}Address`
  const of = { compound }
  return [
    area(`${prefix}Street`, `${label}Street`, 255, of),
    text(`${prefix}City`, `${label}City`, 40, of),
    text(`${prefix}State`, `${label}State/Province`, 80, of),
    text(`${prefix}PostalCode`, `${label}Zip/Postal Code`, 20, of),
    text(`${prefix}Country`, `${label}Country`, 80, of),
    { ...number(`${prefix}Latitude`, `${label}Latitude`, 'double', 3, 15), ...of },
    { ...number(`${prefix}Longitude`, `${label}Longitude`, 'double', 3, 15), ...of },
    picklist(`${prefix}GeocodeAccuracy`, `${label}Geocode Accuracy`, GEOCODE_ACCURACIES, { length: 40, ...of }),
    field(compound, `${label}Address`, 'address', READ_ONLY),
  ]
}

/** The owner: a user, or for some objects a queue. */
export function owner(queues: boolean): Field {
  const reference = { to: queues ? ['Group', 'User'] : ['User'], relationship: 'Owner' }
  return lookup('OwnerId', 'Owner ID', reference, { nillable: false, defaultedOnCreate: true })
}

/** The record that a merged one went into. */
export function master(object: string): Field {
  return lookup('MasterRecordId', 'Master Record ID', { to: [object], relationship: 'MasterRecord' }, READ_ONLY)
}

export function recordType(): Field {
  return lookup('RecordTypeId', 'Record Type ID', { to: ['RecordType'], relationship: 'RecordType' }, { defaultedOnCreate: true })
}

/** When somebody last looked at the record. */
export function seenDates(): Field[] {
  return [
    field('LastViewedDate', 'Last Viewed Date', 'datetime', READ_ONLY),
    field('LastReferencedDate', 'Last Referenced Date', 'datetime', READ_ONLY),
  ]
}

export function activityDates(): Field[] {
  return [field('LastActivityDate', 'Last Activity', 'date', READ_ONLY), ...seenDates()]
}

/** First, last and whole name of a person; the whole is computed. */
export function personName(): Field[] {
  return [
    text('LastName', 'Last Name', 80, { nillable: false, compound: 'Name' }),
    text('FirstName', 'First Name', 40, { compound: 'Name', permissionable: false }),
  ]
}

/** The computed name of a person, `length` as describe tells it. */
export function wholeName(length: number): Field {
  return text('Name', 'Full Name', length, { ...READ_ONLY, nillable: false, nameField: true })
}
