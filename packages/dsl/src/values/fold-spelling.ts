/** Folding of place names: spellings that people take for the same. */

/** Small letters without accents, dots or outer and doubled white space. */
export const foldSpelling = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[.]/g, '').replace(/[’‘`]/g, "'").trim().toLowerCase().replace(/\s+/g, ' ')
