/** A server and commands on one embedded database; stopping, killing and starting again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, startWorld, type World } from './world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

type Status = { readonly policy: { readonly name: string | null } }

/** Until the server has opened its engine and holds the database. */
const untilReady = async (url: string): Promise<void> => {
  const runs = await fetch(`${url}/api/runs`)
  expect(runs.status).toBe(200)
}

const addressOf = (line: string): string => line.replace('Lockstep is at ', '').replace('localhost', '127.0.0.1')

test('while a server runs, commands go through it and a second server refuses', { timeout: 240_000 }, async () => {
  await world.edit('hubspot', 'contact', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' })
  const server = world.start(['serve', '--no-schedule'], { PORT: String(await freePort()) })
  const url = addressOf(await server.firstLine)
  await untilReady(url)
  const through = `Asking the server at ${url}, which holds the database.\n`
  const plan = await world.lockstep(['plan', '--json'])
  expect({ code: plan.code, said: plan.said }).toEqual({ code: 2, said: through })
  expect(JSON.parse(plan.out)).toMatchObject({ version: 1, changes: [{ side: 'salesforce', object: 'Lead', action: 'create' }] })
  const sync = await world.lockstep(['sync', '--json'])
  expect({ code: sync.code, said: sync.said }).toEqual({ code: 0, said: through })
  expect(JSON.parse(sync.out)).toMatchObject({ outcome: 'done', created: { salesforce: { Lead: 1 } } })
  const why = await world.lockstep(['why', 'ada@example.com', '--json'])
  expect(JSON.parse(why.out)).toMatchObject({ version: 1, record: { state: 'linked', label: 'ada@example.com' } })
  expect(await world.lockstep(['errors'])).toEqual({ code: 0, out: 'There are no errors.\n', said: through })
  expect(await world.lockstep(['plan', '--out', 'x.plan.json'])).toEqual({
    code: 1,
    out: '',
    said: `${through}a plan cannot be saved while a server holds the database\nstop the server first, or apply the plan on its page\n`,
  })
  expect(await world.lockstep(['serve'], { PORT: String(await freePort()) })).toEqual({
    code: 1,
    out: '',
    said: `a server runs already on this policy, at ${url}\nopen it in the browser, or stop it first\n`,
  })
  const stopping = Date.now()
  server.child.kill('SIGINT')
  const stopped = await server.ended
  expect({ code: stopped.code, said: stopped.said, isQuick: Date.now() - stopping < 10_000 }).toEqual({
    code: 0,
    said: 'stopping …\n',
    isQuick: true,
  })
})

test('a killed server leaves nothing that keeps the next one from starting', { timeout: 180_000 }, async () => {
  const port = String(await freePort())
  const killed = world.start(['serve', '--no-schedule'], { PORT: port })
  await untilReady(addressOf(await killed.firstLine))
  await world.edit('hubspot', 'contact', { email: 'alan@example.com', lastname: 'Turing' })
  const sync = world.start(['sync', '--json'])
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  killed.child.kill('SIGKILL')
  await killed.ended
  await sync.ended
  const again = world.start(['serve', '--no-schedule'], { PORT: port })
  const url = addressOf(await again.firstLine)
  await untilReady(url)
  expect((await (await fetch(`${url}/api/status`)).json()) as Status).toMatchObject({ policy: { name: 'Tests' } })
  expect((await world.lockstep(['sync', '--json'])).code).toBe(0)
  expect((await world.people()).salesforce).toEqual(['ada@example.com, Ada, Lovelace', 'alan@example.com, -, Turing'])
  again.child.kill('SIGTERM')
  expect((await again.ended).code).toBe(0)
})

test('Ctrl-C stops a run, and the next one finishes it', { timeout: 180_000 }, async () => {
  for (let person = 0; person < 30; person += 1)
    await world.edit('hubspot', 'contact', { email: `person${person}@example.com`, lastname: `Person ${person}` })
  await world.control('POST', '/faults', { system: 'salesforce', match: '/composite', kind: 'slow', times: 5, delay: 30_000 })
  await world.control('DELETE', '/calls')
  const run = world.start(['sync', '--json'])
  for (;;) {
    const faults = await world.control<{ times: number }[]>('GET', '/faults')
    if ((faults[0]?.times ?? 0) < 5) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const asked = Date.now()
  run.child.kill('SIGINT')
  const stopped = await run.ended
  expect({ code: stopped.code, isQuick: Date.now() - asked < 5_000 }).toEqual({ code: 1, isQuick: true })
  await world.control('DELETE', '/faults')
  expect((await world.lockstep(['sync', '--json'])).code).toBe(0)
  const { hubspot, salesforce } = await world.people()
  expect(hubspot.length).toBe(32)
  expect(salesforce).toEqual(hubspot)
})
