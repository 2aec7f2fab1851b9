/** Expressions bound and typed: from the syntax tree to the plan's form, with names resolved and types checked. */

import { findHubspotObject, findSalesforceObject } from '../catalog/find'
import { neverKnown } from '../diagnostics/codes/meaning'
import { objectNotInSync, unknownFunction, unknownLinkedObject } from '../diagnostics/codes/names'
import { branchesDiffer, notACondition } from '../diagnostics/codes/types'
import { findFunction, functions } from '../functions/index'
import type { Expr } from '../plan/plan'
import type { BinaryNode, CallNode, Expression, LinkedNode, MemberNode, NameNode } from '../syntax/ast'
import { isActiveList } from './active-list'
import { type Binding, didYouMean } from './binding'
import { arithmeticType } from './lower-arithmetic'
import { checkArguments, withDates } from './lower-call'
import { comparePair, lowerComparison } from './lower-comparison'
import { lowerQuantifier } from './lower-quantifier'
import { type Lowered, planType } from './lowered'
import { isNameInQuotes } from './name-in-quotes'
import { resolvePath } from './resolve-path'
import type { Scope } from './scope'
import { familyOf, fitsFamily, typeWords } from './type-words'

const place = (scope: Scope, node: Expression) => ({ file: scope.file, span: node.span })

const lowerBinary = (binding: Binding, scope: Scope, node: BinaryNode): Lowered | undefined => {
  if (node.op === 'and' || node.op === 'or') {
    const left = lowerCondition(binding, scope, node.left)
    const right = lowerCondition(binding, scope, node.right)
    if (left === undefined || right === undefined) return undefined
    return { expr: { kind: 'binary', op: node.op, left, right, type: 'boolean' }, type: 'boolean' }
  }
  const left = lower(binding, scope, node.left)
  const right = lower(binding, scope, node.right)
  if (left === undefined || right === undefined) return undefined
  const { op } = node
  // Right of a comparison stands what a property is held against, which may be any text.
  const texts = op === '+' ? [node.left, node.right] : [node.left]
  if (
    texts.some((one) =>
      isNameInQuotes(
        binding,
        scope,
        one,
        right.options?.map((option) => option.value),
      ),
    )
  )
    return undefined
  if (op !== '+' && op !== '-' && op !== '*' && op !== '/') return lowerComparison(binding, scope, node, left, right)
  const type = arithmeticType(binding, scope, { op, span: node.span }, left.type, right.type)
  if (type === undefined) return undefined
  return { expr: { kind: 'binary', op, left: left.expr, right: right.expr, type: planType(type) }, type }
}

const lowerCall = (binding: Binding, scope: Scope, node: CallNode): Lowered | undefined => {
  const args = node.args.map((arg) => lower(binding, scope, arg))
  const definition = findFunction(node.name.value)
  if (definition === undefined) {
    const mean = didYouMean(
      node.name,
      functions.map((one) => one.name),
      'the reference lists all functions',
    )
    binding.report(unknownFunction, { name: node.name.value }, { file: scope.file, span: node.name.span, ...mean })
    return undefined
  }
  binding.refer({ kind: 'function', name: definition.name }, scope.file, node.name.span)
  const given = args.flatMap((arg) => (arg === undefined ? [] : [arg]))
  const [first] = node.args
  if (given.length < args.length || (first !== undefined && isNameInQuotes(binding, scope, first))) return undefined
  const known = withDates(definition, given)
  const signature = checkArguments(
    binding,
    scope,
    definition,
    node,
    known.map((arg) => arg.type),
  )
  if (signature === undefined) return undefined
  const type = signature.result === 'same' ? (known.find((arg) => familyOf(arg.type) !== 'any')?.type ?? 'any') : signature.result
  return { expr: { kind: 'call', function: definition.name, args: known.map((arg) => arg.expr), type: planType(type) }, type }
}

/** Reports a list that is asked of records which are in none; true where it may be asked. */
const hasLists = (binding: Binding, scope: Scope, node: MemberNode): boolean => {
  const of = scope.related === true ? 'a related record' : scope.bare === 'salesforce' ? 'Salesforce’s records' : undefined
  if (of === undefined) return true
  const help = scope.related === true ? {} : { help: 'ask it in `from hubspot`, or in an option of a mapping; here compare a field' }
  binding.report(neverKnown, { what: 'member of', of }, { ...place(scope, node), ...help })
  return false
}

const lowerMember = (binding: Binding, scope: Scope, node: MemberNode): Lowered | undefined => {
  if (node.list === undefined || !hasLists(binding, scope, node)) return undefined
  if (!isActiveList(binding, scope.file, node.list, scope.hubspot?.typeId)) return undefined
  return { expr: { kind: 'member', list: node.list.value }, type: 'boolean' }
}

/** The objects that a record of the scope may be linked to; in options, where both records stand, to each other. */
const counterparts = ({ bare, heads, hubspot }: Scope): readonly string[] => [
  ...(bare === 'salesforce' ? [] : heads),
  ...(bare === 'hubspot' || hubspot === undefined ? [] : [hubspot.name]),
]

