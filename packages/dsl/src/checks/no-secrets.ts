/** No secrets: nothing in a policy looks like a token, key or password. */
import { report } from '../diagnostics/code'
import { secretInPolicy } from '../diagnostics/codes/meaning'
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

/** Stands in everything that one of the shapes matches; most texts and comments are told apart by it alone. */
const HINT = /pat-|00D|PRIVATE KEY|bearer|passw|secret|token|api[_ -]?key/i

export const noSecrets: Check = {
  name: 'no-secrets',
  needsCatalog: false,
  run: (bound) =>
    bound.files.flatMap(({ source, tokens, comments }) => {
      // A name that ends in `token` may well be compared in a condition; only text and comments hold secrets.
      const places = [...tokens.filter((token) => token.kind === 'text'), ...comments].map((one) => one.span)
      return places.flatMap((place) => {
        const text = source.text.slice(place.start, place.end)
        if (!HINT.test(text)) return []
        for (const { what, shape } of SHAPES)
          for (const match of text.matchAll(shape)) {
            const start = place.start + match.index
            return [report(secretInPolicy, { what }, { file: source.file, span: { start, end: start + match[0].length } })]
          }
        return []
      })
    }),
}
