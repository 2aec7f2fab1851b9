/** Paths resolved against the catalog: `email`, `Lead.State`, `company.type`, `Account.Name`. */
import { pathTooLong, sideMissing } from '../diagnostics/codes/names'
import type { PathNode } from '../syntax/ast'
import type { Binding } from './binding'
import { resolveHubspot } from './resolve-hubspot'
import { resolveSalesforce } from './resolve-salesforce'
import type { Resolved } from './resolved'
import type { Scope } from './scope'

/** What a path stands for; `undefined` when that is unknown, which has been reported (or a hole that the parser reported). */
export const resolvePath = (binding: Binding, scope: Scope, path: PathNode): Resolved | undefined => {
  const [first, second, third] = path.segments
  if (first === undefined) return undefined
  const side = path.side?.value ?? scope.bare
  if (side === undefined) {
    binding.report(sideMissing, { name: path.segments.map((one) => one.value).join('.') }, { file: scope.file, span: path.span })
    return undefined
  }
  if (third !== undefined || (side === 'salesforce' && scope.heads.includes(first.value) && path.segments.length > 2)) {
    binding.report(pathTooLong, { name: path.segments.map((one) => one.value).join('.') }, { file: scope.file, span: path.span })
    return undefined
  }
  if (path.span.end > (second ?? first).span.end && second === undefined) return undefined
  return side === 'hubspot' ? resolveHubspot(binding, scope, path.segments) : resolveSalesforce(binding, scope, path.segments)
}
