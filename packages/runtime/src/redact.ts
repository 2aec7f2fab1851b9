/** The one redactor: takes secrets out of whatever is kept or shown, those of the settings, those learned later, and known shapes. */
import { LockstepError } from './errors'

export type Redactor = {
  /** From here on this secret is taken out too: a token that a login answered. Anything shorter than eight characters is too common a text. */
  add(secret: string): void
  /** The text with `[secret]` in the place of every secret, however it is encoded. */
  text(text: string): string
  /** The same error where it holds no secret; else a copy without. What is not ours keeps its name and code alone beside the text. */
  error(error: unknown): unknown
}

const mark = '[secret]'
const shortest = 8

/** Base64 of the secret at each of the three places that it may have inside an encoded text, less what its neighbours decide. */
const base64Forms = (secret: string): readonly string[] =>
  [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, 'utf8')])
    const whole = Math.floor((bytes.length * 8) / 6)
    return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole)
  })

const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (pair) => pair.toLowerCase())
const htmlForms: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Every way in which a service, a driver or a page may repeat a secret. */
const formsOf = (secret: string): readonly string[] => {
  const inUrl = encodeURIComponent(secret)
  const inForm = new URLSearchParams({ s: secret }).toString().slice(2)
  const base64 = base64Forms(secret)
  return [
    secret,
    inUrl,
    lowerEscapes(inUrl),
    inForm,
    lowerEscapes(inForm),
    inJson(secret),
    // An error body that is itself a text in JSON.
    inJson(inJson(secret)),
    secret.replace(/[&<>"']/g, (sign) => htmlForms[sign] ?? sign),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(secret, 'utf8').toString('hex'),
  ].filter((form) => form.length >= shortest)
}

/** Shapes that are secrets wherever they come from, such as a token of another app in a service's error text. */
const shapes: readonly (readonly [RegExp, string])[] = [
  // Authorization headers; the token has a digit, so that `Basic information` stays.
  [/\b(Bearer|Basic|OAuth)(\s+|%20)(?=\S*\d)[\w.~+/!=%-]{16,}/gi, `$1$2${mark}`],
  // HubSpot: private apps and service keys.
  [/\bpat-[a-z]{2}\d?-[0-9a-f]{8}-[0-9a-f-]{20,}/gi, mark],
  // Salesforce: a session id is an org's id, `!`, and the session.
  [/\b00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?(?:!|%21)[\w.%]{16,}/g, mark],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, mark],
  [
    /\b(access_token|refresh_token|client_secret|assertion|password|passwd|hapikey)((?:\\?["'])?\s*[:=]\s*(?:\\?["'])?)[^\s"'&<>,;}\\]{4,}/gi,
    `$1$2${mark}`,
  ],
  // `scheme://user:password@host`
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+@/gi, `$1${mark}@`],
]

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** Makes a redactor that knows these secrets; without any it knows the shapes. */
export const createRedactor = (secrets: readonly string[] = []): Redactor => {
  const forms = new Set<string>()
  let pattern: RegExp | undefined
  const add = (secret: string): void => {
    if (secret.length < shortest || forms.has(secret)) return
    for (const form of formsOf(secret)) forms.add(form)
    // The longest first: one form may begin with another.
    pattern = new RegExp(
      [...forms]
        .sort((a, b) => b.length - a.length)
        .map(escaped)
        .join('|'),
      'g',
    )
  }
  for (const secret of secrets) add(secret)

  const text = (given: string): string => {
    const known = pattern === undefined ? given : given.replace(pattern, mark)
    return shapes.reduce((result, [shape, stand]) => result.replace(shape, stand), known)
  }
  const maybe = (given: string | undefined): string | undefined => (given === undefined ? undefined : text(given))

  const ours = (error: LockstepError): LockstepError => {
    const { code, help, system, isRetryable, vendor, cause } = error
    const clean = new LockstepError(code, text(error.message), {
      isRetryable,
      ...(help === undefined ? {} : { help: text(help) }),
      ...(system === undefined ? {} : { system }),
      ...(vendor === undefined
        ? {}
        : {
            vendor: {
              ...vendor,
              ...(vendor.code === undefined ? {} : { code: text(vendor.code) }),
              ...(vendor.message === undefined ? {} : { message: text(vendor.message) }),
            },
          }),
      ...(cause === undefined ? {} : { cause: redactError(cause) }),
    })
    const stack = maybe(error.stack)
    if (stack !== undefined) clean.stack = stack
    return clean
  }
  const redactError = (error: unknown): unknown => {
    if (error instanceof LockstepError) return ours(error)
    if (!(error instanceof Error)) return typeof error === 'string' ? text(error) : error
    // Drivers and clients hang requests, headers and configuration on their errors.
    const code = 'code' in error && typeof error.code === 'string' ? { code: text(error.code) } : {}
    const clean: Error = Object.assign(new Error(text(error.message)), { name: error.name, ...code })
    const stack = maybe(error.stack)
    if (stack !== undefined) clean.stack = stack
    return clean
  }

  return { add, text, error: redactError }
}
