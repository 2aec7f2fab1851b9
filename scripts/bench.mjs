/** `npm run bench [NAME …]`: bundles and runs the benchmarks; prints figures, asserts nothing. */
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { build, install, makeExample, root, run } from './boot.mjs'
import { clusterName } from './make-cluster.mjs'

install()
build()
makeExample()
const external = [/^@electric-sql\/pglite/, /^jsforce/, /^@hubspot\/api-client/, /^pg$/, /^pg-boss/, /^pino/, /^node:/]
const bundle = await rolldown({
  input: {
    bench: join(root, 'bench/main.ts'),
    // Beside the bench, as it lies beside the program: there the embedded database runs in a thread of its own.
    'pglite-worker': join(root, 'packages/runtime/src/store/pglite-worker.ts'),
  },
  platform: 'node',
  external,
  logLevel: 'warn',
})
// Beside the program, so that what stays outside the bundle resolves as it does for the program.
await bundle.write({
  dir: join(root, 'packages/cli/dist/bench'),
  format: 'esm',
  cleanDir: existsSync(join(root, 'packages/cli/dist/bench')),
})
await bundle.close()
copyFileSync(join(root, 'packages/cli/dist', clusterName), join(root, 'packages/cli/dist/bench', clusterName))
run(process.execPath, ['--expose-gc', join(root, 'packages/cli/dist/bench/bench.js'), ...process.argv.slice(2)], {
  env: { ...process.env, LOCKSTEP_ROOT: root },
})
