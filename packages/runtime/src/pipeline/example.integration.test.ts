/** The example as it is shipped: its first sync settles everything, through the real clients; the second writes nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyze, type CompiledPolicy, compile, parseCatalog } from '@lockstep/dsl'
import { afterAll, expect, test } from 'vitest'
import type { Connector } from '../connectors/connector'
import { startWorld } from '../connectors/testing/world'
import { openEngine } from '../engine'
import type { Engine } from '../engine-contract'
import type { Intent } from '../model'

const folder = fileURLToPath(new URL('../../../../examples/acme', import.meta.url))

const examplePolicy = (): CompiledPolicy => {
  const read = (...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8')
  const { catalog } = parseCatalog(read('catalog', 'hubspot.json'), read('catalog', 'salesforce.json'))
  const files = readdirSync(folder).filter((name) => name.endsWith('.sync'))
  const { policy } = compile(
    analyze(
      files.map((file) => ({ file, text: read(file) })),
      catalog,
    ),
  )
  if (policy === undefined) throw new Error('the example does not compile')
  return policy
}

/** The same connector; what is sent through it is kept. */
const listening = (connector: Connector, sent: Intent[]): Connector => ({
  ...connector,
  send(call, deadline, intents) {
    sent.push(...intents)
    return connector.send(call, deadline, intents)
  },
})

const open: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of open.reverse()) await close()
})

test('ten thousand untidy people are in step after one sync; the next one writes nothing', { timeout: 300_000 }, async () => {
  const world = await startWorld({ acme: true, timeoutMs: 60_000 })
  open.push(world.close)
  const sent: Intent[] = []
  const engine: Engine = await openEngine({
    policy: examplePolicy(),
    connectors: { hubspot: listening(world.hubspot, sent), salesforce: listening(world.salesforce, sent) },
    database: { kind: 'memory' },
    clock: { now: () => Date.now(), sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) },
    random: () => 0.5,
  })
  open.push(() => engine.close())
  const first = await engine.sync()
  expect([first.outcome, first.created.salesforce, first.created.hubspot]).toEqual([
    'done',
    { Contact: 182, Lead: 1318 },
    { contact: 2412 },
  ])
  world.meter.clear()
  sent.length = 0
  const second = await engine.sync()
  // Should anything be written, the failure tells what, and all that was ever decided of the record.
  const ids = sent.flatMap(({ side, object, id }) => (id === undefined ? [] : [`${side}:${object}:${id}`]))
  expect([sent, await Promise.all(ids.map((id) => engine.why(id)))]).toEqual([[], []])
  expect([second.outcome, second.created, second.updated, second.deleted, world.meter.count('write')]).toEqual([
    'done',
    { hubspot: {}, salesforce: {} },
    { hubspot: {}, salesforce: {} },
    { hubspot: {}, salesforce: {} },
    0,
  ])
})
