/** Changes of a catalog in words: one line each, as `catalog diff` prints them. */
import type { CatalogChange } from './differences'

const shown = (value: CatalogChange['from']): string => {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? String(value) : `\`${value}\``
}

/** `property contact.phone: type was `string`, is `number``, without the sign before it. */
export const changeInWords = (change: CatalogChange): string => {
  const path = [change.object, change.of, change.name].filter((part) => part !== undefined).join('.')
  const what = change.thing === 'object' || change.thing === 'account' ? change.name : path
  const fact = change.fact === undefined ? '' : `: ${change.fact} was ${shown(change.from)}, is ${shown(change.to)}`
  return `${change.thing} ${what}${fact}`
}
