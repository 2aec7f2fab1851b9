/** Reads SOSL: what to find, in which fields, and what to return of it. */
import { failure } from '../failure'
import { queryFailure } from '../soql/tokens'

export const GROUPS = ['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR'] as const
export type Group = (typeof GROUPS)[number]

/** `soql` is what is selected of an object: fields, and clauses such as `WHERE`. */
export type Returning = { readonly object: string; readonly fields: string; readonly clauses: string }
export type Search = { readonly term: string; readonly group: Group; readonly returning: readonly Returning[]; readonly limit?: number }

function malformed(source: string, at: number, what: string) {
  return queryFailure('MALFORMED_SEARCH', source, at, what)
}

/** The term between braces, its escapes taken away, and where it ends. */
function readBraces(source: string, start: number): { term: string; end: number } {
  let term = ''
  for (let at = start + 1; at < source.length; at += 1) {
    const letter = source.charAt(at)
    if (letter === '}') return { term, end: at + 1 }
    if (letter === '\\' && at + 1 < source.length) {
      at += 1
      // An escaped sign is a plain one; words know no signs, so it parts them.
      term += /[\p{L}\p{N}]/u.test(source.charAt(at)) ? source.charAt(at) : ' '
    } else term += letter
  }
  throw malformed(source, start, 'the search term has no closing brace')
}

/** Where the parenthesis that opens at `start` closes. */
function closing(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length; at += 1) {
    const letter = source.charAt(at)
    if (letter === "'") {
      at += 1
      while (at < source.length && source.charAt(at) !== "'") at += source.charAt(at) === '\\' ? 2 : 1
    } else if (letter === '(') depth += 1
    else if (letter === ')') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  throw malformed(source, start, "expecting a right parentheses, found '<EOF>'")
}

function readReturning(source: string, start: number): { returning: Returning[]; end: number } {
  const returning: Returning[] = []
  let at = start
  for (;;) {
    const name = /^\s*(\w+)\s*/.exec(source.slice(at))
    if (name === null) throw malformed(source, at, 'expecting the name of an object')
    at += name[0].length
    let inner = ''
    if (source.charAt(at) === '(') {
      const end = closing(source, at)
      inner = source.slice(at + 1, end)
      at = end + 1
    }
    const clause = /\b(?:USING|WHERE|ORDER\s+BY|LIMIT|OFFSET)\b/i.exec(inner)
    const fields = clause === null ? inner : inner.slice(0, clause.index)
    returning.push({ object: name[1] ?? '', fields: fields.trim() || 'Id', clauses: clause === null ? '' : inner.slice(clause.index) })
    const comma = /^\s*,/.exec(source.slice(at))
    if (comma === null) return { returning, end: at }
    at += comma[0].length
  }
}

/** Reads a whole search. Throws a `Failure` with code `MALFORMED_SEARCH`. */
export function parseSearch(source: string): Search {
  if (source.length > 100_000) throw failure(400, 'MALFORMED_SEARCH', 'SOSL statements cannot be longer than 100000 characters.')
  const find = /^\s*FIND\s*/i.exec(source)
  if (find === null || source.charAt(find[0].length) !== '{')
    throw malformed(source, 0, 'SOSL begins with FIND and a search term in braces')
  const { term, end } = readBraces(source, find[0].length)
  let at = end
  const clause = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(source.slice(at))
    if (found !== null) at += found[0].length
    return found
  }
  const group = clause(/^\s*IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS\b/i)?.[1]?.toUpperCase()
  let returning: Returning[] = []
  if (clause(/^\s*RETURNING\b/i) !== null) {
    const read = readReturning(source, at)
    returning = read.returning
    at = read.end
  }
  const limit = clause(/^\s*LIMIT\s+(\d+)\b/i)?.[1]
  clause(/^\s*UPDATE\s+(?:TRACKING|VIEWSTAT)(?:\s*,\s*(?:TRACKING|VIEWSTAT))?/i)
  const rest = source.slice(at)
  if (rest.trim() !== '') throw malformed(source, at + rest.search(/\S/), `unexpected token: '${/\S+/.exec(rest)?.[0] ?? ''}'`)
  return {
    term,
    group: GROUPS.find((each) => each === group) ?? 'ALL',
    returning,
    ...(limit === undefined ? {} : { limit: Number(limit) }),
  }
}
