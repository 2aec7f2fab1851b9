/** Defaults fit: the value after `default` or `sticky` is one that the field accepts. */
import { newMark } from '../binding/line'
import { report } from '../diagnostics/code'
import { invalidDefault } from '../diagnostics/codes/types'
import type { End, SideName, Value } from '../plan/plan'
import { encode } from '../types/encode'
import { hubspotEnd, salesforceEnd } from '../types/value-type'
import type { Check } from './check'
import { inEachMapping, SOUND } from './mappings-of'

const refusal = (side: SideName, end: End, value: Value): string | undefined => {
  const encoded = encode(side, end, value)
  if (encoded.ok) {
    const isUnknown = typeof value === 'string' && end.type === 'picklist' && end.options?.includes(value) === false
    return isUnknown ? `\`${value}\` is not an option of \`${end.name}\`` : undefined
  }
  return encoded.message
}

const mark = newMark()

export const defaultsFit: Check = {
  name: 'defaults-fit',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      if (mapping.default === undefined && mapping.sticky === undefined) return SOUND
      const hubspot = mapping.hubspot === undefined ? undefined : hubspotEnd(mapping.hubspot)
      const fields = mapping.fields.map((one) => salesforceEnd(one.field))
      const fallback = mapping.default
      const targets = mapping.kind === 'to-hubspot' ? (hubspot === undefined ? [] : [hubspot]) : fields
      const side: SideName = mapping.kind === 'to-hubspot' ? 'hubspot' : 'salesforce'
      const unfit = fallback === undefined ? undefined : targets.map((end) => refusal(side, end, fallback.value)).find(Boolean)
      const stickyNode = mapping.node.options.find((option) => option.kind === 'sticky-option')
      const stuck = mapping.sticky === undefined || hubspot === undefined ? undefined : refusal('hubspot', hubspot, mapping.sticky.value)
      return [
        ...(fallback !== undefined && unfit !== undefined
          ? [report(invalidDefault, { reason: unfit }, { file: sync.file, span: fallback.span })]
          : []),
        ...(stuck !== undefined && stickyNode !== undefined
          ? [report(invalidDefault, { reason: stuck }, { file: sync.file, span: stickyNode.value.span })]
          : []),
      ]
    }),
}
