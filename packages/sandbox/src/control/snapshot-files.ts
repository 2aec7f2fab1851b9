/** Snapshots as files: sent and taken in as bytes, unlike all else of the control API. */
import type { ServerResponse } from 'node:http'
import { SnapshotError, type SnapshotInfo, type Snapshots } from '../world/snapshots'

/** Where a snapshot is read and put, by `?name=`. */
export const SNAPSHOT_FILE = '/snapshots/file'

/** Bytes for a client to keep, or the answer to bytes that were given. */
export type FileAnswer =
  | { readonly file: readonly Buffer[]; readonly name: string }
  | { readonly status: number; readonly body: SnapshotInfo | { readonly error: string } }

/** Answers `GET` and `PUT` of a snapshot's file; `undefined` for all else. */
export function snapshotFile(snapshots: Snapshots, method: string, url: string, body: Buffer): FileAnswer | undefined {
  const [path, query = ''] = url.split('?')
  if (path !== SNAPSHOT_FILE || (method !== 'GET' && method !== 'PUT')) return undefined
  const name = new URLSearchParams(query).get('name') ?? ''
  try {
    return method === 'GET' ? { file: snapshots.file(name), name } : { status: 200, body: snapshots.add(name, body) }
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    return { status: 400, body: { error: error.message } }
  }
}

/** Sends a file chunk by chunk, so that a large one is not copied as a whole. */
export function sendFile(reply: ServerResponse, { file, name }: Extract<FileAnswer, { file: unknown }>): void {
  const length = file.reduce((sum, chunk) => sum + chunk.length, 0)
  reply.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': length,
    'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}.snapshot"`,
    'X-Content-Type-Options': 'nosniff',
  })
  for (const chunk of file) reply.write(chunk)
  reply.end()
}
