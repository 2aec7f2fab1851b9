/** The checker: the same texts are checked once, and no more policies wait than it takes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { PolicySources } from './check-policy'
import { type Checker, createChecker } from './checker'

const folder = mkdtempSync(join(tmpdir(), 'lockstep-checker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sources = (name: string): PolicySources => ({
  files: [{ path: 'policy.sync', text: `policy "${name}" {\n  every 5 minutes\n}\n` }],
  catalog: { hubspot: null, salesforce: null },
})

test('a policy is answered with its diagnostics, and the same texts with the same answer', async () => {
  const checker = createChecker()
  const first = await checker.check({ ...sources('a'), files: [{ path: 'policy.sync', text: 'sync nonsense' }] })
  const again = await checker.check({ ...sources('a'), files: [{ path: 'policy.sync', text: 'sync nonsense' }] })
  expect({ isSame: first === again, codes: first.diagnostics.map(({ code }) => code), policy: first.policy }).toEqual({
    isSame: true,
    codes: ['LS1006'],
    policy: undefined,
  })
})

test('beyond the policies that may wait, a check is refused at once and can be asked for again', async () => {
  const checker = createChecker({ mostWaiting: 2 })
  const asked = await Promise.allSettled(['a', 'b', 'c'].map((name) => checker.check(sources(name))))
  expect(asked.map((each) => (each.status === 'fulfilled' ? 'checked' : each.reason.message))).toEqual([
    'checked',
    'checked',
    'too many policies are being checked at once',
  ])
  expect((await checker.check(sources('c'))).diagnostics.map(({ severity }) => severity).includes('error')).toBe(false)
})

/** A checker whose thread runs this script in place of the built one. */
const checkerOn = (script: string): Checker => {
  const worker = join(folder, `${Math.random()}.mjs`)
  writeFileSync(worker, `import { parentPort } from 'node:worker_threads'\n${script}`)
  return createChecker({ worker, timeoutMs: 2_000 })
}

test('a check that does not end, or whose thread dies, fails alone: the next one gets a new thread', async () => {
  const checker = checkerOn(`parentPort.on('message', ({ id, sources }) => {
    const { text } = sources.files[0]
    if (text.includes('endless')) for (;;);
    if (text.includes('deadly')) process.exit(1)
    parentPort.postMessage({ id, checked: { diagnostics: [], policy: undefined, catalog: null, catalogProblem: null } })
  })`)
  const asked = await Promise.allSettled(['endless', 'deadly', 'fine'].map((name) => checker.check(sources(name))))
  await checker.close()
  expect(asked.map((each) => (each.status === 'fulfilled' ? each.value.diagnostics : each.reason.message))).toEqual([
    'the policy takes more than 2 seconds to check',
    'the thread that checks policies has stopped',
    [],
  ])
})
