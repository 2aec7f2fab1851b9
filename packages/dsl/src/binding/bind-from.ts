/** `from` blocks bound, with the lines of `same as` filled in and read again for the inheriting object. */
import { createNeedsObject, sameAsNothing } from '../diagnostics/codes/meaning'
import { duplicateDeclaration, objectNotInSync, unknownRecordType } from '../diagnostics/codes/names'
import { nearest } from '../diagnostics/did-you-mean'
import type { FromNode, FromStatement, OnNewNode } from '../syntax/ast'
import { type Binding, didYouMean } from './binding'
import type { BoundFrom } from './bound'
import { lowerCondition } from './lower'
import type { Scope } from './scope'

/** What the blocks of one sync share. */
export type FromContext = { readonly scope: Scope; readonly hubspotName: string }

const linesOf = <K extends FromStatement['kind']>(node: FromNode, kind: K): readonly Extract<FromStatement, { kind: K }>[] =>
  node.statements.filter((one): one is Extract<FromStatement, { kind: K }> => one.kind === kind)

const once = <K extends FromStatement['kind']>(binding: Binding, file: string, node: FromNode, kind: K, what: string) => {
  const [first, second] = linesOf(node, kind)
  if (first !== undefined && second !== undefined)
    binding.report(
      duplicateDeclaration,
      { what: `\`${what}\`` },
      { file, span: second.span, related: [{ location: { file, span: first.span }, message: 'the first one' }] },
    )
  return first
}

const targetOf = (binding: Binding, context: FromContext, side: string, node: OnNewNode): string | undefined => {
  const { scope, hubspotName } = context
  if (node.action?.value !== 'create' && node.object === undefined) return undefined
  const choices = side === 'hubspot' ? scope.heads : [hubspotName]
  if (node.object === undefined) {
    if (choices.length > 1 && node.action !== undefined)
      binding.report(
        createNeedsObject,
        { objects: choices.map((choice) => `\`${choice}\``).join(' or ') },
        { file: scope.file, span: node.action.span },
      )
    return choices[0]
  }
  if (!choices.includes(node.object.value)) {
    binding.report(
      objectNotInSync,
      { name: node.object.value, heads: choices.map((choice) => `\`${choice}\``).join(' and ') },
      {
        file: scope.file,
        span: node.object.span,
        ...didYouMean(node.object, choices, `write ${choices.map((one) => `\`${one}\``).join(' or ')}`),
      },
    )
    return undefined
  }
  binding.refer(
    { kind: side === 'hubspot' ? 'salesforce-object' : 'hubspot-object', name: node.object.value },
    scope.file,
    node.object.span,
  )
  return node.object.value
}

const checkRecordType = (binding: Binding, scope: Scope, target: string | undefined, node: OnNewNode): void => {
  const object = scope.salesforce.find((one) => one.name === target)
  if (node.recordType === undefined || object === undefined) return
  const names = (object.recordTypes ?? []).map((one) => one.developerName)
  const name = node.recordType.value
  if (names.includes(name)) {
    binding.refer({ kind: 'record-type', owner: object.name, name }, scope.file, node.recordType.span)
    return
  }
  const near = nearest(name, names)
  const help = near === undefined ? 'write the developer name of a record type' : `did you mean \`"${near}"\`?`
  binding.report(unknownRecordType, { name, object: object.name }, { file: scope.file, span: node.recordType.span, help })
}

/** Whose lines stand for `node`: its own, else the ones it inherits. */
const inheritedFrom = (binding: Binding, file: string, node: FromNode, all: readonly FromNode[]): FromNode | undefined => {
  if (node.sameAs === undefined) return undefined
  const source = all.find((one) => one.object?.value === node.sameAs?.value)
  if (source === undefined || source === node || source.sameAs !== undefined) {
    binding.report(
      sameAsNothing,
      { name: node.sameAs.value, why: source === undefined ? 'has no `from` here' : 'has no lines of its own' },
      { file, span: node.sameAs.span },
    )
    return undefined
  }
  return source
}

const boundScope = (context: FromContext, object: string): Scope => ({
  ...context.scope,
  bare: object === 'hubspot' ? 'hubspot' : 'salesforce',
  salesforce: object === 'hubspot' ? context.scope.salesforce : context.scope.salesforce.filter((one) => one.name === object),
})

/** One block; `undefined` when it names no object of the sync, which has been reported. */
export const bindFrom = (binding: Binding, context: FromContext, node: FromNode, all: readonly FromNode[]): BoundFrom | undefined => {
  const { scope } = context
  const object = node.object?.value
  if (node.object === undefined || object === undefined) return undefined
  if (object !== 'hubspot' && !scope.heads.includes(object)) {
    const choices = ['hubspot', ...scope.heads]
    binding.report(
      objectNotInSync,
      { name: object, heads: choices.map((choice) => `\`${choice}\``).join(' and ') },
      {
        file: scope.file,
        span: node.object.span,
        ...didYouMean(
          node.object,
          choices,
          `add \`${object}\` to the line that begins with \`sync\`, or name \`hubspot\` or an object of this sync`,
        ),
      },
    )
    return undefined
  }
  if (object !== 'hubspot') binding.refer({ kind: 'salesforce-object', name: object }, scope.file, node.object.span)
  const inner = boundScope(context, object)
  const source = inheritedFrom(binding, scope.file, node, all)
  const own = <K extends FromStatement['kind']>(kind: K, what: string) =>
    once(binding, scope.file, node, kind, what) ?? (source === undefined ? undefined : linesOf(source, kind)[0])
  const include = own('include', 'include')
  const condition = include === undefined ? undefined : lowerCondition(binding, inner, include.condition)
  const ownNew = linesOf(node, 'on-new')
  const newLines = ownNew.length > 0 || source === undefined ? ownNew : linesOf(source, 'on-new')
  const onChange = own('on-change', 'on change')
  const onDelete = own('on-delete', 'on delete')
  const onMerge = own('on-merge', 'on merge')
  return {
    node,
    object,
    ...(include === undefined ? {} : { include: { node: include, ...(condition === undefined ? {} : { condition }) } }),
    onNew: newLines.map((line) => {
      const target = targetOf(binding, context, object, line)
      checkRecordType(binding, scope, target, line)
      const when = line.when === undefined ? undefined : lowerCondition(binding, inner, line.when)
      return { node: line, ...(target === undefined ? {} : { target }), ...(when === undefined ? {} : { when }) }
    }),
    ...(onChange === undefined ? {} : { onChange }),
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onMerge === undefined ? {} : { onMerge }),
  }
}
