/** What functions cost at most, in steps: the measure by which the checker bounds an expression before it ever runs. */

/**
 * Most steps of one call: so many, and so many more for each character of its arguments, and of its result. A step is what looking at one
 * character takes, about a nanosecond.
 */
export type Cost = { readonly fixed: number; readonly perCharacter: number; readonly perResultCharacter?: number }

/** Looks at no text, or at a short start of it. */
export const FLAT: Cost = { fixed: 50, perCharacter: 0 }

/** Reads no more of a text than it gives. */
export const PART: Cost = { fixed: 50, perCharacter: 0, perResultCharacter: 40 }

/** Reads its texts a few times from end to end. */
export const SCAN: Cost = { fixed: 100, perCharacter: 20 }

/** Works on a calendar in a time zone. */
export const CALENDAR: Cost = { fixed: 30_000, perCharacter: 1 }

/** Reads a phone number by the rules of every country. */
export const NUMBERING_PLANS: Cost = { fixed: 50_000, perCharacter: 20 }

/** Reads a web address by the list of public suffixes. */
export const SUFFIX_LIST: Cost = { fixed: 10_000, perCharacter: 20 }

/** Looks a spelling up in a table. */
export const LOOKUP: Cost = { fixed: 500, perCharacter: 20 }

/** Tries a pattern of at most 255 characters at each place of a text. */
export const PATTERN: Cost = { fixed: 100, perCharacter: 300 }
