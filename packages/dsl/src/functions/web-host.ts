/** Hosts out of web addresses, however they are pasted. */

/** Longest address that browsers and both systems take. */
const LONGEST_ADDRESS = 4000

/** The parts of a web address that functions ask for; `host` has small letters and no port. */
export type WebAddress = { readonly host: string; readonly path: string; readonly query: string }

const isHost = (host: string): boolean =>
  host.length <= 253 &&
  host.includes('.') &&
  /^[\p{L}\p{N}\p{M}_.-]+$/u.test(host) &&
  host.split('.').every((label) => label !== '' && !label.startsWith('-') && !label.endsWith('-'))

/** The parts, with or without `https://` in front; `null` when there is no host in it. */
export const readAddress = (text: string): WebAddress | null => {
  const trimmed = text.trim()
  if (trimmed.length > LONGEST_ADDRESS || /\s/.test(trimmed)) return null
  const scheme = trimmed.indexOf('://')
  const afterScheme = scheme === -1 ? trimmed.replace(/^\/\//, '') : trimmed.slice(scheme + 3)
  const hash = afterScheme.indexOf('#')
  const withoutHash = hash === -1 ? afterScheme : afterScheme.slice(0, hash)
  const mark = withoutHash.indexOf('?')
  const beforeQuery = mark === -1 ? withoutHash : withoutHash.slice(0, mark)
  const slash = beforeQuery.indexOf('/')
  const authority = slash === -1 ? beforeQuery : beforeQuery.slice(0, slash)
  const host = (authority.split('@').at(-1)?.split(':')[0] ?? '').toLowerCase()
  const dotless = host.endsWith('.') ? host.slice(0, -1) : host
  if (!isHost(dotless)) return null
  return { host: dotless, path: slash === -1 ? '' : beforeQuery.slice(slash), query: mark === -1 ? '' : withoutHash.slice(mark + 1) }
}

/** The host without `www.`; `null` when there is none. */
export const hostOf = (text: string): string | null => {
  const host = readAddress(text)?.host
  return host === undefined ? null : host.startsWith('www.') && host.split('.').length > 2 ? host.slice(4) : host
}
