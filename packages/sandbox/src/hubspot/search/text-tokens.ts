/** Words of a text as the search index sees them, and matching with `*`. */

/** Lower-case words: runs of letters and digits. */
export function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** True when the words of `wanted` stand next to each other in `text`; a `*` in `wanted` stands for any characters of the whole text. */
export function containsToken(text: string, wanted: string): boolean {
  if (wanted.includes('*')) {
    return (
      matchesPattern(text.toLowerCase(), wanted.toLowerCase()) || tokens(text).some((token) => matchesPattern(token, wanted.toLowerCase()))
    )
  }
  const words = tokens(text)
  const sought = tokens(wanted)
  return sought.length > 0 && words.some((_, start) => sought.every((word, index) => words[start + index] === word))
}

/** True when every word of the query begins some word of the texts. */
export function matchesQuery(texts: readonly string[], query: string): boolean {
  const words = texts.flatMap(tokens)
  return tokens(query).every((sought) => words.some((word) => word.startsWith(sought)))
}

function matchesPattern(text: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const first = parts[0] ?? ''
  const last = parts[parts.length - 1] ?? ''
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) {
    return false
  }
  let position = first.length
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position)
    if (found < 0 || found + part.length > text.length - last.length) {
      return false
    }
    position = found + part.length
  }
  return true
}
