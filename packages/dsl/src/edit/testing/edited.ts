/** Edited: what a command makes of one file, for tests. */
import { applyEdit } from '../apply-edit'
import type { EditCommand } from '../command'

type OneFile<C> = C extends EditCommand ? Omit<C, 'file'> : never

/** The edited text, or the code and message of the refusal. */
export const edited = (text: string, command: OneFile<EditCommand>): string => {
  const outcome = applyEdit([{ file: 'a.sync', text }], { ...command, file: 'a.sync' })
  if (!outcome.ok) return `${outcome.code}: ${outcome.message}`
  return outcome.files[0]?.text ?? text
}
