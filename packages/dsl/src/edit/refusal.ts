/** Refusal: why an edit is not made; nothing is changed then. */

export type RefusalCode =
  /** The command is not one of the closed union, or its shape is wrong. */
  | 'bad-command'
  | 'unknown-file'
  | 'unknown-target'
  /** The construct is there, but this command does not apply to it. */
  | 'not-applicable'
  /** A name, text or expression of the command does not read as what it is given as. */
  | 'bad-text'
  /** A syntax error touches the block. */
  | 'syntax-error'
  /** The edited text would not say what was meant: our bug, so nothing is changed. */
  | 'self-check'

export type Refusal = { readonly ok: false; readonly code: RefusalCode; readonly message: string }

/** `message` is one sentence in lower case without a full stop; it names the culprit in back-ticks. */
export const refuse = (code: RefusalCode, message: string): Refusal => ({ ok: false, code, message })

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false
