/** `npm test`: installs, builds, then type check, lint, and every test, the browser tests included. */
import { join } from 'node:path'
import { build, install, makeExample, root, run } from './boot.mjs'

install()
build()
makeExample()
const bin = (name) => join(root, 'node_modules', '.bin', name)
const steps = [
  ['Type check', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  ['Lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['Tests', bin('vitest'), ['run', ...process.argv.slice(2)]],
]
for (const [title, command, args] of steps) {
  console.error(`\n${title} …`)
  run(command, args)
}
