/** Diagnostic: what is wrong with a policy, as plain data that crosses workers and HTTP. */
import type { Location, Span } from '../text/span'
import type { TextEdit } from '../text/text-edit'

export type Severity = 'error' | 'warning' | 'info'

/** A further place that explains the diagnostic, e.g. the first of two duplicates. */
export type Related = { readonly location: Location; readonly message: string }

/** A mend that is certain: applying the edits removes the diagnostic. */
export type Fix = { readonly title: string; readonly edits: readonly TextEdit[] }

export type Diagnostic = {
  /** `LS` and four digits, by phase: 1 syntax, 2 names, 3 types, 4 meaning, 5 catalog, 8 deprecation, 9 style. */
  readonly code: string
  /** The kebab-case name registered beside the code. */
  readonly name: string
  readonly severity: Severity
  readonly file: string
  readonly span: Span
  /** One plain sentence, lower case, no full stop, the user's text in back-ticks. */
  readonly message: string
  /** The next action, same style. */
  readonly help?: string
  readonly related: readonly Related[]
  readonly fix?: Fix
}
