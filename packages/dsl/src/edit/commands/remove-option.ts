/** remove-option: takes the options of one kind off a mapping. */
import type { RemoveOptionCommand } from '../command'
import { type Desk, located, type Planned } from '../draft'
import { changeHead, readHead } from '../head-change'
import { optionsOf } from '../options'

export const planRemoveOption = (desk: Desk, { file, target, option }: RemoveOptionCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const head = readHead(found)
  if ('ok' in head) return head
  const options = optionsOf(head.form, head.spec, option)
  if ('ok' in options) return options
  return changeHead(found, head.form, head.spec, { ...head.spec, options: options.filter((one) => one.kind !== option) })
}
