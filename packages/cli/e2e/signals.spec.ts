/** Stopping what runs on: `serve` and `demo` end at once on Ctrl-C, leave nothing behind, and go on where they were. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Background, freePort, launch, policyText, startWorld, type World } from './world'

let world: World
let example: string
const started: Background[] = []

beforeAll(async () => {
  world = await startWorld()
  example = mkdtempSync(join(tmpdir(), 'lockstep-demo-'))
  writeFileSync(join(example, 'policy.sync'), policyText())
  cpSync(join(world.folder, 'catalog'), join(example, 'catalog'), { recursive: true })
  mkdirSync(join(example, 'world', 'hubspot'), { recursive: true })
  writeFileSync(join(example, 'world', 'world.json'), JSON.stringify({ seed: 7 }))
  const ada = { id: '101', at: '2026-01-05T08:00:00.000Z', values: { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' } }
  writeFileSync(join(example, 'world', 'hubspot', 'contacts.jsonl'), `${JSON.stringify(ada)}\n`)
})
afterAll(async () => {
  for (const { child } of started) if (child.exitCode === null) child.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await world.close()
  rmSync(example, { recursive: true, force: true })
})

type Demo = Background & { readonly url: string; readonly control: string }

const startDemo = async (): Promise<Demo> => {
  const background = launch(['demo'], { PORT: String(await freePort()) }, example)
  started.push(background)
  const control = new Promise<string>((resolve) => {
    let text = ''
    background.child.stdout?.on('data', (part: string) => {
      text += part
      const found = /its controls are at (\S+)\n/.exec(text)
      if (found?.[1] !== undefined) resolve(found[1])
    })
  })
  const url = (await background.firstLine).replace('Lockstep is at ', '').replace('localhost', '127.0.0.1')
  return { ...background, url, control: await control }
}

const answers = async (url: string): Promise<boolean> => {
  try {
    await (await fetch(url)).arrayBuffer()
    return true
  } catch {
    return false
  }
}

/** Until nothing listens there any more; an orphan would listen for ever. */
const untilSilent = async (url: string): Promise<void> => {
  while (await answers(url)) await new Promise((resolve) => setTimeout(resolve, 50))
}

type Rows = { readonly rows: readonly { readonly label: string; readonly state: string }[] }

const labels = async (url: string): Promise<readonly string[]> => {
  const { rows } = (await (await fetch(`${url}/api/records`)).json()) as Rows
  return rows.map(({ label, state }) => `${label} ${state}`)
}

const untilSynced = async (url: string): Promise<void> => {
  while ((await labels(url)).join() !== 'ada@example.com linked') await new Promise((resolve) => setTimeout(resolve, 100))
}

test('a second demo refuses while one runs, and takes nothing from it', { timeout: 120_000 }, async () => {
  const first = await startDemo()
  await untilSynced(first.url)
  const second = launch(['demo'], { PORT: String(await freePort()) }, example)
  started.push(second)
  expect(await second.ended).toEqual({ code: 1, out: '', said: `the demo runs already, at ${first.url}\nopen it, or stop it first\n` })
  expect(await labels(first.url)).toEqual(['ada@example.com linked'])

  const asked = Date.now()
  first.child.kill('SIGINT')
  const { code, said } = await first.ended
  expect({ code, said, isQuick: Date.now() - asked < 5_000 }).toEqual({ code: 0, said: 'stopping …\n', isQuick: true })
  await untilSilent(first.control)
})

test('a demo that is killed takes its sandbox with it, and the next one begins anew', { timeout: 120_000 }, async () => {
  const killed = await startDemo()
  killed.child.kill('SIGKILL')
  await killed.ended
  await untilSilent(killed.control)
  const next = await startDemo()
  await untilSynced(next.url)
  next.child.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
})

test('Ctrl-C during a run stops a server, and the next run does the rest', { timeout: 120_000 }, async () => {
  for (let person = 0; person < 30; person += 1)
    await world.edit('hubspot', 'contact', { email: `person${person}@example.com`, lastname: `Person ${person}` })
  await world.control('POST', '/faults', { system: 'salesforce', match: '/composite', kind: 'slow', times: 5, delay: 30_000 })
  const server = world.start(['serve', '--no-schedule'], { PORT: String(await freePort()) })
  const url = (await server.firstLine).replace('Lockstep is at ', '').replace('localhost', '127.0.0.1')
  expect((await fetch(`${url}/api/runs`, { method: 'POST' })).status).toBe(202)
  for (;;) {
    const faults = await world.control<{ times: number }[]>('GET', '/faults')
    if ((faults[0]?.times ?? 0) < 5) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const asked = Date.now()
  server.child.kill('SIGINT')
  const { code, said } = await server.ended
  expect({ code, said, isQuick: Date.now() - asked < 5_000 }).toEqual({ code: 0, said: 'stopping …\n', isQuick: true })
  await world.control('DELETE', '/faults')
  expect((await world.lockstep(['sync', '--json'])).code).toBe(0)
  const { hubspot, salesforce } = await world.people()
  expect(hubspot.length).toBe(30)
  expect(salesforce).toEqual(hubspot)
})
