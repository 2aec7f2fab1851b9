/** Figures of the sandbox: batch writes over HTTP, and what a million records cost. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { round, say, time, title } from './figures'
import { type BenchSandbox, control, startSandboxProcess } from './sandbox'
import { type PlainWorld, plainWorld } from './world'

/** Batches of 100 a second that are wanted of one core. */
const GOAL = 500
/** How long each kind of write is measured, milliseconds, after a second to warm up. */
const SPAN = 4_000
const WARM = 1_000
const SENDERS = 4

type Call = { readonly method: string; readonly url: string; readonly token: string; readonly body?: unknown }

const send = async ({ method, url, token, body }: Call): Promise<unknown> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 300)}`)
  return JSON.parse(text)
}

/** Seconds of processor time that a process has used so far; Linux alone tells it, in hundredths. */
const processorTime = (pid: number): number => {
  if (process.platform !== 'linux') return Number.NaN
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Batches, sent by a few senders that wait for each answer: by the clock, and for each second of processor time, which neighbours on a busy machine do not take. */
const rate = async (call: (batch: number) => Call, pid: number): Promise<{ readonly second: number; readonly work: number }> => {
  const begun = performance.now()
  let sent = 0
  let counted = 0
  let used = Number.NaN
  const work = async (): Promise<void> => {
    while (performance.now() - begun < WARM + SPAN) {
      sent += 1
      await send(call(sent))
      if (performance.now() - begun <= WARM) continue
      if (counted === 0) used = processorTime(pid)
      counted += 1
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, work))
  return { second: (counted * 1_000) / (performance.now() - begun - WARM), work: counted / (processorTime(pid) - used) }
}

const hundred = <Item>(make: (index: number) => Item): Item[] => Array.from({ length: 100 }, (_, index) => make(index))

const writes = (
  { hubspot, salesforce }: BenchSandbox,
  { hubspotIds, salesforceIds }: PlainWorld,
): Record<string, (batch: number) => Call> => {
  const contacts = `${hubspot.url}/crm/v3/objects/contacts/batch`
  const rows = `${salesforce.url}/services/data/v62.0/composite/sobjects`
  const toHubspot = { method: 'POST', token: hubspot.accessToken }
  const toSalesforce = { token: salesforce.accessToken, url: rows }
  const at = (ids: readonly string[], batch: number, index: number): string => ids[(batch * 100 + index) % ids.length] ?? ''
  const attributes = { type: 'Contact' }
  return {
    'HubSpot, batch update': (batch) => ({
      ...toHubspot,
      url: `${contacts}/update`,
      body: {
        inputs: hundred((index) => ({
          id: at(hubspotIds, batch, index),
          properties: { jobtitle: `Title ${batch}`, phone: `+1555${batch}` },
        })),
      },
    }),
    'HubSpot, batch create': (batch) => ({
      ...toHubspot,
      url: `${contacts}/create`,
      body: {
        inputs: hundred((index) => ({ properties: { email: `b${batch}.${index}@new.example`, firstname: 'Ada', lastname: `L${batch}` } })),
      },
    }),
    'Salesforce, collection update': (batch) => ({
      ...toSalesforce,
      method: 'PATCH',
      body: {
        records: hundred((index) => ({ attributes, Id: at(salesforceIds, batch, index), Title: `Title ${batch}`, Phone: `+1555${batch}` })),
      },
    }),
    'Salesforce, collection create': (batch) => ({
      ...toSalesforce,
      method: 'POST',
      body: {
        records: hundred((index) => ({ attributes, Email: `b${batch}.${index}@new.example`, FirstName: 'Ada', LastName: `L${batch}` })),
      },
    }),
  }
}

const withSandbox = async (
  count: number,
  act: (sandbox: BenchSandbox, world: PlainWorld, started: number) => Promise<void>,
): Promise<void> => {
  const world = plainWorld(count)
  const begun = performance.now()
  try {
    const sandbox = await startSandboxProcess(join(world.folder, 'world'))
    try {
      await act(sandbox, world, performance.now() - begun)
    } finally {
      sandbox.stop()
    }
  } finally {
    rmSync(world.folder, { recursive: true, force: true })
  }
}

/** Batch writes of 100 records a second; the sandbox is one process, the senders another. */
export const benchSandbox = async (): Promise<void> => {
  title('Sandbox: batches of 100 records over HTTP')
  await withSandbox(20_000, async (sandbox, world) => {
    for (const [what, call] of Object.entries(writes(sandbox, world))) {
      const { second, work } = await rate(call, sandbox.pid)
      const busy = Number.isNaN(work) ? '' : `${round(work, 0)} for each second of processor time; `
      say(what, `${round(second, 0)} a second`, `${busy}goal ${GOAL}; ${SENDERS} senders in a process of their own`)
    }
  })
}

/** Peak resident memory of a process, MB; Linux alone tells it. */
const peakOf = (pid: number): string => {
  if (process.platform !== 'linux') return 'unknown'
  const kilobytes = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  return `${round(kilobytes / 1024, 0)} MB`
}

const HALF = 500_000

/** A million records: when they are there, what they weigh, how long reads take among them. */
export const benchMillion = async (): Promise<void> => {
  title('Sandbox: 1,000,000 records, half on each side')
  await withSandbox(HALF, async (sandbox, { hubspotIds }, started) => {
    const { hubspot, salesforce } = sandbox
    say('ready after', `${round(started / 1_000)} s`)
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    const query = (soql: string): Call => ({
      method: 'GET',
      url: `${salesforce.url}/services/data/v62.0/query?${new URLSearchParams({ q: soql })}`,
      token: salesforce.accessToken,
    })
    const contacts = `${hubspot.url}/crm/v3/objects/contacts`
    const search = (filter: Record<string, string>): Call => ({
      method: 'POST',
      url: `${contacts}/search`,
      token: hubspot.accessToken,
      body: { filterGroups: [{ filters: [filter] }], limit: 100 },
    })
    const stamps = soon.replace(/\.\d+Z$/, 'Z')
    const page = (system: string, object: string): Call => ({
      method: 'GET',
      url: `${sandbox.control.url}/records?${new URLSearchParams({ system, object, search: 'nobody' })}`,
      token: '',
    })
    const reads: Record<string, Call> = {
      'HubSpot: a page of the list, from the middle': {
        method: 'GET',
        url: `${contacts}?limit=100&after=${hubspotIds[HALF / 2]}`,
        token: hubspot.accessToken,
      },
      'HubSpot: search by lastmodifieddate': search({ propertyName: 'lastmodifieddate', operator: 'GTE', value: String(Date.parse(soon)) }),
      'HubSpot: search by email': search({ propertyName: 'email', operator: 'EQ', value: 'nobody@nowhere.example' }),
      'HubSpot: search by last name, no index': search({ propertyName: 'lastname', operator: 'EQ', value: 'Nobody' }),
      'Salesforce: query by SystemModstamp': query(`SELECT Id FROM Contact WHERE SystemModstamp >= ${stamps}`),
      'Salesforce: query by last name, no index': query("SELECT Id FROM Contact WHERE LastName = 'Nobody'"),
      'Page: a word that no HubSpot contact has': page('hubspot', 'contacts'),
      'Page: a word that no Salesforce contact has': page('salesforce', 'Contact'),
    }
    for (const [what, call] of Object.entries(reads)) {
      const { median, max } = await time(9, () => send(call))
      say(what, `${round(median)} ms`, `at most ${round(max)} ms`)
    }
    say('peak memory', peakOf(sandbox.pid), 'goal 2,048 MB')
    const begun = performance.now()
    const { bytes } = (await control(sandbox, '/snapshots', { name: 'all' })) as { readonly bytes: number }
    const taken = performance.now()
    await control(sandbox, '/snapshots/restore', { name: 'all' })
    say(
      'snapshot',
      `${round((taken - begun) / 1_000)} s`,
      `${round(bytes / 1_000_000, 0)} MB; restored in ${round((performance.now() - taken) / 1_000)} s`,
    )
    say('peak memory with both worlds of a restore', peakOf(sandbox.pid))
  })
}
