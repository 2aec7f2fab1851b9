/** Email addresses: their form, and how to find one in what people paste. */

/** Longest address that mail can be sent to (RFC 5321, with its angle brackets taken off). */
const LONGEST_ADDRESS = 254

const isLabel = (label: string): boolean => /^[\p{L}\p{N}\p{M}-]{1,63}$/u.test(label) && !label.startsWith('-') && !label.endsWith('-')

/** One `@`; a name without white space, quotes or stray dots; a domain of two or more labels, the last of which is no number. */
export const isAddress = (text: string): boolean => {
  if (text.length > LONGEST_ADDRESS) return false
  const [name = '', domain = '', more] = text.split('@')
  if (more !== undefined || !/^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u.test(name)) return false
  if (name.startsWith('.') || name.endsWith('.') || name.includes('..')) return false
  const labels = domain.split('.')
  return labels.length > 1 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? '')
}

/** The address in small letters, out of angle brackets, `mailto:` or marks around it; `null` when there is none. */
export const readEmail = (text: string): string | null => {
  const open = text.indexOf('<')
  const close = text.indexOf('>', open)
  const inside = open !== -1 && close !== -1 ? text.slice(open + 1, close) : text
  const trimmed = inside.trim().toLowerCase()
  const bare = trimmed.startsWith('mailto:') ? (trimmed.slice(7).split('?')[0] ?? '') : trimmed
  let [start, end] = [0, bare.length]
  while (start < end && '"\'( '.includes(bare[start] ?? '')) start += 1
  while (end > start && '"\');,. '.includes(bare[end - 1] ?? '')) end -= 1
  const found = bare.slice(start, end)
  return isAddress(found) ? found : null
}
