/** Sync figures through the real clients and the sandbox over HTTP: first sync of the example, no changes, 10,000 changes each way. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine, SyncReport } from '@lockstep/runtime'
import { createConnections, readPolicy, readSettings, requirePolicy } from '@lockstep/server'
import { peakMemory, round, say, title } from './figures'
import { type BenchSandbox, control, editAll, root, startSandboxProcess } from './sandbox'
import { plainWorld } from './world'

const openOn = async (folder: string, sandbox: BenchSandbox, databaseUrl: string | undefined): Promise<Engine> => {
  const settings = readSettings(folder, {
    LOCKSTEP_DATA: join(folder, '.lockstep'),
    LOCKSTEP_HUBSPOT_OVERLAP_SECONDS: '0',
    HUBSPOT_API_URL: sandbox.hubspot.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.hubspot.accessToken,
    SALESFORCE_INSTANCE_URL: sandbox.salesforce.url,
    SALESFORCE_ACCESS_TOKEN: sandbox.salesforce.accessToken,
    DATABASE_URL: databaseUrl,
  })
  return createConnections(settings, true).open(requirePolicy(readPolicy(folder), folder))
}

const sum = (counts: SyncReport['created']): number =>
  [...Object.values(counts.hubspot), ...Object.values(counts.salesforce)].reduce((total, number) => total + number, 0)
const calls = ({ calls: { hubspot, salesforce }, minimum }: SyncReport): string =>
  `H ${hubspot.read}+${hubspot.write} S ${salesforce.read}+${salesforce.write} (fewest H ${minimum.hubspot.read}+${minimum.hubspot.write} S ${minimum.salesforce.read}+${minimum.salesforce.write})`

const show = (what: string, report: SyncReport, records: number): void => {
  say(
    what,
    `${round((records / report.milliseconds) * 1000, 0)} records/s`,
    `${round(report.milliseconds / 1000)} s; created ${sum(report.created)}, updated ${sum(report.updated)}, errors ${report.errors}`,
  )
  say('  calls read+write', `eta ${round(report.eta, 3)}`, calls(report))
}

/** The example: 10,500 people, as `npm start` syncs them. */
export const benchExample = async (databaseUrl: string | undefined): Promise<void> => {
  title(`The example through the sandbox, ${databaseUrl === undefined ? 'embedded database' : 'PostgreSQL'}`)
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
  for (const name of ['policy.sync', 'contacts.sync', 'lead-status.sync', 'lifecycle.sync', 'catalog'])
    cpSync(join(root, 'examples/acme', name), join(folder, name), { recursive: true })
  const sandbox = await startSandboxProcess(join(root, 'examples/acme/world'))
  const engine = await openOn(folder, sandbox, databaseUrl)
  try {
    const first = await engine.sync({})
    show('first sync, 10,500 people', first, 10_500)
    say('  peak memory of the engine’s process', `${round(peakMemory(), 0)} MB`)
    const second = await engine.sync({})
    const writes = second.calls.hubspot.write + second.calls.salesforce.write
    say('second sync', `${writes} writes`, `${calls(second)}; eta ${round(second.eta, 3)}`)
    const third = await engine.sync({})
    say('third sync', `${third.calls.hubspot.write + third.calls.salesforce.write} writes`, `${calls(third)}; eta ${round(third.eta, 3)}`)
  } finally {
    await engine.close()
    sandbox.stop()
    rmSync(folder, { recursive: true })
  }
}

/** Time that passes between rounds: longer than HubSpot's index lags, shorter than what a connector takes for a clock set anew. */
const betweenRounds = '50s'

/** 10,000 linked people: changed on one side, then the other, each with the round after. */
export const benchChanges = async (databaseUrl: string | undefined, count = 10_000): Promise<void> => {
  title(
    `${count.toLocaleString('en')} changed contacts each way through the sandbox, ${databaseUrl === undefined ? 'embedded database' : 'PostgreSQL'}`,
  )
  const world = plainWorld(count)
  const sandbox = await startSandboxProcess(join(world.folder, 'world'))
  const catalogs = createConnections(
    readSettings(world.folder, {
      HUBSPOT_API_URL: sandbox.hubspot.url,
      HUBSPOT_ACCESS_TOKEN: sandbox.hubspot.accessToken,
      SALESFORCE_INSTANCE_URL: sandbox.salesforce.url,
      SALESFORCE_ACCESS_TOKEN: sandbox.salesforce.accessToken,
    }),
    true,
  ).connectors
  mkdirSync(join(world.folder, 'catalog'))
  writeFileSync(join(world.folder, 'catalog/hubspot.json'), JSON.stringify(await catalogs.hubspot.catalog(['contact', 'company'])))
  writeFileSync(
    join(world.folder, 'catalog/salesforce.json'),
    JSON.stringify(await catalogs.salesforce.catalog(['Contact', 'Account', 'User'])),
  )
  const engine = await openOn(world.folder, sandbox, databaseUrl)
  try {
    show('first sync: all linked, nothing to write', await engine.sync({}), 2 * count)
    await engine.sync({})
    await editAll(
      sandbox,
      world.hubspotIds.map((id) => ({ system: 'hubspot', object: 'contact', id, values: { jobtitle: 'Senior buyer' } })),
    )
    await control(sandbox, '/clock', { advance: betweenRounds })
    show(`${count} changed in HubSpot`, await engine.sync({}), count)
    await control(sandbox, '/clock', { advance: betweenRounds })
    show('  the round after', await engine.sync({}), count)
    await editAll(
      sandbox,
      world.salesforceIds.map((id) => ({ system: 'salesforce', object: 'Contact', id, values: { Title: 'Chief buyer' } })),
    )
    await control(sandbox, '/clock', { advance: betweenRounds })
    show(`${count} changed in Salesforce`, await engine.sync({}), count)
    await control(sandbox, '/clock', { advance: betweenRounds })
    show('  the round after', await engine.sync({}), count)
    // A connector is sure of a second only once the service's clock has passed it: one round more, and nothing is left to read twice.
    await engine.sync({})
    const quiet = await engine.sync({})
    say('nothing changed', `eta ${round(quiet.eta, 3)}`, calls(quiet))
    say('peak memory of the engine’s process', `${round(peakMemory(), 0)} MB`)
  } finally {
    await engine.close()
    sandbox.stop()
    rmSync(world.folder, { recursive: true })
  }
}
