/** Apply edit: the door of visual edits: commands to one list of minimal text edits for each file, or a refusal. */
import { parse } from '../syntax/parse'
import type { Source } from '../text/source'
import type { TextEdit } from '../text/text-edit'
import type { EditCommand } from './command'
import { planAdd } from './commands/add'
import { planChange } from './commands/change'
import { planDescribe } from './commands/describe'
import { planMove } from './commands/move'
import { planRemove } from './commands/remove'
import { planRemoveOption } from './commands/remove-option'
import { planRenameObject } from './commands/rename-object'
import { planRenameTable } from './commands/rename-table'
import { planReplace } from './commands/replace'
import { planSetOption } from './commands/set-option'
import { planWrap } from './commands/wrap'
import { type Desk, finish, type Planned } from './draft'
import { editsOf, inverseOf, type Pieces, piecesOf, textOf, withEdits } from './pieces'
import { isRefusal, type Refusal } from './refusal'

/** What one file gains: its edits are disjoint and in order, `inverse` undoes them on the edited text, `text` is that text. */
export type EditedFile = {
  readonly file: string
  readonly edits: readonly TextEdit[]
  readonly inverse: readonly TextEdit[]
  readonly text: string
}

/** Only files that change are listed; none where the policy says already what was asked for. */
export type EditOutcome = { readonly ok: true; readonly files: readonly EditedFile[] } | Refusal

/** The edits for one command: one undo step. Never throws for what a policy or a command holds. */
export const applyEdit = (sources: readonly Source[], command: EditCommand): EditOutcome => applyEdits(sources, [command])

/** As `applyEdit`, for commands made one after another: all of them or none, as one undo step. Ids are those at each command's turn. */
export const applyEdits = (sources: readonly Source[], commands: readonly EditCommand[]): EditOutcome => {
  const pieces = new Map<string, Pieces>(sources.map((source) => [source.file, piecesOf(source.text)]))
  let now = sources
  for (const command of commands) {
    const drafts = plan({ files: now.map((source) => parse(source)) }, command)
    if (isRefusal(drafts)) return drafts
    const texts = new Map<string, string>()
    for (const draft of drafts) {
      const done = finish(draft)
      if ('ok' in done) return done
      const { file } = draft.parsed.source
      pieces.set(file, withEdits(pieces.get(file)!, done.edits))
      texts.set(file, done.text)
    }
    now = now.map((source) => ({ ...source, text: texts.get(source.file) ?? source.text }))
  }
  return {
    ok: true,
    files: [...pieces].flatMap(([file, made]) => {
      const edits = editsOf(made)
      return edits.length === 0 ? [] : [{ file, edits, inverse: inverseOf(made.old, edits), text: textOf(made) }]
    }),
  }
}

const plan = (desk: Desk, command: EditCommand): Planned => {
  switch (command.command) {
    case 'add':
      return planAdd(desk, command)
    case 'change':
      return planChange(desk, command)
    case 'replace':
      return planReplace(desk, command)
    case 'remove':
      return planRemove(desk, command)
    case 'move':
      return planMove(desk, command)
    case 'describe':
      return planDescribe(desk, command)
    case 'set-option':
      return planSetOption(desk, command)
    case 'remove-option':
      return planRemoveOption(desk, command)
    case 'wrap':
      return planWrap(desk, command)
    case 'rename-table':
      return planRenameTable(desk, command)
    case 'rename-object':
      return planRenameObject(desk, command)
  }
}
