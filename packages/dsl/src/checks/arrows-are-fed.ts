/** Arrows are fed: a mapping carries only from a side whose changes are let through. */
import { report } from '../diagnostics/code'
import { arrowWithoutUpdate } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { createsSalesforce, fromOf, writesHubspot, writesSalesforce } from './mappings-of'

export const arrowsAreFed: Check = {
  name: 'arrows-are-fed',
  needsCatalog: false,
  run: (bound) =>
    bound.syncs.flatMap((sync) => {
      const updates = (object: string) => fromOf(sync, object)?.onChange?.action?.value === 'update'
      return sync.mappings.flatMap((mapping) => {
        const { arrow } = mapping.node
        if (arrow === undefined) return []
        const isOnce = mapping.once && mapping.objects.some((object) => createsSalesforce(sync, object))
        const creates = (object: string) => fromOf(sync, object)?.onNew.some((line) => line.node.action?.value === 'create') ?? false
        const unfed = [
          ...(writesSalesforce(mapping) && !isOnce && !updates('hubspot') ? ['hubspot'] : []),
          ...(writesHubspot(mapping) ? mapping.objects.filter((object) => !updates(object) && !(mapping.once && creates(object))) : []),
        ]
        const [from] = unfed
        return from === undefined ? [] : [report(arrowWithoutUpdate, { arrow: arrow.value, from }, { file: sync.file, span: arrow.span })]
      })
    }),
}
