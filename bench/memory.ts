/** Engine figures with replies from memory: what planner, pipeline and store carry when no service slows them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureThroughput, type Throughput } from '@lockstep/runtime/testing'
import { round, say, title } from './figures'

const records = 10_000

/** Prints the rates of creating, changing and reading back 10,000 contacts on the database named. */
export const benchMemory = async (database: Parameters<typeof measureThroughput>[1], name: string): Promise<void> => {
  title(`${records.toLocaleString('en')} contacts, replies from memory, ${name}`)
  const figures: Throughput = await measureThroughput(records, database)
  say('first sync: each created on the other side', `${figures.created} records/s`)
  say('each changed on one side', `${figures.changed} records/s`)
  say('the round after, which reads our own writes', `${figures.echoed} records/s`)
  say('nothing changed', `${round(figures.idleMilliseconds, 0)} ms`)
  say('peak memory of the process, services included', `${figures.peakMegabytes} MB`)
}

/** As the program runs it: the database in a folder, in a worker thread. */
export const benchMemoryEmbedded = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
  try {
    await benchMemory({ kind: 'embedded', folder }, 'embedded database')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
