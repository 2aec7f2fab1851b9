/** `npm run edits -- [--count N] [--seed N]`: random visual edits of random policies, each held against every law; prints how many were made. */

import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { install, root, run } from './boot.mjs'

const { values } = parseArgs({ options: { count: { type: 'string', default: '100000' }, seed: { type: 'string' } } })
install()
run(join(root, 'node_modules', '.bin', 'vitest'), ['run', 'packages/dsl/src/edit/laws.test.ts', '-t', 'all laws at once'], {
  env: {
    ...process.env,
    LOCKSTEP_EDITS: values.count,
    ...(values.seed === undefined ? {} : { LOCKSTEP_TEST_SEED: values.seed }),
  },
})
