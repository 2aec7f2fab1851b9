/** Place: one row of a shipped table of countries, states or provinces. */

/** Code, usual name, then other spellings that people and systems use. */
export type Place = readonly [code: string, name: string, ...spellings: string[]]
