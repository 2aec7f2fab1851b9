/** Names in quotes: a text that is word for word the name or label of a property, where its value is meant. */
import { nameInQuotes } from '../diagnostics/codes/types'
import type { Expression } from '../syntax/ast'
import type { Binding } from './binding'
import type { Scope } from './scope'

/** The property of the scope that is called so, by name before label, without case. */
const meantBy = ({ bare, hubspot, salesforce }: Scope, text: string): string | undefined => {
  const word = text.trim().toLowerCase()
  const sides = [
    ...(bare === 'salesforce' ? [] : [{ side: 'hubspot', all: hubspot?.properties ?? [] }]),
    ...(bare === 'hubspot' ? [] : [{ side: 'salesforce', all: salesforce.flatMap((object) => object.fields) }]),
  ]
  for (const { side, all } of sides) {
    const found = all.find((one) => one.name.toLowerCase() === word) ?? all.find((one) => one.label.toLowerCase() === word)
    if (found !== undefined) return bare === undefined ? `${side}.${found.name}` : found.name
  }
  return undefined
}

/** Reports a text in the place of a property; `options` are values that may be written there, whatever else is called so. */
export const isNameInQuotes = (binding: Binding, scope: Scope, node: Expression, options: readonly string[] = []): boolean => {
  if (binding.catalog === undefined || node.kind !== 'literal' || typeof node.value !== 'string' || options.includes(node.value))
    return false
  const meant = meantBy(scope, node.value)
  if (meant === undefined) return false
  const fix = { title: `write \`${meant}\``, edits: [{ span: node.span, text: meant }] }
  binding.report(nameInQuotes, { text: node.value, name: meant }, { file: scope.file, span: node.span, fix })
  return true
}
