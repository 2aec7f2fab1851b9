/** No secrets: nothing in a policy looks like a token, key or password. */
import { report } from '../diagnostics/code'
import { secretInPolicy } from '../diagnostics/codes/meaning'
import { lex } from '../syntax/lexer'
import type { Check } from './check'

/** Shapes as the two vendors issue them, and the usual way in which people write others down; each is linear. */
const SHAPES: readonly { readonly what: string; readonly shape: RegExp }[] = [
  { what: 'a HubSpot access token', shape: /\bpat-[a-z]{2,4}\d{0,2}-[0-9a-f-]{20,60}/g },
  { what: 'a Salesforce session', shape: /\b00D[A-Za-z0-9]{12,15}![\w.]{20,200}/g },
  { what: 'a private key', shape: /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/g },
  { what: 'a bearer token', shape: /\bBearer [\w.~+/-]{20,500}/gi },
  {
    what: 'a password or key',
    shape: /\b(?:password|passwd|secret|token|api[_ -]?key)\b["']?[ \t]{0,5}[:=][ \t]{0,5}["']?[^\s"']{8,200}/gi,
  },
]

/** One of them stands in everything that one of the shapes matches, in lower case; most policies have none. */
const HINTS = ['pat-', '00d', 'private key', 'bearer', 'passw', 'secret', 'token', 'api key', 'api_key', 'api-key', 'apikey']
const HINT = /pat-|00D|PRIVATE KEY|bearer|passw|secret|token|api[_ -]?key/gi

const isLineEnd = (code: number) => code === 10 || code === 13

/** Each line with a hint on it, as an offset and its text. No token spans lines, so each can be cut into tokens by itself. */
const hintedLines = (text: string): readonly { readonly start: number; readonly line: string }[] => {
  const lower = text.toLowerCase()
  if (!HINTS.some((hint) => lower.includes(hint))) return []
  const lines = []
  HINT.lastIndex = 0
  for (let hint = HINT.exec(text); hint !== null; hint = HINT.exec(text)) {
    let start = hint.index
    while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--
    let end = HINT.lastIndex
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++
    lines.push({ start, line: text.slice(start, end) })
    HINT.lastIndex = end
  }
  return lines
}

export const noSecrets: Check = {
  name: 'no-secrets',
  needsCatalog: false,
  run: (bound) =>
    bound.files.flatMap(({ source: { file, text } }) => {
      const places = hintedLines(text).flatMap(({ start, line }) => {
        const { tokens, comments } = lex(line, start)
        // A name that ends in `token` may well be compared in a condition; only text and comments hold secrets.
        return [...tokens.filter((token) => token.kind === 'text'), ...comments].map((one) => one.span)
      })
      return places.flatMap((place) => {
        const said = text.slice(place.start, place.end)
        for (const { what, shape } of SHAPES)
          for (const match of said.matchAll(shape)) {
            const start = place.start + match.index
            return [report(secretInPolicy, { what }, { file, span: { start, end: start + match[0].length } })]
          }
        return []
      })
    }),
}
