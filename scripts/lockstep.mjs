#!/usr/bin/env node
/** The `lockstep` program inside the repository: builds what changed, then hands over. */
import { join } from 'node:path'
import { build, install, root } from './boot.mjs'

install()
build()
await import(join(root, 'packages/cli/dist/lockstep.js'))
