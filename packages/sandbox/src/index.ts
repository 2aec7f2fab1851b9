/** The sandbox: a HubSpot portal and a Salesforce org in one world, and a control port to steer it. */
import { existsSync, readFileSync } from 'node:fs'
import { serveControl } from './control/serve-control'
import { HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET, HUBSPOT_REFRESH_TOKEN } from './hubspot/access/apps'
import { createHubspot } from './hubspot/hubspot'
import { CLIENT_ID, CLIENT_SECRET } from './salesforce/auth/apps'
import { createSalesforce } from './salesforce/salesforce'
import { EMPTY_SEED, readSeed, type Seed, SeedError, type SystemSeed } from './world/seed'
import { serve } from './world/serve'
import { SnapshotError, Snapshots } from './world/snapshots'
import type { System } from './world/system'
import { World } from './world/world'

export { salesforceId } from './salesforce/ids'
export { SeedError } from './world/seed'
export { SnapshotError } from './world/snapshots'

/** `data` is a seed folder; without it, or with `empty`, both systems have full schemas and no records. Ports: 0, the default, is any free one. `seed` replaces the folder's. */
export type SandboxOptions = {
  readonly data?: string
  readonly empty?: boolean
  /** A snapshot's file, in place of a seed: the world goes on where it was taken. */
  readonly snapshot?: string
  readonly hubspotPort?: number
  readonly salesforcePort?: number
  readonly controlPort?: number
  readonly seed?: number
  /** The interface both systems listen on, 127.0.0.1 by default; the control port is always on loopback. */
  readonly host?: string
}

/** Where the systems are and what they let in. `close` frees the ports and breaks open connections. */
export type Sandbox = {
  readonly hubspot: {
    readonly url: string
    readonly accessToken: string
    readonly clientId: string
    readonly clientSecret: string
    readonly refreshToken: string
  }
  readonly salesforce: { readonly url: string; readonly accessToken: string; readonly clientId: string; readonly clientSecret: string }
  readonly control: { readonly url: string }
  close(): Promise<void>
}

/** Loads all of a seed or, where it throws a `SeedError`, leaves all as it was. */
function loadWorld(world: World, systems: readonly System[], seed: Seed, number: number | undefined): void {
  const back = world.checkpoint()
  try {
    beginWorld(world, seed, number)
    const changes = seedsOf(systems, seed).map(([system, content]) => system.prepare(content))
    world.forget()
    for (const change of changes) change()
  } catch (error) {
    back()
    throw error
  }
}

function seedsOf(systems: readonly System[], seed: Seed): [System, SystemSeed][] {
  return systems.map((system) => [system, seed[system.name]])
}

function beginWorld(world: World, seed: Seed, number: number | undefined): void {
  try {
    world.begin(seed.world, number)
  } catch (error) {
    if (error instanceof TypeError) throw new SeedError(seed.worldFile, 1, error.message)
    throw error
  }
}

/** Throws a `SnapshotError` for a file that is not there. */
function readSnapshot(file: string): Buffer {
  if (!existsSync(file)) throw new SnapshotError(`no such file: ${file}`)
  return readFileSync(file)
}

/** Starts a world. Rejects with a `SeedError` for a bad seed, with a `SnapshotError` for a bad snapshot, or with the system's error for a port that is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new World()
  const hubspot = createHubspot(world)
  const salesforce = createSalesforce(world)
  const snapshots = new Snapshots(world, { hubspot, salesforce })
  const load = (seed: Seed, number: number | undefined) => loadWorld(world, [hubspot, salesforce], seed, number)
  const choose = (data: string | undefined, empty: boolean | undefined) => (data === undefined || empty ? EMPTY_SEED : readSeed(data))
  const begin = (data: string | undefined, empty: boolean | undefined, seed: number | undefined) => {
    if (options.snapshot !== undefined && data === undefined && empty !== true) {
      snapshots.add('start', readSnapshot(options.snapshot))
      snapshots.restore('start')
    } else load(choose(data ?? options.data, data === undefined && (empty || options.empty)), seed ?? options.seed)
  }
  begin(undefined, undefined, undefined)

  const host = options.host ?? '127.0.0.1'
  const listening = [await serve(hubspot, world, options.hubspotPort ?? 0, host)]
  const close = async () => {
    hubspot.close?.()
    salesforce.close?.()
    await Promise.all(listening.map((server) => server.close()))
  }
  try {
    listening.push(await serve(salesforce, world, options.salesforcePort ?? 0, host))
    const controlled = {
      world,
      systems: { hubspot, salesforce },
      snapshots,
      reset: ({ data, empty, seed }: { data?: string; empty?: boolean; seed?: number }) => begin(data, empty, seed),
    }
    listening.push(await serveControl(controlled, options.controlPort ?? 0))
  } catch (error) {
    await close()
    throw error
  }
  const [hubspotUrl, salesforceUrl, controlUrl] = listening.map((server) => server.url)
  return {
    hubspot: {
      url: hubspotUrl ?? '',
      accessToken: hubspot.accessToken,
      clientId: HUBSPOT_CLIENT_ID,
      clientSecret: HUBSPOT_CLIENT_SECRET,
      refreshToken: HUBSPOT_REFRESH_TOKEN,
    },
    salesforce: { url: salesforceUrl ?? '', accessToken: salesforce.accessToken, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    control: { url: controlUrl ?? '' },
    close,
  }
}
