/** A sandbox world with both connectors, and hands to play the people in it. */
import { fileURLToPath } from 'node:url'
import type { Watch } from '@lockstep/dsl'
import { type Sandbox, startSandbox } from '@lockstep/sandbox'
import type { Intent } from '../../model'
import type { Connector, Cursor, Page } from '../connector'
import { createHubspotConnector } from '../hubspot'
import { createSalesforceConnector } from '../salesforce'
import { recordingMeter } from './intents'

/** The policy's needs in most tests. */
export const watch: Watch = {
  sync: 'contact',
  hubspot: {
    plural: 'contacts',
    properties: ['email', 'firstname', 'lastname', 'lifecyclestage'],
    lists: ['Ready for sales'],
    associations: [{ to: 'company', plural: 'companies', properties: ['type'] }],
  },
  salesforce: {
    Lead: { fields: ['Email', 'LastName', 'HasOptedOutOfEmail'], related: [] },
    Contact: { fields: ['Email', 'LastName'], related: ['Account.Name'] },
  },
  opportunities: ['StageName', 'IsWon'],
}

const clock = { now: () => Date.now(), sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)) }

/** Starts a world: the example's with `acme`, else an empty one. Search is not limited, so that tests need not wait. */
export async function startWorld(options: { readonly acme?: boolean; readonly timeoutMs?: number; readonly overlapMs?: number } = {}) {
  const data = fileURLToPath(new URL('../../../../../examples/acme/world', import.meta.url))
  const sandbox: Sandbox = await startSandbox(options.acme === true ? { data } : { empty: true })
  const meter = recordingMeter()
  const shared = { meter, clock, timeoutMs: options.timeoutMs ?? 10_000, random: () => 0 }
  const { url, accessToken } = sandbox.hubspot
  const hubspot = createHubspotConnector({ ...shared, url, accessToken, overlapMs: options.overlapMs ?? 0 })
  const { url: loginUrl, clientId, clientSecret } = sandbox.salesforce
  const salesforce = createSalesforceConnector({ ...shared, loginUrl, clientId, clientSecret })
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${sandbox.control.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body ?? {}),
      // A connection kept from before the database was made may be closed at this very moment.
      headers: { connection: 'close' },
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(answer))
    return answer
  }
  await control('/world', { limits: { hubspot: { searchPerSecond: 1_000, tenSecondly: 100_000 } } })
  /** A person's edit; the id of the record. */
  const edit = async (system: string, object: string, values: object, id?: string, late?: string): Promise<string> => {
    const made = await control('/edit', {
      system,
      object,
      values,
      ...(id === undefined ? {} : { id }),
      ...(late === undefined ? {} : { late }),
    })
    return (made as { id: string }).id
  }
  return { sandbox, meter, hubspot, salesforce, control, edit, close: () => sandbox.close() }
}

/** All pages of a read, with the cursors after it. */
export async function pagesOf(read: AsyncIterable<Page>, cursors: Readonly<Record<string, Cursor>> = {}) {
  const pages: Page[] = []
  const after: Record<string, Cursor> = { ...cursors }
  for await (const page of read) {
    pages.push(page)
    // Stored cursors go through JSON.
    after[page.object] = JSON.parse(JSON.stringify(page.cursor)) as Cursor
  }
  const snapshots = (object: string) => pages.filter((page) => page.object === object).flatMap((page) => page.snapshots)
  return { pages, cursors: after, snapshots, edges: pages.flatMap((page) => page.edges) }
}

/** Packs and sends intents; outcomes in the order of the calls. */
export async function write(connector: Connector, intents: readonly Intent[], keys: Readonly<Record<string, string>> = {}) {
  const outcomes = []
  for (const call of connector.pack(intents, keys)) {
    outcomes.push(
      ...(await connector.send(
        call,
        Date.now() + 30_000,
        intents.filter((intent) => call.intents.includes(intent.key)),
      )),
    )
  }
  return outcomes
}
