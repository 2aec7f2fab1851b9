/** On new is reached: no `on new` line stands below one that takes every record. */
import { report } from '../diagnostics/code'
import { shadowedOnNew } from '../diagnostics/codes/meaning'
import type { Check } from './check'

export const onNewIsReached: Check = {
  name: 'on-new-is-reached',
  needsCatalog: false,
  run: (bound) =>
    bound.syncs.flatMap((sync) =>
      sync.froms
        .filter((from) => from.onNew.every((line) => from.node.statements.includes(line.node)))
        .flatMap((from) => {
          const all = from.onNew.findIndex((line) => line.node.when === undefined)
          const first = from.onNew[all]
          if (first === undefined) return []
          const related = [{ location: { file: sync.file, span: first.node.span }, message: 'takes every record' }]
          return from.onNew.slice(all + 1).map((line) => report(shadowedOnNew, {}, { file: sync.file, span: line.node.span, related }))
        }),
    ),
}
