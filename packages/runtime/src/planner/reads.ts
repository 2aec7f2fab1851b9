/** Which properties of each record an expression reads by itself. */
import type { Expr } from '@lockstep/dsl'
import type { Reads } from './rule'

/** Properties of the two records; what is reached through associations and lookups is left out, for it may rightly be absent. */
export const readsOf = (expr: Expr): Reads => {
  const hubspot = new Set<string>()
  const salesforce = new Set<string>()
  const visit = (node: Expr): void => {
    switch (node.kind) {
      case 'property':
        ;(node.side === 'hubspot' ? hubspot : salesforce).add(node.name)
        return
      case 'not':
      case 'negate':
      case 'test':
        visit(node.operand)
        return
      case 'binary':
        visit(node.left)
        visit(node.right)
        return
      case 'in':
        visit(node.operand)
        node.values.forEach(visit)
        return
      case 'if':
        visit(node.condition)
        visit(node.then)
        visit(node.else)
        return
      case 'call':
        node.args.forEach(visit)
        return
      case 'literal':
      case 'related':
      case 'member':
      case 'quantifier':
      case 'linked':
      case 'included':
        return
    }
  }
  visit(expr)
  return { hubspot: [...hubspot], salesforce: [...salesforce] }
}
