/** One writer each: no property is the target of two mappings. */
import { report } from '../diagnostics/code'
import { twoMappingsOneTarget } from '../diagnostics/codes/meaning'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Span } from '../text/span'
import type { Check } from './check'
import { mappingsOf, writesHubspot, writesSalesforce } from './mappings-of'

type Write = { readonly target: string; readonly file: string; readonly span: Span; readonly objects: readonly string[] }

const clashes = (writes: readonly Write[]): readonly Diagnostic[] => {
  const byTarget = new Map<string, Write[]>()
  return writes.flatMap((write) => {
    const others = byTarget.get(write.target)
    if (others === undefined) {
      byTarget.set(write.target, [write])
      return []
    }
    const first = others.find((one) => one.objects.some((object) => write.objects.includes(object)))
    others.push(write)
    if (first === undefined) return []
    const related = [{ location: { file: first.file, span: first.span }, message: 'the first one' }]
    return [report(twoMappingsOneTarget, { target: write.target }, { file: write.file, span: write.span, related })]
  })
}

export const oneWriterEach: Check = {
  name: 'one-writer-each',
  needsCatalog: true,
  run: (bound) => {
    const all = mappingsOf(bound)
    const hubspot = all.flatMap(({ sync, mapping }): readonly Write[] =>
      writesHubspot(mapping) && mapping.hubspot !== undefined
        ? [{ target: mapping.hubspot.name, file: sync.file, span: mapping.node.hubspot.span, objects: mapping.objects }]
        : [],
    )
    const salesforce = all.flatMap(({ sync, mapping }): readonly Write[] =>
      writesSalesforce(mapping) && mapping.fields[0] !== undefined
        ? [
            {
              target: mapping.fields[0].field.name,
              file: sync.file,
              span: mapping.node.salesforce.span,
              objects: mapping.fields.map((one) => one.object.name),
            },
          ]
        : [],
    )
    return [...clashes(hubspot), ...clashes(salesforce)]
  },
}
