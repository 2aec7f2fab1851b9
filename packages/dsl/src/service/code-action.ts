/** Code action: one mend or rewriting that is offered. */
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { FileEdits } from './rename'

export type CodeAction = {
  /** What is done, as a command: `write \`jobtitle\``. */
  readonly title: string
  readonly kind: 'quickfix' | 'rewrite'
  readonly files: readonly FileEdits[]
  /** The diagnostic that it mends. */
  readonly mends?: Diagnostic
  /** True for a mend that is certain. */
  readonly isPreferred: boolean
}
