/** Search of one text in another, in time proportional to both, whatever they hold. */

/** Up to here the platform's own search keeps tables for the whole of what it looks for; beyond, some texts make it quadratic. */
const LONGEST_NATIVE = 250

/** For each start of the part, how long the longest start is that it also ends with (Knuth, Morris and Pratt). */
const bordersOf = (part: string): Int32Array => {
  const borders = new Int32Array(part.length)
  let length = 0
  for (let at = 1; at < part.length; at += 1) {
    while (length > 0 && part.charCodeAt(at) !== part.charCodeAt(length)) length = borders[length - 1] ?? 0
    if (part.charCodeAt(at) === part.charCodeAt(length)) length += 1
    borders[at] = length
  }
  return borders
}

const findLong = (text: string, part: string, from: number): number => {
  const borders = bordersOf(part)
  let length = 0
  for (let at = from; at < text.length; at += 1) {
    while (length > 0 && text.charCodeAt(at) !== part.charCodeAt(length)) length = borders[length - 1] ?? 0
    if (text.charCodeAt(at) === part.charCodeAt(length)) length += 1
    if (length === part.length) return at - part.length + 1
  }
  return -1
}

/** As `text.indexOf(part, from)`. */
export const findIn = (text: string, part: string, from = 0): number =>
  part.length <= LONGEST_NATIVE ? text.indexOf(part, from) : findLong(text, part, from)

/** As `text.split(part)`, for a part that is not empty. */
export const splitAt = (text: string, part: string): readonly string[] => {
  if (part.length <= LONGEST_NATIVE) return text.split(part)
  const pieces: string[] = []
  let start = 0
  for (let at = findIn(text, part); at !== -1; at = findIn(text, part, start)) {
    pieces.push(text.slice(start, at))
    start = at + part.length
  }
  return [...pieces, text.slice(start)]
}
