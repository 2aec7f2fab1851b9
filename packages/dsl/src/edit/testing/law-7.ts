/** Law 7: a no-op edits nothing: what the policy says already, what is asked for twice, and what only white space would tell apart. */
import { descriptionOf } from '../../syntax/comments'
import type { BlockKind } from '../../syntax/keywords'
import type { ParseResult } from '../../syntax/parse'
import { applyEdit } from '../apply-edit'
import type { EditCommand } from '../command'
import { MAPPING_OPTIONS } from '../forms'
import { formOf, specOf } from '../read-node'
import { isOption, isStatement } from '../read-statement'
import { type Located, targetsOf } from '../targets'
import { editsOf, FILE, type Law, targetOf } from './step'

/** An id by which the statement at a path can be named. */
const idAt = (parsed: ParseResult, path: readonly number[]): string | undefined =>
  targetsOf([parsed]).find(({ located }) => located.path.join('.') === path.join('.'))?.id

const placeOf = (parsed: ParseResult, { path }: Located): readonly EditCommand[] => {
  const target = idAt(parsed, path)
  const at = path.at(-1)!
  const before = at > 0 ? idAt(parsed, path.with(-1, at - 1)) : undefined
  const after = idAt(parsed, path.with(-1, at + 1))
  if (target === undefined) return []
  const move = (place: Extract<EditCommand, { command: 'move' }>['place']): EditCommand => ({ command: 'move', file: FILE, target, place })
  return [move(before === undefined ? 'first' : { after: before }), ...(after === undefined ? [] : [move({ before: after })])]
}

/** Commands that ask for what a statement is already: its description, its place, its words, its options, its name. */
const idleCommands = (parsed: ParseResult, found: Located): readonly EditCommand[] => {
  const { node } = found
  const target = idAt(parsed, found.path)
  if (target === undefined) return []
  const form = formOf(found.place as BlockKind, node)
  const spec = form === undefined ? undefined : specOf(form, node, parsed.source.text)
  const options: readonly unknown[] = form?.kind === 'mapping' && Array.isArray(spec?.['options']) ? spec['options'] : []
  const absent = form?.kind === 'mapping' ? MAPPING_OPTIONS.find((one) => !JSON.stringify(options).includes(`"${one.kind}"`)) : undefined
  const common = { file: FILE, target }
  return [
    { command: 'describe', ...common, description: descriptionOf(parsed, node.span) ?? null },
    ...placeOf(parsed, found),
    ...(spec !== undefined && form?.opens === undefined && isStatement(spec)
      ? [{ command: 'replace' as const, ...common, statement: spec }]
      : []),
    // Of two options of a kind, which no check lets pass, the first one is meant.
    ...options
      .filter(isOption)
      .filter((option, at, all) => all.findIndex((one) => one.kind === option.kind) === at)
      .map((option) => ({ command: 'set-option' as const, ...common, option })),
    ...(absent === undefined || !isAbsentKind(absent.kind) ? [] : [{ command: 'remove-option' as const, ...common, option: absent.kind }]),
    ...(form?.kind === 'values' && typeof spec?.['name'] === 'string'
      ? [{ command: 'rename-table' as const, ...common, to: spec['name'] }]
      : []),
    ...(form?.kind === 'sync' && typeof spec?.['hubspot'] === 'string'
      ? [{ command: 'rename-object' as const, ...common, to: spec['hubspot'] }]
      : []),
  ]
}

type AbsentKind = Extract<EditCommand, { command: 'remove-option' }>['option']

const isAbsentKind = (kind: string): kind is AbsentKind => MAPPING_OPTIONS.some((one) => one.kind === kind)

/** Everything that is not white space, in order. */
const inkOf = ({ tokens, comments }: ParseResult): string =>
  [...tokens, ...comments]
    .sort((a, b) => a.span.start - b.span.start)
    .map((piece) => piece.text.trimEnd())
    .join('\n')

const AGAIN = ['change', 'replace', 'describe', 'set-option', 'remove-option']

export const law7: Law = {
  name: 'law 7: a no-op edits nothing, and nothing that is asked for twice is done twice',
  check: (step) => {
    const { command, outcome, after, before } = step
    if (editsOf(step).some((edit) => before.source.text.slice(edit.span.start, edit.span.end) === edit.text))
      return 'an edit that changes nothing'
    // Of two lines that say the same, either may be moved past the other.
    if (editsOf(step).length > 0 && command.command !== 'move' && inkOf(before) === inkOf(after)) return 'an edit of white space alone'
    const target = targetOf(step)
    for (const idle of target === undefined || command.command === 'add' ? [] : idleCommands(before, target)) {
      const done = applyEdit([before.source], idle)
      if (done.ok ? done.files.length > 0 : done.code === 'self-check')
        return `${JSON.stringify(idle)} asks for nothing: ${JSON.stringify(done)}`
    }
    if (!outcome.ok || target === undefined || !('target' in command) || !AGAIN.includes(command.command)) return undefined
    const again = idAt(after, target.path)
    if (again === undefined) return undefined
    const second = applyEdit([{ file: FILE, text: after.source.text }], { ...command, target: again })
    return second.ok && second.files.length === 0 ? undefined : `asked again: ${JSON.stringify(second)}`
  },
}
