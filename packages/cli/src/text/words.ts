/** Words: how reports name systems, values, counts and times to people. */
import { plain } from '../table'

/** The products' own names. */
export const systemNames = { hubspot: 'HubSpot', salesforce: 'Salesforce' } as const

/** `1 error`, `2 errors`. */
export const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

const heldMeanings: Readonly<Record<string, string>> = {
  clears: 'values that became blank',
  pauses: 'links that leave an include',
}

/** What a hold counts, `pauses of contact`, with a word on kinds that do not say by themselves what they are. */
export const heldKind = (what: string): string => {
  const meaning = heldMeanings[what.split(' ')[0] ?? '']
  return meaning === undefined ? what : `${what} (${meaning})`
}

/** A value as people see it: quoted, cut to `most` characters; blank is told apart from the empty text. */
export const shownValue = (value: string | null | undefined, most = 60): string => {
  if (value === null || value === undefined) return '(blank)'
  const letters = [...value]
  return plain(JSON.stringify(letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : value))
}

/** Minutes or seconds of a time, in UTC. */
export const shownTime = (time: number, isExact = false): string =>
  new Date(time)
    .toISOString()
    .slice(0, isExact ? 19 : 16)
    .replace('T', ' ')
