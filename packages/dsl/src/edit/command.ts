/**
 * Command: the closed union of visual edits. Version 1. Each names a file of the folder and, by its id in the graph, a construct in it;
 * lines that the graph does not draw have ids of their own (`docs/reference/edits.md`).
 */
import type { AssociateOptionSpec, OptionSpec, StatementSpec } from './statement'

/** Where among the statements of its block: by the id of another one. Absent: after those of its kind. */
export type PlaceSpec = 'first' | 'last' | { readonly before: string } | { readonly after: string }

/** A new statement, with its block if it has one. `into` is the block's id; absent, the top of the file. */
export type AddCommand = {
  readonly command: 'add'
  readonly file: string
  readonly into?: string
  readonly statement: StatementSpec
  readonly place?: PlaceSpec
  readonly description?: string
}

/** Other values for some fields of a statement; `null` takes a field away. */
export type ChangeCommand = {
  readonly command: 'change'
  readonly file: string
  readonly target: string
  readonly set: { readonly [field: string]: unknown }
}

/** Another statement in the place of a line; its comments stay. */
export type ReplaceCommand = {
  readonly command: 'replace'
  readonly file: string
  readonly target: string
  readonly statement: StatementSpec
}

/** A statement goes, with the comments that it owns and what its block holds. */
export type RemoveCommand = { readonly command: 'remove'; readonly file: string; readonly target: string }

/** A statement stands elsewhere in its block. */
export type MoveCommand = { readonly command: 'move'; readonly file: string; readonly target: string; readonly place: PlaceSpec }

/** The comment lines directly above a statement; `null` takes them away. */
export type DescribeCommand = {
  readonly command: 'describe'
  readonly file: string
  readonly target: string
  readonly description: string | null
}

/** An option of a mapping or association, added or put in the place of the one of its kind. */
export type SetOptionCommand = {
  readonly command: 'set-option'
  readonly file: string
  readonly target: string
  readonly option: OptionSpec | AssociateOptionSpec
}

export type RemoveOptionCommand = {
  readonly command: 'remove-option'
  readonly file: string
  readonly target: string
  readonly option: (OptionSpec | AssociateOptionSpec)['kind']
}

/** Text around an expression of a statement; `field` is the name of its field, with that of its option before it: `default.value`. */
export type WrapCommand = {
  readonly command: 'wrap'
  readonly file: string
  readonly target: string
  readonly field: string
  readonly before: string
  readonly after: string
}

/** Another name for a value table, where it is defined and wherever it is used, in all files. */
export type RenameTableCommand = { readonly command: 'rename-table'; readonly file: string; readonly target: string; readonly to: string }

/** Another object for a sync, in its head and wherever a statement of the folder names it as an object. */
export type RenameObjectCommand = {
  readonly command: 'rename-object'
  readonly file: string
  /** A HubSpot or Salesforce object of the graph. */
  readonly target: string
  readonly to: string
}

export type EditCommand =
  | AddCommand
  | ChangeCommand
  | ReplaceCommand
  | RemoveCommand
  | MoveCommand
  | DescribeCommand
  | SetOptionCommand
  | RemoveOptionCommand
  | WrapCommand
  | RenameTableCommand
  | RenameObjectCommand

/** The document that holds commands: one, or several that are made one after another or not at all. */
export type EditDocument = { readonly version: 1; readonly commands: readonly EditCommand[] }
