/** Folding of place names: spellings that people take for the same. */

/** Small letters without accents, dots or outer and doubled white space; by way of capitals, so that `ß` is `ss` and a dotless `ı` an `i`. */
export const foldSpelling = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[.]/g, '')
    .replace(/[’‘`]/g, "'")
    .trim()
    .toUpperCase()
    .toLowerCase()
    .replace(/\s+/g, ' ')
