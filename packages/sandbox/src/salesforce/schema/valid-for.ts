/** Dependent picklists: for which values of its controlling field a value is offered [Salesforce: describe, PicklistEntry]. */

/** Base64 of a bitmap over the controlling values, the first in the highest bit of the first byte. */
export function validFor(controlling: readonly string[], allowed: ReadonlySet<string>): string {
  const bytes = new Uint8Array(Math.ceil(controlling.length / 8))
  for (const [index, value] of controlling.entries()) {
    if (allowed.has(value)) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7))
  }
  return Buffer.from(bytes).toString('base64')
}
