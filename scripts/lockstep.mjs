#!/usr/bin/env node
/** The `lockstep` program inside the repository: builds what changed, then hands over. */
import { join } from 'node:path'
import { build, install, makeExample, root } from './boot.mjs'

install()
build()
makeExample()
await import(join(root, 'packages/cli/dist/lockstep.js'))
