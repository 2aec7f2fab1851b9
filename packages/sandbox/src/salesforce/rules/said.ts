/** Reads what a seed or the control API says of rules. Each throws a `TypeError` in plain words; `what` names the place. */

export type Said = Readonly<Record<string, unknown>>

export function saidObject(value: unknown, what: string): Said {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${what} is not an object`)
  return value as Said
}

/** A list, empty where nothing is said. */
export function saidList(value: unknown, what: string): readonly unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new TypeError(`${what} is not a list`)
  return value
}

export function saidText(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${what} is not a text`)
  return value
}

/** A text, or `usual` where nothing is said. */
export function saidTextOr(value: unknown, usual: string, what: string): string {
  return value === undefined ? usual : saidText(value, what)
}

/** True or false, or `usual` where nothing is said. */
export function saidFlag(value: unknown, usual: boolean, what: string): boolean {
  if (value === undefined) return usual
  if (typeof value !== 'boolean') throw new TypeError(`${what} is neither true nor false`)
  return value
}

/** One of a few words, or `usual` where nothing is said. */
export function saidWord<Word extends string>(value: unknown, words: readonly Word[], usual: Word, what: string): Word {
  if (value === undefined) return usual
  const word = words.find((each) => each === value)
  if (word === undefined) throw new TypeError(`${what} is one of ${words.join(', ')}`)
  return word
}

/** Refuses keys that mean nothing. */
export function onlyKeys(said: Said, keys: readonly string[], what: string): void {
  for (const key of Object.keys(said)) if (!keys.includes(key)) throw new TypeError(`${what} has an unknown key \`${key}\``)
}
