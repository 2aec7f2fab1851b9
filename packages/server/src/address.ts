/** Address: where a running server writes its own, so that commands and other servers find it while it holds the embedded database. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileWhole } from '@lockstep/runtime'

const fileOf = (data: string): string => join(data, 'server.json')

/** How long a server may take to say that it is there, milliseconds. */
const PATIENCE = 5_000

const readAddress = (file: string): string | undefined => {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Half written by a server of before, or by hand: as good as none.
    return undefined
  }
  const url = typeof parsed === 'object' && parsed !== null && 'url' in parsed ? parsed.url : undefined
  return typeof url === 'string' && /^http:\/\/127\.0\.0\.1:\d+$/.test(url) ? url : undefined
}

/** Leaves the address of this process's server in the data folder. */
export const writeAddress = async (data: string, port: number): Promise<void> => {
  mkdirSync(data, { recursive: true })
  await writeFileWhole(fileOf(data), JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: process.pid }), { mode: 0o600 })
}

/** Takes it away again. */
export const removeAddress = (data: string): void => rmSync(fileOf(data), { force: true })

/** The address of the server that works on this data folder, if one answers; a file left by a killed server counts for nothing. */
export const findServer = async (data: string): Promise<string | undefined> => {
  const file = fileOf(data)
  const url = existsSync(file) ? readAddress(file) : undefined
  if (url === undefined) return undefined
  try {
    const response = await fetch(`${url}/api/status`, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) })
    await response.body?.cancel()
    return response.ok ? url : undefined
  } catch {
    return undefined
  }
}
