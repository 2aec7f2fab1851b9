/** Salesforce ids: prefix, twelve base-62 digits, and the three checksum characters. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** The 18-character id number `n` of an object. */
export const salesforceId = (prefix, n) => {
  let rest = n
  let body = ''
  for (let i = 0; i < 9; i++) {
    body = digits[rest % 62] + body
    rest = Math.floor(rest / 62)
  }
  const id = `${prefix}5g0${body}`
  let suffix = ''
  for (let part = 0; part < 3; part++) {
    let bits = 0
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[part * 5 + i])) bits |= 1 << i
    suffix += checks[bits]
  }
  return id + suffix
}
