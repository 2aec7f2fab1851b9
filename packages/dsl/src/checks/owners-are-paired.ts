/** Owners are paired: a mapping of people goes through the table of owners. */
import { newMark } from '../binding/line'
import { report } from '../diagnostics/code'
import { ownerWithoutTable } from '../diagnostics/codes/meaning'
import type { Check } from './check'
import { inEachMapping, SOUND } from './mappings-of'

const mark = newMark()

export const ownersArePaired: Check = {
  name: 'owners-are-paired',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      const { hubspot, node } = mapping
      const field = mapping.fields.find((one) => one.field.type === 'reference' && one.field.referenceTo?.includes('User'))?.field
      if (hubspot?.referencedObjectType !== 'OWNER' || field === undefined || mapping.kind === 'off' || mapping.use.kind !== 'direct')
        return SOUND
      const at = node.salesforce.span.end
      const fix = { title: 'add `using owners`', edits: [{ span: { start: at, end: at }, text: ' using owners' }] }
      return [report(ownerWithoutTable, { hubspot: hubspot.name, salesforce: field.name }, { file: sync.file, span: node.span, fix })]
    }),
}
