/** Similar names: whether a property and a field mean the same, by their names and labels. */
import type { HubspotProperty, SalesforceField } from '../catalog/catalog'
import { foldSpelling } from '../values/fold-spelling'

/** `name` and `label` are equal but for case and signs; `words`: the labels share their telling words. */
export type Likeness = 'name' | 'label' | 'words'

/** Letters and digits alone; a custom field's `__c` and a namespace before it are no part of its name. */
export const foldName = (name: string): string =>
  foldSpelling(name.replace(/^[A-Za-z0-9]+__(?=.*__c$)/, '').replace(/__c$/, '')).replace(/[^\p{L}\p{N}]/gu, '')

/** Words that tell nothing of what a field is about. */
const FILLERS = new Set([
  'the',
  'of',
  'a',
  'an',
  'and',
  'or',
  'for',
  'to',
  'in',
  'is',
  'this',
  'date',
  'number',
  'name',
  'id',
  'type',
  'value',
  'other',
])

const wordsOf = (label: string): ReadonlySet<string> => {
  const words = foldSpelling(label.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).split(/[^\p{L}\p{N}]+/u)
  return new Set(words.filter((word) => word !== '' && !FILLERS.has(word)).map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)))
}

const sharesWords = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  if (one.size === 0 || other.size === 0) return false
  const shared = [...one].filter((word) => other.has(word)).length
  // All telling words of the shorter label, and most of the longer one.
  return shared === Math.min(one.size, other.size) && shared * 3 >= Math.max(one.size, other.size) * 2
}

/** How the two are alike; undefined where they are not. */
export const likenessOf = (property: HubspotProperty, field: SalesforceField): Likeness | undefined => {
  const [name, other] = [foldName(property.name), foldName(field.name)]
  if (name !== '' && name === other) return 'name'
  const [label, otherLabel] = [foldName(property.label), foldName(field.label)]
  if (label !== '' && (label === otherLabel || label === other || name === otherLabel)) return 'label'
  return sharesWords(wordsOf(property.label), wordsOf(field.label)) ? 'words' : undefined
}
