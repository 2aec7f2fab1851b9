/** Deleted stay away: people deleted on one side are not made again from the other. */
import { report } from '../diagnostics/code'
import { comeBack } from '../diagnostics/codes/meaning'
import type { Check } from './check'

export const deletedStayAway: Check = {
  name: 'deleted-stay-away',
  needsCatalog: false,
  run: (bound) =>
    bound.syncs.flatMap((sync) =>
      sync.froms.flatMap((from) => {
        if (from.onDelete?.action?.value !== 'unlink') return []
        const others = sync.froms.filter((one) => (from.object === 'hubspot') !== (one.object === 'hubspot'))
        const other = others.find((one) => one.onNew.some((line) => line.node.action?.value === 'create'))
        if (other === undefined) return []
        const name = from.object === 'hubspot' ? 'HubSpot' : `\`${from.object}\``
        return [report(comeBack, { from: name, other: other.object }, { file: sync.file, span: from.onDelete.span })]
      }),
    ),
}
