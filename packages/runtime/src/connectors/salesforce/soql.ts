/** SOQL texts with our own escaping: jsforce's builder leaves the backslash alone. */
import type { Instant } from '../../model'

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

/** A control character, or half a surrogate pair, which no address carries (Salesforce: SOQL, quoted string escape sequences). */
function unicode(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** A quoted SOQL text literal. */
export function literal(value: string): string {
  return `'${value.replace(/[\\'"\p{Control}\p{Surrogate}]/gu, (sign) => escapes[sign] ?? unicode(sign))}'`
}

/** A SOQL datetime literal; stamps are whole seconds. */
export function datetime(at: Instant): string {
  return `${new Date(Math.floor(at / 1_000) * 1_000).toISOString().slice(0, 19)}Z`
}

/** Room for one query in a URL of 16,384 bytes, headers and host left out (Salesforce: API request limits). */
const queryRoom = 12_000
/** Rows one query may ask for by value, so that its answer is one page. */
const valuesPerQuery = 1_000

/** `SELECT … WHERE field IN (…)` in as few texts as fit; values are in the order given. */
export function inQueries(select: string, field: string, values: readonly string[]): readonly string[] {
  const queries: string[] = []
  const build = (literals: readonly string[]) => `${select} WHERE ${field} IN (${literals.join(',')})`
  const base = encodeURIComponent(build([])).length
  let literals: string[] = []
  let size = base
  for (const value of values) {
    const next = literal(value)
    const more = encodeURIComponent(`${next},`).length
    if (literals.length > 0 && (size + more > queryRoom || literals.length >= valuesPerQuery)) {
      queries.push(build(literals))
      literals = []
      size = base
    }
    literals.push(next)
    size += more
  }
  if (literals.length > 0) queries.push(build(literals))
  return queries
}
