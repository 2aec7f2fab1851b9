/** The paths that a condition names. */
import type { Condition, Path } from './ast'

export function pathsOf(condition: Condition | undefined): Path[] {
  if (condition === undefined) return []
  if ('terms' in condition) return condition.terms.flatMap(pathsOf)
  return 'term' in condition ? pathsOf(condition.term) : [condition.path]
}
