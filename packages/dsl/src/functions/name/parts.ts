/** Names of people taken apart: titles, given names, family names with their particles, and what is written behind. */

export type NameParts = {
  readonly title: string
  readonly first: string
  readonly middle: string
  readonly last: string
  readonly suffix: string
}

/** Longer texts are no names. */
const LONGEST_NAME = 500

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))
const TITLES = words(
  'mr mrs ms mx miss dr prof professor sir dame lord lady rev hon capt herr frau hr fr dipl-ing ing mag m mme mlle monsieur madame sr sra srta dott dottssa sig sigra',
)
const SUFFIXES = words('jr sr ii iii iv phd md mba esq dds cpa msc bsc ma ba llm jd')
/** Words that belong to the family name behind them. */
const PARTICLES = words(
  'van von der den de del della di da do dos das du la le lo ter ten zu zum zur af av bin ibn al el bint mac st saint san santa',
)

const bare = (word: string): string => word.toLowerCase().replace(/[.,]/g, '')
const isEastAsian = (text: string): boolean =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・\s]+$/u.test(text)

const NOTHING: NameParts = { title: '', first: '', middle: '', last: '', suffix: '' }

/** Where the family name begins: at the last word, or at the particles before it; never at the first word where there are others. */
const familyStart = (names: readonly string[]): number => {
  let at = names.length - 1
  while (at > 1 && PARTICLES.has(bare(names[at - 1] ?? ''))) at -= 1
  return at
}

const takeSuffix = (names: string[]): string => {
  const found: string[] = []
  while (names.length > 1 && SUFFIXES.has(bare(names.at(-1) ?? ''))) found.unshift(names.pop()?.replace(/,$/, '') ?? '')
  return found.join(' ')
}

/**
 * The parts of a full name; a single word is a family name, which Salesforce needs. `Family, Given` is read in that order, and so are
 * names in Chinese, Japanese and Korean writing, whose family name stands in front.
 */
export const nameParts = (text: string): NameParts => {
  if (text.length > LONGEST_NAME) return NOTHING
  const all = text
    .normalize('NFC')
    .split(/[\s\u3000]+/u)
    .filter((word) => word !== '')
  if (isEastAsian(text)) return { ...NOTHING, last: all[0] ?? '', first: all.slice(1).join(' ') }
  const titles: string[] = []
  while (all.length > 1 && TITLES.has(bare(all[0] ?? ''))) titles.push(all.shift() ?? '')
  const title = titles.join(' ')
  const suffix = takeSuffix(all)
  const comma = all.findIndex((word) => word.endsWith(','))
  if (comma !== -1 && comma < all.length - 1) {
    const [first = '', ...middle] = all.slice(comma + 1)
    const last = all
      .slice(0, comma + 1)
      .join(' ')
      .slice(0, -1)
    return { title, first, middle: middle.join(' '), last, suffix }
  }
  const names = all.map((word) => (word.endsWith(',') ? word.slice(0, -1) : word)).filter((word) => word !== '')
  const start = familyStart(names)
  if (names.length < 2) return { title, first: '', middle: '', last: names[0] ?? '', suffix }
  return { title, first: names[0] ?? '', middle: names.slice(1, start).join(' '), last: names.slice(start).join(' '), suffix }
}
