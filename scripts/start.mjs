/** `npm start`: installs, builds, then runs the sandbox, the server and the editor on the example policy. */
import { join } from 'node:path'
import { build, install, makeExample, root } from './boot.mjs'

install()
build()
makeExample()
process.argv.splice(2, 0, 'demo', join(root, 'examples/acme'))
await import(join(root, 'packages/cli/dist/lockstep.js'))
