/** How a matching rule compares two values of a field: both are brought to one form, in which equal values are the same. */

/** `exact` ignores case alone; the others bring together what the vendor's fuzzy methods of these names do, as far as a common form goes. */
export const METHODS = ['exact', 'firstName', 'lastName', 'companyName', 'phone', 'city', 'street', 'zip', 'title'] as const
export type Method = (typeof METHODS)[number]

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Short forms of first names, each with the name it stands for. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  alex: 'alexander',
  andy: 'andrew',
  beth: 'elizabeth',
  bill: 'william',
  bob: 'robert',
  chris: 'christopher',
  dan: 'daniel',
  dave: 'david',
  jim: 'james',
  joe: 'joseph',
  kate: 'katherine',
  liz: 'elizabeth',
  matt: 'matthew',
  mike: 'michael',
  nick: 'nicholas',
  rob: 'robert',
  sam: 'samuel',
  steve: 'steven',
  stephen: 'steven',
  tom: 'thomas',
  tony: 'anthony',
  will: 'william',
}
const COMPANY_WORDS = new Set('the inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag sa srl bv and'.split(' '))
const STREET_WORDS: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  boulevard: 'blvd',
  drive: 'dr',
  lane: 'ln',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
}

function words(text: string, each: (word: string) => string): string {
  return plain(text)
    .split(' ')
    .map(each)
    .filter((word) => word !== '')
    .join(' ')
}

/** A name as it sounds, roughly: letters that repeat count once. */
const once = (name: string): string => name.replace(/(.)\1+/gu, '$1')

/** Whole names by the forms of their short ones. */
const WHOLE_NAMES: ReadonlyMap<string, string> = new Map(Object.entries(SHORT_NAMES).map(([short, whole]) => [once(short), once(whole)]))

const FORMS: Readonly<Record<Method, (text: string) => string>> = {
  exact: (text) => text.trim().toLowerCase(),
  firstName: (text) => {
    const first = once(plain(text).split(' ')[0] ?? '')
    return WHOLE_NAMES.get(first) ?? first
  },
  lastName: (text) => once(plain(text).replaceAll(' ', '')),
  companyName: (text) => words(text, (word) => (COMPANY_WORDS.has(word) ? '' : word)) || plain(text),
  // Country codes differ in how they are written: the last ten digits are compared.
  phone: (text) => text.replace(/\D/g, '').slice(-10),
  city: (text) => plain(text),
  street: (text) => words(text, (word) => STREET_WORDS[word] ?? word),
  zip: (text) => [...plain(text).replaceAll(' ', '')].slice(0, 5).join(''),
  title: (text) => plain(text),
}

/** The form in which values are compared; `undefined` for a blank, which matches nothing by itself. */
export function comparable(method: Method, value: string | number | boolean | null | undefined): string | undefined {
  const form = value === null || value === undefined ? '' : FORMS[method](String(value))
  return form === '' ? undefined : form
}
