/** Mapping lines bound: both ends, the direction, and every option. */
import { textNeedsQuotes } from '../diagnostics/codes/syntax'
import { invalidDefault, notInvertible, targetIsExpression } from '../diagnostics/codes/types'
import type { Expr, MappingRule, Value } from '../plan/plan'
import type { Expression, MappingNode, MappingOption } from '../syntax/ast'
import { quote } from '../syntax/lexer'
import type { Span } from '../text/span'
import { bindUse } from './bind-use'
import type { Binding } from './binding'
import type { BoundMapping, BoundUse } from './bound'
import { objectsNamedIn } from './expr-names'
import { Line } from './line'
import { lower, lowerCondition } from './lower'
import { isNameInQuotes } from './name-in-quotes'
import { resolvePath } from './resolve-path'
import type { Resolved } from './resolved'
import type { Scope } from './scope'

type Option<K extends MappingOption['kind']> = Extract<MappingOption, { kind: K }>

const optionOf = <K extends MappingOption['kind']>(node: MappingNode, kind: K): Option<K> | undefined =>
  node.options.find((option): option is Option<K> => option.kind === kind)

export const usingOf = (node: MappingNode): Option<'using-option'> | undefined => optionOf(node, 'using-option')

const ruleOf = (node: MappingNode): MappingRule => {
  switch (node.arrow?.value) {
    case '->':
      return 'to-salesforce'
    case '<-':
      return 'to-hubspot'
    case 'off':
      return 'off'
    default: {
      const side = optionOf(node, 'prefer-option')?.side?.value
      return side === 'salesforce' ? 'prefer-salesforce' : side === 'hubspot' ? 'prefer-hubspot' : 'two-way'
    }
  }
}

/** One end: a property of the record itself, an expression, or nothing known. */
type BoundEnd = { readonly property?: Resolved; readonly expression?: Expr; readonly failed: boolean }

const bindEnd = (binding: Binding, scope: Scope, node: Expression): BoundEnd => {
  if (node.kind === 'path') {
    const resolved = resolvePath(binding, scope, node)
    if (resolved === undefined) return { failed: true }
    const isOwn = resolved.expr.kind === 'property' && resolved.side === scope.bare
    return isOwn ? { property: resolved, failed: false } : { expression: resolved.expr, failed: false }
  }
  const lowered = lower(binding, scope, node)
  return lowered === undefined ? { failed: true } : { expression: lowered.expr, failed: false }
}

const literalOf = (
  binding: Binding,
  scope: Scope,
  word: string,
  node: Expression,
): { readonly span: Span; readonly value: Value } | undefined => {
  if (node.kind === 'literal') return { span: node.span, value: node.value }
  const [name, more] = node.kind === 'path' && node.side === undefined ? node.segments : []
  if (name !== undefined && more === undefined && !name.quoted) {
    const text = quote(name.value)
    const fix = { title: `write \`${text}\``, edits: [{ span: node.span, text }] }
    binding.report(textNeedsQuotes, { found: name.value }, { file: scope.file, span: node.span, fix })
  } else if (node.kind !== 'missing')
    binding.report(invalidDefault, { reason: `after \`${word}\` stands one plain value` }, { file: scope.file, span: node.span })
  return undefined
}

/** Reports an expression that stands where a value is written; true when the ends go with the arrow. */
const checkEnds = (binding: Binding, scope: Scope, node: MappingNode, kind: MappingRule, left: BoundEnd, right: BoundEnd): boolean => {
  const isTwoWay = kind !== 'to-salesforce' && kind !== 'to-hubspot' && kind !== 'off'
  const leftIsExpression = left.expression !== undefined
  const rightIsExpression = right.expression !== undefined
  if (isTwoWay && (leftIsExpression || rightIsExpression)) {
    const side = leftIsExpression ? node.hubspot : node.salesforce
    binding.report(notInvertible, { what: 'an expression' }, { file: scope.file, span: side.span })
    return false
  }
  if (kind === 'to-salesforce' && rightIsExpression) {
    binding.report(targetIsExpression, { side: 'Salesforce field' }, { file: scope.file, span: node.salesforce.span })
    return false
  }
  if (kind === 'to-hubspot' && leftIsExpression) {
    binding.report(targetIsExpression, { side: 'HubSpot property' }, { file: scope.file, span: node.hubspot.span })
    return false
  }
  return kind !== 'off' || !(leftIsExpression || rightIsExpression)
}

