/** `npm run corpus [NAME …]`: scores how well the language tells the mistakes of its error corpus. */
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { install, root, run } from './boot.mjs'

install()
const file = join(root, 'node_modules/.cache/lockstep/corpus.mjs')
const bundle = await rolldown({
  input: join(root, 'packages/dsl/corpus/main.ts'),
  platform: 'node',
  external: [/^node:/],
  logLevel: 'warn',
})
await bundle.write({ file, format: 'esm', codeSplitting: false })
await bundle.close()
run(process.execPath, [file, ...process.argv.slice(2)], { env: { ...process.env, LOCKSTEP_ROOT: root } })
