/** Code: one kind of diagnostic, with its number, name, severity, wording and page; and `report`, which makes a diagnostic of it. */
import type { Span } from '../text/span'
import type { Diagnostic, Fix, Related, Severity } from './diagnostic'

/** What a code's wording is made of, e.g. the names it speaks of. */
export type CodeArgs = Readonly<Record<string, string>>

export type Code<A extends CodeArgs = CodeArgs> = {
  /** `LS` and four digits; never reused. */
  readonly code: string
  /** Kebab-case, unique. */
  readonly name: string
  readonly severity: Severity
  /** One plain sentence, lower case, no full stop, the user's text in back-ticks. */
  readonly message: (args: A) => string
  /** The next action, same style; a call to `report` may give a better one. */
  readonly help?: (args: A) => string
  readonly doc: {
    /** One or two sentences: what it means and why it matters. */
    readonly text: string
    /** A piece of policy that is reported with this code. */
    readonly wrong: string
    /** The same, mended. */
    readonly right: string
  }
}

/** Fixes the argument types of a code from its message function. */
export const code = <A extends CodeArgs>(spec: Code<A>): Code<A> => spec

export type Place = {
  readonly file: string
  readonly span: Span
  readonly help?: string
  readonly related?: readonly Related[]
  readonly fix?: Fix
  /** Instead of the code's own severity. */
  readonly severity?: Severity
}

/** The diagnostic of that code at that place. */
export const report = <A extends CodeArgs>(kind: Code<A>, args: A, place: Place): Diagnostic => {
  const help = place.help ?? kind.help?.(args)
  return {
    code: kind.code,
    name: kind.name,
    severity: place.severity ?? kind.severity,
    file: place.file,
    span: place.span,
    message: kind.message(args),
    ...(help === undefined ? {} : { help }),
    related: place.related ?? [],
    ...(place.fix ? { fix: place.fix } : {}),
  }
}
