/** `npm run docs`: writes the generated pages of `docs/reference`; the tests fail when a page is out of date. */
import { join } from 'node:path'
import { install, root, run } from './boot.mjs'

install()
run(
  join(root, 'node_modules', '.bin', 'vitest'),
  ['run', 'packages/cli/src/reference', 'packages/sandbox/src/reference.test.ts', 'packages/dsl/src/corpus.test.ts'],
  {
    env: { ...process.env, UPDATE_DOCS: '1' },
  },
)