/** Whether the object after `is linked to` is one that the record may be linked to; what is wrong is reported. */
const isCounterpart = (binding: Binding, scope: Scope, name: NameNode): boolean => {
  const { catalog } = binding
  if (catalog === undefined) return true
  const isKnown = findHubspotObject(catalog, name.value) !== undefined || findSalesforceObject(catalog, name.value) !== undefined
  // Which objects a related record is synced with, its own sync says.
  const choices =
    scope.related === true ? [...catalog.hubspot.objects, ...catalog.salesforce.objects].map((one) => one.name) : counterparts(scope)
  if (choices.includes(name.value)) return true
  const otherwise = scope.related === true ? 'name an object that a sync joins' : `write ${choices.map((one) => `\`${one}\``).join(' or ')}`
  const at = { file: scope.file, span: name.span, ...didYouMean(name, choices, otherwise) }
  if (isKnown) binding.report(objectNotInSync, { name: name.value, heads: choices.map((one) => `\`${one}\``).join(' and ') }, at)
  else binding.report(unknownLinkedObject, { name: name.value }, at)
  return false
}

const lowerLinked = (binding: Binding, scope: Scope, node: LinkedNode): Lowered | undefined => {
  if (node.object === undefined) return { expr: { kind: 'linked' }, type: 'boolean' }
  if (!isCounterpart(binding, scope, node.object)) return undefined
  const kind = scope.heads.includes(node.object.value) ? 'salesforce-object' : 'hubspot-object'
  binding.refer({ kind, name: node.object.value }, scope.file, node.object.span)
  return { expr: { kind: 'linked', object: node.object.value }, type: 'boolean' }
}

/** The expression in the plan's form; `undefined` when something in it is wrong, which has been reported. */
export const lower = (binding: Binding, scope: Scope, node: Expression): Lowered | undefined => {
  switch (node.kind) {
    case 'missing':
      return undefined
    case 'literal':
      return { expr: { kind: 'literal', value: node.value, type: node.type }, type: node.type }
    case 'path': {
      const resolved = resolvePath(binding, scope, node)
      if (resolved === undefined) return undefined
      const { expr, type, options, isRestricted } = resolved
      const known = options === undefined ? {} : { options, ...(isRestricted === undefined ? {} : { isRestricted }) }
      return { expr, type, name: expr.name, ...known }
    }
    case 'unary': {
      if (node.op === 'not') {
        const operand = lowerCondition(binding, scope, node.operand)
        return operand === undefined ? undefined : { expr: { kind: 'not', operand }, type: 'boolean' }
      }
      const operand = lower(binding, scope, node.operand)
      if (operand === undefined) return undefined
      const type = arithmeticType(binding, scope, { op: '-', span: node.span }, 'number', operand.type)
      return type === undefined ? undefined : { expr: { kind: 'negate', operand: operand.expr }, type: 'number' }
    }
    case 'binary':
      return lowerBinary(binding, scope, node)
    case 'test': {
      const operand = lower(binding, scope, node.operand)
      if (operand === undefined || node.test === undefined || isNameInQuotes(binding, scope, node.operand)) return undefined
      return { expr: { kind: 'test', op: node.test.value, operand: operand.expr }, type: 'boolean' }
    }
    case 'in': {
      const operand = lower(binding, scope, node.operand)
      const values = node.values.map((value) => ({ node: value, lowered: lower(binding, scope, value) }))
      if (operand === undefined || isNameInQuotes(binding, scope, node.operand)) return undefined
      const kept: Expr[] = []
      for (const value of values) {
        if (value.lowered === undefined) return undefined
        const pair = comparePair(binding, scope, operand, value.lowered, {
          left: node.operand,
          right: value.node,
          whole: value.node,
          canNeverHold: true,
        })
        if (pair === undefined) return undefined
        kept.push(pair.right.expr)
      }
      return { expr: { kind: 'in', operand: operand.expr, values: kept }, type: 'boolean' }
    }
    case 'member':
      return lowerMember(binding, scope, node)
    case 'quantifier': {
      const expr = lowerQuantifier(binding, scope, node, lowerCondition)
      return expr === undefined ? undefined : { expr, type: 'boolean' }
    }
    case 'linked':
      return lowerLinked(binding, scope, node)
    case 'included':
      return { expr: { kind: 'included' }, type: 'boolean' }
    case 'if': {
      const condition = lowerCondition(binding, scope, node.condition)
      const then = lower(binding, scope, node.then)
      const otherwise = lower(binding, scope, node.else)
      if (condition === undefined || then === undefined || otherwise === undefined) return undefined
      if (!fitsFamily(then.type, otherwise.type)) {
        binding.report(branchesDiffer, { left: typeWords(then.type), right: typeWords(otherwise.type) }, place(scope, node))
        return undefined
      }
      const type = familyOf(then.type) === 'any' ? otherwise.type : then.type
      return { expr: { kind: 'if', condition, then: then.expr, else: otherwise.expr, type: planType(type) }, type }
    }
    case 'call':
      return lowerCall(binding, scope, node)
  }
}

/** As `lower`, for a place that needs true or false. */
export const lowerCondition = (binding: Binding, scope: Scope, node: Expression): Expr | undefined => {
  const lowered = lower(binding, scope, node)
  if (lowered === undefined) return undefined
  if (lowered.type === 'boolean' || lowered.type === 'any') return lowered.expr
  binding.report(notACondition, { type: typeWords(lowered.type) }, place(scope, node))
  return undefined
}
