/** Salesforce record ids: 15 case-sensitive characters, or 18 with a checksum of their case. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** The 18-character form of a 15-character id: bit i of each checksum character says that character i of its five is upper-case. */
export function withChecksum(id: string): string {
  let sums = ''
  for (let chunk = 0; chunk < 15; chunk += 5) {
    let bits = 0
    for (let index = 0; index < 5; index += 1) {
      const code = id.charCodeAt(chunk + index)
      if (code >= 65 && code <= 90) bits |= 1 << index
    }
    sums += CHECKSUM[bits]
  }
  return id + sums
}

/** The id in 18 characters with its case as the checksum says, or `undefined` for text that is no id. */
export function readId(text: string): string | undefined {
  if (text.length === 15) return /^[A-Za-z0-9]{15}$/.test(text) ? withChecksum(text) : undefined
  if (text.length !== 18 || !/^[A-Za-z0-9]{15}[A-Z0-5a-z]{3}$/.test(text)) return undefined
  const full = withChecksum(text.slice(0, 15))
  if (full === text) return text
  // An 18-character id that lost its case is mended from the checksum.
  let mended = ''
  for (let index = 0; index < 15; index += 1) {
    const bits = CHECKSUM.indexOf(text.charAt(15 + Math.floor(index / 5)).toUpperCase())
    const letter = text.charAt(index)
    mended += (bits >> (index % 5)) & 1 ? letter.toUpperCase() : letter.toLowerCase()
  }
  return withChecksum(mended)
}

/** The `number`th id of an object, 18 characters; `prefix` is the object's three-letter key prefix (`00Q` for a lead). Later numbers sort later. */
export function salesforceId(prefix: string, number: number): string {
  let digits = ''
  let rest = number
  for (let index = 0; index < 5; index += 1) {
    digits = DIGITS.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return withChecksum(`${prefix}5g00000${digits}`)
}
