/** Defaults fit: the value after `default` or `sticky`, or a text in the place of the source, is one that the field accepts. */
import type { BoundMapping, BoundSync } from '../binding/bound'
import { newMark } from '../binding/line'
import { report } from '../diagnostics/code'
import { invalidDefault, noSuchOption } from '../diagnostics/codes/types'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { nearest } from '../diagnostics/did-you-mean'
import type { End, Expr, SideName, Value } from '../plan/plan'
import { quote } from '../syntax/lexer'
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

/** The texts that an expression writes as they stand. */
const textsOf = (expr: Expr): readonly string[] => {
  if (expr.kind === 'if') return [...textsOf(expr.then), ...textsOf(expr.else)]
  return expr.kind === 'literal' && typeof expr.value === 'string' && expr.value !== '' ? [expr.value] : []
}

/** Texts that stand as the source, and are none of the target's options. */
const strangers = (sync: BoundSync, mapping: BoundMapping, targets: readonly End[]): readonly Diagnostic[] => {
  if (mapping.expression === undefined || mapping.use.kind !== 'direct') return []
  const node = mapping.kind === 'to-hubspot' ? mapping.node.salesforce : mapping.node.hubspot
  return [...new Set(textsOf(mapping.expression))].flatMap((value) => {
    const end = targets.find((one) => one.type === 'picklist' && one.options?.includes(value) === false)
    if (end === undefined) return []
    const near = end.options?.find((one) => one.toLowerCase() === value.toLowerCase()) ?? nearest(value, end.options ?? [])
    const text = near === undefined ? '' : quote(near)
    const isCapital = near?.toLowerCase() === value.toLowerCase() && node.kind === 'literal'
    const help = near === undefined ? {} : { help: `did you mean \`${text}\`?` }
    const fix = isCapital ? { fix: { title: `write \`${text}\``, edits: [{ span: node.span, text }] } } : {}
    const severity = end.restricted === true ? 'error' : 'warning'
    return [report(noSuchOption, { value, name: end.name }, { file: sync.file, span: node.span, ...help, ...fix, severity })]
  })
}

const mark = newMark()

export const defaultsFit: Check = {
  name: 'defaults-fit',
  needsCatalog: true,
  run: (bound) =>
    inEachMapping(bound, mark, ({ sync, mapping }) => {
      if (mapping.default === undefined && mapping.sticky === undefined && mapping.expression === undefined) return SOUND
      const hubspot = mapping.hubspot === undefined ? undefined : hubspotEnd(mapping.hubspot)
      const fields = mapping.fields.map((one) => salesforceEnd(one.field))
      const fallback = mapping.default
      const targets = mapping.kind === 'to-hubspot' ? (hubspot === undefined ? [] : [hubspot]) : fields
      const side: SideName = mapping.kind === 'to-hubspot' ? 'hubspot' : 'salesforce'
      const unfit = fallback === undefined ? undefined : targets.map((end) => refusal(side, end, fallback.value)).find(Boolean)
      const stickyNode = mapping.node.options.find((option) => option.kind === 'sticky-option')
      const stuck = mapping.sticky === undefined || hubspot === undefined ? undefined : refusal('hubspot', hubspot, mapping.sticky.value)
      return [
        ...strangers(sync, mapping, mapping.kind === 'off' ? [] : targets),
        ...(fallback !== undefined && unfit !== undefined
          ? [report(invalidDefault, { reason: unfit }, { file: sync.file, span: fallback.span })]
          : []),
        ...(stuck !== undefined && stickyNode !== undefined
          ? [report(invalidDefault, { reason: stuck }, { file: sync.file, span: stickyNode.value.span })]
          : []),
      ]
    }),
}
