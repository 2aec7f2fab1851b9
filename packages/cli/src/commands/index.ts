/** The list of commands, in the order of `lockstep --help`. */
import type { Command } from '../command'
import { catalog } from './catalog'
import { check } from './check'
import { demo } from './demo'
import { edit } from './edit'
import { errors } from './errors'
import { explain } from './explain'
import { fmt } from './fmt'
import { init } from './init'
import { lsp } from './lsp'
import { plan } from './plan'
import { runs } from './runs'
import { sandbox } from './sandbox'
import { serve } from './serve'
import { sync } from './sync'
import { why } from './why'

export const commands: readonly Command[] = [
  init,
  check,
  fmt,
  edit,
  explain,
  catalog,
  plan,
  sync,
  why,
  errors,
  runs,
  serve,
  lsp,
  sandbox,
  demo,
]
