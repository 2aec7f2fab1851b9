/** `from` blocks compiled; a line that is not written is `ignore`, except that merges are followed. */
import type { BoundFrom, BoundSync } from '../binding/bound'
import type { CompiledFrom } from './plan'
import type { RuleBook } from './rule-book'

export const compileFrom = (book: RuleBook, sync: BoundSync, from: BoundFrom): CompiledFrom => {
  const base = `${sync.name}/from/${from.object}`
  const rule = book.note(base, sync.file, from.node.span)
  const note = (line: string, node: { readonly span: { readonly start: number; readonly end: number } } | undefined) =>
    node === undefined ? rule : book.note(`${base}/${line}`, sync.file, node.span)
  return {
    rule,
    ...(from.include?.condition === undefined
      ? {}
      : { include: { rule: note('include', from.include.node), condition: from.include.condition } }),
    onNew: from.onNew.map((line, index) => ({
      rule: note(`on-new/${index + 1}`, line.node),
      action: line.node.action?.value ?? 'ignore',
      ...(line.target === undefined ? {} : { object: line.target }),
      ...(line.node.recordType === undefined ? {} : { recordType: line.node.recordType.value }),
      ...(line.node.assignmentRules === undefined ? {} : { assignmentRules: true }),
      ...(line.when === undefined ? {} : { when: line.when }),
    })),
    onChange: { rule: note('on-change', from.onChange), action: from.onChange?.action?.value ?? 'ignore' },
    onDelete: { rule: note('on-delete', from.onDelete), action: from.onDelete?.action?.value ?? 'ignore' },
    onMerge: { rule: note('on-merge', from.onMerge), action: from.onMerge?.action?.value ?? 'follow' },
  }
}
