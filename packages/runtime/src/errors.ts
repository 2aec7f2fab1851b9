/** Errors of the world: typed, with what a person can do and whether a retry can help. */
import type { SideName } from '@lockstep/dsl'

export type ErrorCode =
  | 'authentication'
  | 'permission'
  | 'unreachable'
  | 'quota'
  | 'bad-reply'
  | 'suspended'
  | 'locked-store'
  | 'store'
  | 'setting'
  | 'policy'
  | 'held'
  | 'stale-plan'
  | 'not-found'
  | 'interrupted'
  | 'busy'

/** A failure outside our control. `message` is one plain sentence for the user; `vendor` keeps raw codes as data, never secrets. */
export class LockstepError extends Error {
  readonly code: ErrorCode
  readonly help: string | undefined
  readonly system: SideName | undefined
  readonly isRetryable: boolean
  readonly vendor: { readonly code?: string; readonly status?: number; readonly message?: string } | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      help?: string
      system?: SideName
      isRetryable?: boolean
      vendor?: { code?: string; status?: number; message?: string }
      cause?: unknown
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'LockstepError'
    this.code = code
    this.help = more.help
    this.system = more.system
    this.isRetryable = more.isRetryable ?? false
    this.vendor = more.vendor
  }
}
