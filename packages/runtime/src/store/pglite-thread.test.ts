/** The thread of the embedded database ends: whoever waits for it is told, and nothing else ends with it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inWorker, isFatal } from './pglite-thread'

/** A thread that answers its first question, and ends in its own way at the second. */
const ending = (how: string): string => `
  import { parentPort } from 'node:worker_threads'
  let asked = 0
  parentPort.on('message', ({ id }) => {
    asked += 1
    if (asked === 1) parentPort.postMessage({ id, rows: [] })
    else { ${how} }
  })
`

test.each([
  ['exits', 'process.exit(7)'],
  ['throws', "throw new Error('out of its mind')"],
  ['fails in the background', "Promise.reject(new Error('nobody waits for this'))"],
])('one that %s', async (_name, how) => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-thread-'))
  try {
    const file = join(folder, 'thread.mjs')
    writeFileSync(file, ending(how))
    const thread = await inWorker(file, {})
    const failures = await Promise.all(
      [thread.exec('a'), thread.query('b', []), thread.exec('c')].map((asked) => asked.then(() => 'answered', isFatal)),
    )
    const later = await thread.exec('d').then(() => 'answered', isFatal)
    await thread.kill()
    expect([failures, later]).toEqual([[true, true, true], true])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
