/** Runs a sync in a child process that is killed at a step, and finishes it in this one. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import type { EngineOptions } from '../../engine-contract'

export type CrashOrder = {
  readonly database: EngineOptions['database']
  readonly files: { readonly hubspot: string; readonly salesforce: string }
  readonly fills: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly time: number
  readonly step: string
  /** Which time the step is reached. */
  readonly occurrence: number
}

const here = dirname(fileURLToPath(import.meta.url))

/** Bundles the child beside the packages it needs, so that they are found; returns its path and how to remove it. */
export const bundleChild = async (): Promise<{ readonly file: string; remove(): void }> => {
  const folder = join(here, '../../../node_modules/.crash-tests', String(process.pid))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'child.mjs')
  const bundle = await rolldown({
    input: join(here, 'crash-child.ts'),
    platform: 'node',
    external: ['@electric-sql/pglite', 'pg', 'drizzle-orm', 'jsforce', /^@hubspot\//],
  })
  await bundle.write({ file, format: 'esm', codeSplitting: false })
  await bundle.close()
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs the child; tells whether it was killed, as ordered, or ended by itself. Throws with its words when it failed otherwise. */
export const runChild = (file: string, order: CrashOrder): Promise<'killed' | 'ended'> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString()
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed')
      else if (code === 0) resolve('ended')
      else reject(new Error(`the child failed: ${words}`))
    })
  })
