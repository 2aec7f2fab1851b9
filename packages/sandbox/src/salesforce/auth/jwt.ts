/** Signed assertions of the JWT bearer flow. */
import { type KeyObject, verify } from 'node:crypto'

/** What an assertion claims; times in seconds. */
export type Claims = { readonly iss: string; readonly sub: string; readonly aud: readonly string[]; readonly exp: number }
type Parts = { readonly claims: Claims; readonly algorithm: string; readonly signed: string; readonly signature: Buffer }

function json(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Takes an assertion apart, without any check of its signature; `undefined` where it has not the form of one. */
export function readAssertion(assertion: string): Parts | undefined {
  const parts = assertion.split('.')
  const [header, payload] = [json(parts[0] ?? ''), json(parts[1] ?? '')]
  if (parts.length !== 3 || header === undefined || payload === undefined) return undefined
  const { iss, sub, prn, aud, exp } = payload
  const subject = sub ?? prn
  if (typeof iss !== 'string' || typeof subject !== 'string') return undefined
  return {
    claims: { iss, sub: subject, aud: (Array.isArray(aud) ? aud : [aud]).map(String), exp: Number(exp) },
    algorithm: String(header['alg']),
    signed: `${parts[0]}.${parts[1]}`,
    signature: Buffer.from(parts[2] ?? '', 'base64url'),
  }
}

/** Whether the key of the app signed it. RS256 alone is taken [Salesforce: OAuth 2.0 JWT Bearer Flow]. */
export function isSigned({ algorithm, signed, signature }: Parts, key: KeyObject): boolean {
  return algorithm === 'RS256' && key.asymmetricKeyType === 'rsa' && verify('RSA-SHA256', Buffer.from(signed), key, signature)
}
