/** Text fits: a source that may be longer than its target is told. */
import { newMark } from '../binding/line'
import { report } from '../diagnostics/code'
import { longerThanTarget } from '../diagnostics/codes/catalog'
import type { Check } from './check'
import { inEachMapping, SOUND, writesSalesforce } from './mappings-of'

/** Only multi-line text is long in practice: HubSpot allows 65,536 characters everywhere, and a name never has them. */
const HUBSPOT_LENGTH = 65_536

const mark = newMark()

export const textFits: Check = {
  name: 'text-fits',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      const { hubspot } = mapping
      const isLong = hubspot?.type === 'string' && (hubspot.fieldType === 'textarea' || hubspot.fieldType === 'html')
      if (!isLong || hubspot === undefined || !writesSalesforce(mapping)) return SOUND
      const short = mapping.fields.find((one) => (one.field.length ?? HUBSPOT_LENGTH) < HUBSPOT_LENGTH)?.field
      if (short === undefined) return SOUND
      const args = { source: hubspot.name, sourceLength: String(HUBSPOT_LENGTH), target: short.name, length: String(short.length) }
      return [report(longerThanTarget, args, { file: sync.file, span: mapping.node.span })]
    }),
}
