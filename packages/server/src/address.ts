/** Address: where a running server writes its own, so that commands and other servers find it while it holds the embedded database. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { closeDataFolder, folderError, makePrivateFolder, writeFileWhole } from '@lockstep/runtime'

const fileName = 'server.json'
const fileOf = (data: string): string => join(data, fileName)

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

/** Turns what the file system refuses into a `store` error about the folder. */
const inFolder = async (data: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    throw folderError(data, error) ?? error
  }
}

/** Makes the data folder, or closes it to others where it is there. */
export const prepareData = (data: string): Promise<void> =>
  inFolder(data, async () => {
    makePrivateFolder(data)
    closeDataFolder(data, [fileName, 'database', 'demo'])
  })

/** Leaves the address of this process's server in the data folder, which it closes to others. */
export const writeAddress = async (data: string, port: number): Promise<void> => {
  await prepareData(data)
  await inFolder(data, () =>
    writeFileWhole(fileOf(data), JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: process.pid }), { mode: 0o600 }),
  )
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
