/** Two servers on one policy folder, and a server killed while it saves: every file is one of the texts that were saved. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Background, freePort, startWorld, type World } from './world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const serve = async (data: string): Promise<{ readonly url: string; readonly server: Background }> => {
  const server = world.start(['serve', '--no-schedule'], { PORT: String(await freePort()), LOCKSTEP_DATA: join(world.folder, '..', data) })
  const url = (await server.firstLine).replace('Lockstep is at ', '').replace('localhost', '127.0.0.1')
  return { url, server }
}

const file = () => join(world.folder, 'notes.sync')
const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const save = async (url: string, text: string, base: string | null): Promise<number> => {
  const response = await fetch(`${url}/api/policy/files/notes.sync`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, base }),
  })
  await response.arrayBuffer()
  return response.status
}

test('two servers save one file on one version, 200 times: one saves, the other is told', { timeout: 600_000 }, async () => {
  const [one, other] = await Promise.all([serve('data-one'), serve('data-other')])
  let base: string | null = null
  const kept: string[] = []
  for (let time = 0; time < 200; time += 1) {
    const texts = [`# one ${time}\n${'#'.repeat(2_000)}\n`, `# other ${time}\n`]
    const statuses = await Promise.all([save(one.url, texts[0] ?? '', base), save(other.url, texts[1] ?? '', base)])
    const text = readFileSync(file(), 'utf8')
    expect([time, [...statuses].sort(), texts.indexOf(text)]).toEqual([time, [200, 409], statuses.indexOf(200)])
    base = versionOf(text)
    kept.push(text)
  }
  expect(readdirSync(world.folder).sort()).toEqual(['catalog', 'notes.sync', 'policy.sync'])
  for (const { server } of [one, other]) server.child.kill('SIGTERM')
  await Promise.all([one.server.ended, other.server.ended])
})

test('a server that is killed while it saves leaves one of the texts, and the next one saves', { timeout: 600_000 }, async () => {
  for (let time = 0; time < 6; time += 1) {
    const before = readFileSync(file(), 'utf8')
    const { url, server } = await serve('data-killed')
    const texts = [before]
    let asked = 0
    let saved = 0
    const saving = (async () => {
      for (;;) {
        const text = `# ${time} ${asked}\n# ${'x'.repeat(3_000_000)}\n`
        asked += 1
        texts.push(text)
        if ((await save(url, text, versionOf(texts[saved] ?? ''))) === 200) saved = texts.length - 1
        // In the middle of one of the next saves, wherever it is by then.
        if (asked === 1 + time) setImmediate(() => server.child.kill('SIGKILL'))
      }
    })()
    await expect(saving).rejects.toThrow()
    await server.ended
    expect(texts.includes(readFileSync(file(), 'utf8'))).toBe(true)
  }
  const { url, server } = await serve('data-last')
  expect(await save(url, '# last\n', versionOf(readFileSync(file(), 'utf8')))).toBe(200)
  expect(readFileSync(file(), 'utf8')).toBe('# last\n')
  server.child.kill('SIGTERM')
  await server.ended
})
