/** A server that checks a large policy goes on answering everything else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, policyText, startWorld, type World } from './world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** A policy of about `megabytes` MB: the tests' own, and a translation table that fills the rest. */
const largePolicy = (megabytes: number): string => {
  const rows = Array.from({ length: Math.floor((megabytes * 1_000_000) / 40) }, (_, at) => `  "left ${at}"  <->  "right ${at}"`)
  return `${policyText()}\nvalues large {\n${rows.join('\n')}\n  otherwise error\n}\n`
}

test('the status is answered while a policy of 3 MB is checked', { timeout: 240_000 }, async () => {
  const server = world.start(['serve', '--no-schedule'], { PORT: String(await freePort()) })
  const url = (await server.firstLine).replace('Lockstep is at ', '').replace('localhost', '127.0.0.1')
  // The folder's own policy is checked once before.
  expect((await fetch(`${url}/api/status`)).status).toBe(200)
  const order: string[] = []
  const check = fetch(`${url}/api/checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ files: [{ path: 'policy.sync', text: largePolicy(3) }] }),
  }).then(async (response) => {
    order.push(`check ${response.status}`)
    return (await response.json()) as { diagnostics: readonly { code: string; severity: string }[] }
  })
  const status = (async () => {
    // One answer tells nothing: the first question may arrive before the policy does.
    for (let asked = 0; asked < 20; asked += 1) await fetch(`${url}/api/status`).then((response) => response.json())
    order.push('status')
  })()
  await Promise.all([check, status])
  const { diagnostics } = await check
  expect({ order, codes: [...new Set(diagnostics.map(({ severity, code }) => `${severity} ${code}`))] }).toEqual({
    order: ['status', 'check 200'],
    codes: ['warning LS4008'],
  })
})
