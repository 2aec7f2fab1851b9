/** Matches can be found: what `match through` and `link` rest on is there. */
import type { BoundPolicy, BoundSync } from '../binding/bound'
import { lookupsBetween } from '../binding/lookups-between'
import { report } from '../diagnostics/code'
import { linkWithoutMatch, matchNoneBesideKeys, matchThroughNothing } from '../diagnostics/codes/objects'
import type { Check } from './check'

const whyNothing = (bound: BoundPolicy, sync: BoundSync, object: string): string | undefined => {
  if (object === sync.name) return 'they are the records that look for a match'
  const other = bound.syncs.find((one) => one.name === object)
  if (other === undefined) return `no \`sync ${object}\` links them`
  return lookupsBetween(other, sync).length > 0
    ? undefined
    : `no lookup of ${other.salesforceNames.map((name) => `\`${name}\``).join(' or ')} leads to ${sync.salesforceNames.map((name) => `\`${name}\``).join(' or ')}`
}

export const matchesCanBeFound: Check = {
  name: 'matches-can-be-found',
  needsCatalog: true,
  run: (bound) =>
    bound.syncs.flatMap((sync) => {
      const { file } = sync
      const through = sync.matchThrough.flatMap(({ node, object }) => {
        const why = object === undefined ? undefined : whyNothing(bound, sync, object.name)
        return why === undefined || object === undefined
          ? []
          : [report(matchThroughNothing, { object: object.name, why }, { file, span: node.object?.span ?? node.span })]
      })
      const none = sync.matchNone
      if (none === undefined) return through
      const isDenied = sync.matches.length > 0 || sync.matchThrough.length > 0
      const links = sync.froms.flatMap((from) => from.onNew.filter((line) => line.node.action?.value === 'link').map((line) => line.node))
      return [
        ...through,
        ...(isDenied ? [report(matchNoneBesideKeys, {}, { file, span: none.span })] : []),
        ...(isDenied
          ? []
          : [...new Set(links)].map((node) => report(linkWithoutMatch, {}, { file, span: node.action?.span ?? node.span }))),
      ]
    }),
}
