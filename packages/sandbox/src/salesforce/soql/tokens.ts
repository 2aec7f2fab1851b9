/** Splits SOQL into tokens. */
import { type Failure, failure } from '../failure'

export type Token = {
  readonly kind: 'name' | 'string' | 'number' | 'date' | 'datetime' | 'sign' | 'end'
  /** A name, sign or number as written; a string without quotes and escapes. */
  readonly text: string
  readonly at: number
}

const TOKEN =
  /(?<space>\s+)|(?<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))|(?<date>\d{4}-\d\d-\d\d)|(?<number>[+-]?\d+(?:\.\d+)?)|(?<name>[A-Za-z][\w]*)|(?<sign><=|>=|!=|<>|[=<>(),.:])/y

/** Characters of a text in quotes [Salesforce: SOQL and SOSL limits]. */
const LONGEST_STRING = 4_000

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\\': '\\', "'": "'", '"': '"' }

/** A refusal that shows where in the query, as Salesforce writes it. */
export function queryFailure(code: string, source: string, at: number, what: string): Failure {
  const from = Math.max(0, at - 30)
  const shown = source.slice(from, at + 30).replaceAll('\n', ' ')
  const row = source.slice(0, at).split('\n').length
  const column = at - source.lastIndexOf('\n', at - 1)
  return failure(400, code, `\n${shown}\n${' '.repeat(at - from)}^\nERROR at Row:${row}:Column:${column}\n${what}`)
}

function readString(source: string, start: number): { text: string; end: number } {
  let text = ''
  for (let at = start + 1; at < source.length; at += 1) {
    const letter = source.charAt(at)
    if (letter === "'") return { text, end: at + 1 }
    if (letter !== '\\') {
      text += letter
      continue
    }
    at += 1
    const escaped = source.charAt(at)
    // `\_` and `\%` keep their backslash: LIKE reads them.
    if (escaped === '_' || escaped === '%') text += `\\${escaped}`
    else if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(source.slice(at + 1, at + 5))) {
      text += String.fromCharCode(Number.parseInt(source.slice(at + 1, at + 5), 16))
      at += 4
    } else {
      const plain = ESCAPES[escaped.toLowerCase()]
      if (plain === undefined) throw queryFailure('MALFORMED_QUERY', source, at - 1, 'Invalid string literal. Illegal character sequence')
      text += plain
    }
  }
  throw queryFailure('MALFORMED_QUERY', source, start, "unexpected token: '''")
}

/** All tokens, the last of kind `end`. Throws a `Failure` with code `MALFORMED_QUERY`. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    if (source.charAt(at) === "'") {
      const { text, end } = readString(source, at)
      if (text.length > LONGEST_STRING) {
        throw queryFailure('MALFORMED_QUERY', source, at, `String literal is longer than ${LONGEST_STRING} characters`)
      }
      tokens.push({ kind: 'string', text, at })
      at = end
      continue
    }
    TOKEN.lastIndex = at
    const groups = TOKEN.exec(source)?.groups
    if (groups === undefined) throw queryFailure('MALFORMED_QUERY', source, at, `unexpected token: '${source.charAt(at)}'`)
    for (const kind of ['datetime', 'date', 'number', 'name', 'sign'] as const) {
      const text = groups[kind]
      if (text !== undefined) tokens.push({ kind, text, at })
    }
    at = TOKEN.lastIndex
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: source.length })
  return tokens
}
