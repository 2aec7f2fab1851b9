/** Step: one command made on a text, as the laws of edits see it. */
import { type ParseResult, parseAnew } from '../../syntax/parse'
import type { Span } from '../../text/span'
import type { TextEdit } from '../../text/text-edit'
import { applyEdit, type EditOutcome } from '../apply-edit'
import type { EditCommand, RenameObjectCommand, RenameTableCommand } from '../command'
import { findTarget, type Located } from '../targets'

/** A command, made on a text of one file. */
export type Step = {
  readonly before: ParseResult
  readonly command: EditCommand
  readonly outcome: EditOutcome
  readonly after: ParseResult
}

/** Says what is wrong with a step; nothing when the law holds. */
export type Law = { readonly name: string; check(step: Step): string | undefined }

export const FILE = 'a.sync'

/** A step on a text. */
export const stepOn = (text: string, command: EditCommand): Step => {
  const outcome = applyEdit([{ file: FILE, text }], command)
  const next = outcome.ok ? (outcome.files[0]?.text ?? text) : text
  return { before: parseAnew({ file: FILE, text }), command, outcome, after: parseAnew({ file: FILE, text: next }) }
}

/** The statement that a command names. */
export const targetOf = ({ before, command }: Pick<Step, 'before' | 'command'>): Located | undefined => {
  const id = 'target' in command ? command.target : command.into
  const found = id === undefined ? undefined : findTarget([before], FILE, id)
  return found && !('ok' in found) ? found : undefined
}

export const isRename = (command: EditCommand): command is RenameTableCommand | RenameObjectCommand =>
  command.command === 'rename-table' || command.command === 'rename-object'

export const within = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end

export const editsOf = ({ outcome }: Pick<Step, 'outcome'>): readonly TextEdit[] =>
  outcome.ok ? outcome.files.flatMap((file) => file.edits) : []
