/** A benchmark's entry: how many changed records a second the engine carries, with replies from memory. */
import type { EngineOptions } from '../../engine-contract'
import { openPeople } from './people'

export type Throughput = {
  readonly records: number
  /** First sync: all records are created on the other side. Records a second. */
  readonly created: number
  /** A later sync: one value of every record changed. Records a second. */
  readonly changed: number
  /** The round after it, which reads our own writes. Records a second. */
  readonly echoed: number
  /** A round without changes, milliseconds. */
  readonly idleMilliseconds: number
  /** Peak resident memory of the process, MB. */
  readonly peakMegabytes: number
}

const rate = async (records: number, work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return Math.round((records * 1000) / (performance.now() - start))
}

/** Runs `records` contacts through CRMs in memory, on the database named; the store is left as it is at the end. */
export const measureThroughput = async (records: number, database: EngineOptions['database']): Promise<Throughput> => {
  const people = await openPeople({ database })
  for (let at = 0; at < records; at += 1)
    people.hubspot.create('contact', { email: `p${at}@example.com`, firstname: `First ${at}`, lastname: `Last ${at}`, phone: `${at}` })
  const sync = () => people.engine.sync()
  const created = await rate(records, sync)
  people.clock.pass(300_000)
  await sync()
  for (const contact of people.hubspot.live('contact')) people.hubspot.update(contact.id, { phone: `+${contact.id}` })
  people.clock.pass(300_000)
  const changed = await rate(records, sync)
  people.clock.pass(300_000)
  const echoed = await rate(records, sync)
  people.clock.pass(300_000)
  const start = performance.now()
  await sync()
  const idleMilliseconds = Math.round(performance.now() - start)
  await people.engine.close()
  return { records, created, changed, echoed, idleMilliseconds, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }
}
