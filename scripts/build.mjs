/** Build: bundles the program (server, engine, sandbox, commands) and the editor. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import { root, run } from './boot.mjs'
import { placeCluster } from './make-cluster.mjs'

// These stay outside the bundle: they carry files of their own (wasm) or load parts of themselves by name.
const external = [/^@electric-sql\/pglite/, /^jsforce/, /^@hubspot\/api-client/, /^pg$/, /^pg-boss/, /^pino/, /^node:/]

await build({
  input: {
    lockstep: join(root, 'packages/cli/src/main.ts'),
    'pglite-worker': join(root, 'packages/runtime/src/store/pglite-worker.ts'),
    'check-worker': join(root, 'packages/server/src/policies/check-worker.ts'),
  },
  platform: 'node',
  external,
  logLevel: 'warn',
  transform: { target: 'node20' },
  output: {
    dir: join(root, 'packages/cli/dist'),
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    // Beside the program: what looks for files next to itself finds them from every chunk.
    chunkFileNames: '[name]-[hash].js',
    // What the program needs before it knows the command, apart from the engine and the server, which load slowly.
    codeSplitting: {
      groups: [{ name: 'start', test: /packages[\\/](runtime[\\/]src[\\/](errors|redact)|server[\\/]src[\\/]settings[\\/]secrets)\.ts$/ }],
    },
    sourcemap: true,
  },
})
const runtime = JSON.parse(readFileSync(join(root, 'packages/runtime/package.json'), 'utf8'))
await placeCluster(join(root, 'packages/cli/dist'), runtime.dependencies['@electric-sql/pglite'])
if (existsSync(join(root, 'packages/editor/vite.config.ts'))) {
  run(process.execPath, [join(root, 'packages/editor/node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'packages/editor'),
  })
}