/** In options no name stands bare, and Salesforce is the objects that the mapping applies to. */
const optionScope = ({ file, hubspot, salesforce }: Scope, objects: readonly string[]): Scope => ({
  file,
  ...(hubspot === undefined ? {} : { hubspot }),
  salesforce: salesforce.filter((object) => objects.includes(object.name)),
  heads: objects,
})

/** The scopes of the two ends, made once for all lines of a sync. */
export type EndScopes = { readonly hubspot: Scope; readonly salesforce: Scope }

export const endScopes = (scope: Scope): EndScopes => ({
  hubspot: { ...scope, bare: 'hubspot' },
  salesforce: { ...scope, bare: 'salesforce' },
})

export const bindMapping = (binding: Binding, scope: Scope, ends: EndScopes, node: MappingNode): BoundMapping => {
  const kind = ruleOf(node)
  const left = bindEnd(binding, ends.hubspot, node.hubspot)
  const right = bindEnd(binding, ends.salesforce, node.salesforce)
  const endsFit = node.arrow !== undefined && checkEnds(binding, scope, node, kind, left, right)
  const expression = left.expression ?? right.expression
  const fields = right.property?.fields ?? []
  const named = right.expression === undefined ? [] : objectsNamedIn(right.expression)
  const objects =
    right.property !== undefined
      ? right.property.object !== undefined
        ? [right.property.object]
        : scope.heads
      : scope.heads.filter((head) => named.length === 0 || named.includes(head))

  const target = kind === 'to-hubspot' ? (left.property?.hubspot?.options ?? []) : fields.flatMap((one) => one.field.options ?? [])
  const options = target.map((option) => option.value)
  const [source, bare] = kind === 'to-hubspot' ? [node.salesforce, ends.salesforce] : [node.hubspot, ends.hubspot]
  const using = usingOf(node)
  const isQuoted = using === undefined && isNameInQuotes(binding, bare, source, options)
  const use: BoundUse | undefined = using === undefined ? { kind: 'direct' } : bindUse(binding, scope.file, using)
  const whenNode = optionOf(node, 'when-option')
  const when = whenNode === undefined ? undefined : lowerCondition(binding, optionScope(scope, objects), whenNode.condition)
  const defaultNode = optionOf(node, 'default-option')
  const fallback = defaultNode === undefined ? undefined : literalOf(binding, scope, 'default', defaultNode.value)
  const isDefaultQuoted = defaultNode !== undefined && isNameInQuotes(binding, bare, defaultNode.value, options)
  const stickyNode = optionOf(node, 'sticky-option')
  const sticky = stickyNode === undefined ? undefined : literalOf(binding, scope, 'sticky', stickyNode.value)

  const complete =
    binding.catalog !== undefined &&
    !left.failed &&
    !right.failed &&
    endsFit &&
    !isQuoted &&
    !isDefaultQuoted &&
    use !== undefined &&
    (whenNode === undefined || when !== undefined) &&
    (defaultNode === undefined || fallback !== undefined) &&
    (stickyNode === undefined || sticky !== undefined)
  return {
    node,
    line: new Line(),
    kind,
    ...(left.property?.hubspot === undefined ? {} : { hubspot: left.property.hubspot }),
    fields,
    objects,
    ...(expression === undefined ? {} : { expression }),
    use: use ?? { kind: 'direct' },
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(when === undefined ? {} : { when }),
    once: optionOf(node, 'once-option') !== undefined,
    required: optionOf(node, 'required-option') !== undefined,
    ...(sticky === undefined
      ? {}
      : {
          sticky: {
            value: sticky.value,
            ...(stickyNode?.until === undefined ? {} : { until: stickyNode.until.value }),
            evenWhenPaused: stickyNode?.evenWhenPaused !== undefined,
          },
        }),
    complete,
  }
}
