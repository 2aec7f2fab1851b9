/** Active lists by name: the only ones that the engine can follow, and so the only ones that a policy and its tests may name. */
import { findList } from '../catalog/find'
import { listNotDynamic } from '../diagnostics/codes/catalog'
import { unknownList } from '../diagnostics/codes/names'
import { nearest } from '../diagnostics/did-you-mean'
import type { TextNode } from '../syntax/ast'
import type { Binding } from './binding'

/** Whether the list is one of the object's active lists; what is wrong is reported. Without a catalog no list is doubted. */
export const isActiveList = (binding: Binding, file: string, node: TextNode, typeId: string | undefined): boolean => {
  if (binding.catalog === undefined) return true
  const name = node.value
  const list = findList(binding.catalog, name, typeId)
  const at = { file, span: node.span }
  if (list === undefined) {
    const near = nearest(
      name,
      binding.catalog.hubspot.lists.map((one) => one.name),
    )
    const help = near === undefined ? 'run `lockstep catalog pull` if the list is new' : `did you mean \`"${near}"\`?`
    binding.report(unknownList, { name }, { ...at, help })
    return false
  }
  binding.refer({ kind: 'list', name }, file, node.span)
  const kind = typeId !== undefined && list.objectTypeId !== typeId ? 'a list of another object' : 'not an active list'
  if (list.processingType === 'DYNAMIC' && kind !== 'a list of another object') return true
  binding.report(listNotDynamic, { name, kind }, at)
  return false
}
