/** Search terms: words with wildcards, phrases, AND, OR and AND NOT; and the words of a value. */
import { failure } from '../failure'

/** Whether a text, given as its words, has what was searched for. */
export type Finds = (words: readonly string[]) => boolean

type Token = { readonly text: string; readonly phrase: boolean }

/** The words of a value or a phrase: letters and digits, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function patterns(text: string): RegExp[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}*?]+/gu) ?? []
  return words.map((word) => new RegExp(`^${word.replaceAll('?', '.').replaceAll('*', '.*')}$`, 'u'))
}

/** All words of the phrase one after the other. */
function phrase(text: string): Finds {
  const wanted = patterns(text)
  if (wanted.length === 0) return () => false
  return (words) => words.some((_, start) => wanted.every((pattern, offset) => pattern.test(words[start + offset] ?? '')))
}

function tokens(term: string): Token[] {
  return [...term.matchAll(/"([^"]*)"?|([()])|([^\s()"]+)/g)].map(([text, quoted]) =>
    quoted === undefined ? { text, phrase: false } : { text: quoted, phrase: true },
  )
}

/** Reads a term without its braces and escapes. Throws a `Failure` with code `MALFORMED_SEARCH`. */
export function readTerm(term: string): Finds {
  if (term.replace(/[*?"()\s]/g, '').length < 2) {
    throw failure(400, 'MALFORMED_SEARCH', `search term must be longer than one character: ${term}`)
  }
  const list = tokens(term)
  let next = 0
  let depth = 0
  const is = (word: string) => list[next]?.phrase === false && list[next]?.text.toUpperCase() === word
  const take = (word: string) => {
    const found = is(word)
    if (found) next += 1
    return found
  }
  const one = (): Finds => {
    if (take('NOT')) {
      const inner = one()
      return (words) => !inner(words)
    }
    if (take('(')) {
      depth += 1
      if (depth > 50) throw failure(400, 'MALFORMED_SEARCH', 'the search term is nested too deep')
      const inner = either()
      if (!take(')')) throw failure(400, 'MALFORMED_SEARCH', 'unbalanced parentheses in the search term')
      depth -= 1
      return inner
    }
    const token = list[next]
    if (token === undefined || token.text === ')') throw failure(400, 'MALFORMED_SEARCH', 'the search term ends early')
    next += 1
    return phrase(token.text)
  }
  const all = (): Finds => {
    const parts = [one()]
    while (next < list.length && !is('OR') && !is(')')) {
      take('AND')
      parts.push(one())
    }
    return (words) => parts.every((part) => part(words))
  }
  const either = (): Finds => {
    const parts = [all()]
    while (take('OR')) parts.push(all())
    return (words) => parts.some((part) => part(words))
  }
  const found = either()
  if (next < list.length) throw failure(400, 'MALFORMED_SEARCH', 'unbalanced parentheses in the search term')
  return found
}
