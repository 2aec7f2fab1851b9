/** Canonical JSON: one text for equal values, whatever the order of their keys. */

const PLAIN = /^[\w .,:;/@<>=+-]*$/

/** As `JSON.stringify` has it; most of a plan's texts need no escape. */
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text))

/** Keys sorted by code unit, no white space, keys whose value is `undefined` left out. */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const byKey = value as Readonly<Record<string, unknown>>
  let out = ''
  for (const key of Object.keys(byKey).sort()) {
    const one = byKey[key]
    if (one !== undefined) out += `${out === '' ? '' : ','}${quoted(key)}:${canonicalJson(one)}`
  }
  return `{${out}}`
}
