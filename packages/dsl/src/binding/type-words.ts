/** Types in the words of messages, and which of them go together. */
import type { LooseType } from './resolved'

const WORDS: Readonly<Record<LooseType, string>> = {
  any: 'a value',
  text: 'text',
  number: 'a number',
  boolean: 'a checkbox or condition',
  date: 'a date',
  datetime: 'a date and time',
  duration: 'a duration',
  picklist: 'a picklist',
  multipicklist: 'a multi-select picklist',
  reference: 'a lookup',
  email: 'an email address',
  phone: 'a phone number',
  url: 'a web address',
  id: 'an id',
  blank: 'blank',
}

export const typeWords = (type: LooseType): string => WORDS[type]

export type TypeFamily = 'any' | 'text' | 'number' | 'boolean' | 'moment'

/** Types of one family may be compared, and may stand in the two branches of an `if`. */
export const familyOf = (type: LooseType): TypeFamily => {
  switch (type) {
    case 'any':
    case 'blank':
      return 'any'
    case 'number':
    case 'duration':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'date':
    case 'datetime':
      return 'moment'
    default:
      return 'text'
  }
}

export const fitsFamily = (a: LooseType, b: LooseType): boolean => {
  const [left, right] = [familyOf(a), familyOf(b)]
  return left === 'any' || right === 'any' || left === right
}
