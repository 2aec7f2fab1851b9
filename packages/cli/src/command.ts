/** Command: what every command is given, and what it answers. */
import type { Terminal } from './terminal'

export type Flag = {
  readonly name: string
  /** Absent: a switch. Otherwise the placeholder of its value. */
  readonly value?: string
  readonly about: string
  readonly repeatable?: boolean
}

export type Given = {
  readonly positionals: readonly string[]
  has(flag: string): boolean
  get(flag: string): string | undefined
  all(flag: string): readonly string[]
}

export type Surroundings = {
  readonly terminal: Terminal
  readonly directory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl-C; long work stops within a second and can be resumed. */
  readonly signal: AbortSignal
  readonly version: string
}

export type Command = {
  readonly name: string
  /** `[DIR]`, `RECORD`, ... */
  readonly arguments: string
  readonly about: string
  /** A few plain sentences for the reference and `--help`. */
  readonly details: readonly string[]
  readonly flags: readonly Flag[]
  /** How many positional arguments it takes. */
  readonly positionals: { readonly least: number; readonly most: number }
  /** Runs until it is stopped, so that being stopped is no failure. */
  readonly runsOn?: boolean
  /** Answers the exit code. */
  run(given: Given, surroundings: Surroundings): Promise<number>
}
