/** set-option: adds an option to a mapping, or puts it in the place of the one of its kind. */
import type { SetOptionCommand } from '../command'
import { type Desk, located, type Planned } from '../draft'
import { changeHead, readHead } from '../head-change'
import { optionsOf } from '../options'

export const planSetOption = (desk: Desk, { file, target, option }: SetOptionCommand): Planned => {
  const found = located(desk, file, target)
  if ('ok' in found) return found
  const head = readHead(found)
  if ('ok' in head) return head
  const options = optionsOf(head.form, head.spec, option.kind)
  if ('ok' in options) return options
  const at = options.findIndex((one) => one.kind === option.kind)
  return changeHead(found, head.form, head.spec, { ...head.spec, options: at < 0 ? [...options, option] : options.with(at, option) })
}
