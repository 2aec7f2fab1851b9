/**
 * Texts as PostgreSQL can keep them. Its `text` holds neither U+0000 nor half of a surrogate pair, and the embedded one's driver drops
 * U+FEFF at the beginning of a text; records may hold all of these. They are
 * kept escaped and come back as they were. One boundary escapes every parameter and unescapes every row; JSON that is kept as text is
 * escaped by itself before, so that the database may look into it.
 */
import type { Parameter, Queries } from './database'

/** Noncharacters (Unicode: 23.7) that may be kept; each begins an escape of four hexadecimal digits, and is itself escaped. */
const mark = '\uFDD0'
const jsonMark = '\uFDD1'

const hexOf = (sign: string): string => sign.charCodeAt(0).toString(16).padStart(4, '0')

// A whole pair is one code point here, so that halves alone are found.
const unkept = /[\0\uFDD0\uFEFF]|\p{Surrogate}/gu

/** A text that the database can keep. */
export const escapeText = (text: string): string => text.replace(unkept, (sign) => mark + hexOf(sign))

/** The text that was escaped. */
export const unescapeText = (text: string): string =>
  text.includes(mark) ? text.replace(/\uFDD0([0-9a-f]{4})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text

/** Escapes of JSON, one by one from the left, so that an escaped backslash before `u0000` is not taken for one of them. */
const escapes = /\\(?:u(0000|d[89a-f][0-9a-f]{2})|[\s\S])/g

/** JSON whose texts can be kept; `JSON.stringify` has written what is unkept as escapes. */
const escapeJson = (json: string, start: string, marks: RegExp): string => {
  const marked = marks.test(json) ? json.replace(new RegExp(marks, 'g'), (sign) => start + hexOf(sign)) : json
  if (!marked.includes('\\u0000') && !marked.includes('\\ud')) return marked
  return marked.replace(escapes, (whole, hex: string | undefined) => (hex === undefined ? whole : start + hex))
}

/** A value as JSON that is kept in a text column. */
export const toJsonText = (value: unknown): string => escapeJson(JSON.stringify(value), jsonMark, /[\uFDD0\uFDD1]/)

/** The value of such a column. The caller names its shape. */
export const fromJsonText = (text: string) => JSON.parse(text.includes(jsonMark) ? text.replace(/\uFDD1([0-9a-f]{4})/g, '\\u$1') : text)

const unescapeValue = (value: unknown): unknown => {
  if (typeof value === 'string') return unescapeText(value)
  if (Array.isArray(value)) return value.map(unescapeValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [unescapeText(name), unescapeValue(each)]))
}

const jsonParameters = new Map<string, ReadonlySet<number>>()

/** Positions of the parameters that a statement reads as JSON. Statements are texts of the program, so that there are few. */
const jsonParametersOf = (statement: string): ReadonlySet<number> => {
  const known = jsonParameters.get(statement)
  if (known !== undefined) return known
  const found = new Set([...statement.matchAll(/\$(\d+)::json/g)].map(([, number]) => Number(number) - 1))
  jsonParameters.set(statement, found)
  return found
}

const escapeParameter = (parameter: Parameter, isJson: boolean): Parameter => {
  if (typeof parameter === 'string') return isJson ? escapeJson(parameter, mark, /[\uFDD0\uFEFF]/) : escapeText(parameter)
  if (!Array.isArray(parameter)) return parameter
  return parameter.every((each): each is string => typeof each === 'string') ? parameter.map(escapeText) : parameter
}

/** The same queries, whose parameters may hold any text. */
export const storableQueries = (queries: Queries): Queries => ({
  async query<Row>(statement: string, parameters: readonly Parameter[] = []) {
    const json = jsonParametersOf(statement)
    const rows = await queries.query<Row>(
      statement,
      parameters.map((parameter, at) => escapeParameter(parameter, json.has(at))),
    )
    // A row keeps the shape that the caller named: only texts inside it change.
    for (const row of rows as readonly Record<string, unknown>[])
      for (const [name, value] of Object.entries(row)) {
        const held = typeof value === 'number' || typeof value === 'boolean' ? value : unescapeValue(value)
        if (held !== value) row[name] = held
      }
    return rows
  },
})
