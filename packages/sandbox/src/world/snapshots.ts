/** Snapshots of a world with both its systems: named, in memory, and as files. */
import { createHash } from 'node:crypto'
import { CallLog } from './call-log'
import { CommitLog } from './commit-log'
import { type Frame, ImageError, type Kept } from './image/format'
import { readImage } from './image/read-image'
import { writeImage } from './image/write-image'
import type { System, SystemName } from './system'
import type { KeptWorld, World } from './world'

/** Raised where the form of the header or of the whole changes. */
const VERSION = 1
const NAME = /^[\w][\w .:+-]{0,79}$/
const LONGEST_HEADER = 1_000

/** `at`: the world's time when it was taken. `bytes`: what it weighs, in memory as in a file. */
export type SnapshotInfo = { readonly name: string; readonly at: string; readonly bytes: number }

/** `code` tells the classes of the image by their text, `sha256` its bytes. */
type Header = { readonly snapshot: number; readonly code: string; readonly at: string; readonly sha256: string }
type Snapshot = { readonly header: Header; readonly image: readonly Buffer[] }

/** A snapshot that is not there, or that cannot be one. The message is a plain sentence. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
}

type Everything = { readonly world: KeptWorld } & Readonly<Record<SystemName, unknown>>

const CLASSES: readonly Kept[] = [{ type: CallLog }, { type: CommitLog }]

function digest(chunks: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256')
  for (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

function infoOf(name: string, { header, image }: Snapshot): SnapshotInfo {
  return { name, at: header.at, bytes: image.reduce((sum, chunk) => sum + chunk.length, 0) }
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false
  const { snapshot, code, at, sha256 } = value as Record<string, unknown>
  return typeof snapshot === 'number' && [code, at, sha256].every((each) => typeof each === 'string')
}

/** What is not carried: connections that are open, requests that are under way, and streaming clients, who shake hands anew. */
export class Snapshots {
  private readonly byName = new Map<string, Snapshot>()
  private readonly frame: Frame
  private readonly code: string

  constructor(
    private readonly world: World,
    private readonly systems: Readonly<Record<SystemName, System>>,
  ) {
    const classes = [...CLASSES, ...systems.hubspot.kept, ...systems.salesforce.kept]
    this.frame = { classes, fixtures: { world } }
    this.code = digest(classes.map(({ type }) => String(type))).slice(0, 16)
  }

  /** In the order in which they were taken. */
  list(): SnapshotInfo[] {
    return [...this.byName].map(([name, snapshot]) => infoOf(name, snapshot))
  }

  /** Keeps the world as it stands; a snapshot of that name gives way. Throws a `SnapshotError` for a bad name, and for a world that cannot be kept. */
  take(name: string): SnapshotInfo {
    const { hubspot, salesforce } = this.systems
    const everything: Everything = { world: this.world.keep(), hubspot: hubspot.keep(), salesforce: salesforce.keep() }
    const image = this.write(everything)
    const at = new Date(this.world.clock.now()).toISOString()
    return this.put(name, { header: { snapshot: VERSION, code: this.code, at, sha256: digest(image) }, image })
  }

  /** Takes a file in under a name. Throws a `SnapshotError` where it is none, was cut, or is of another version of the sandbox. */
  add(name: string, file: Buffer): SnapshotInfo {
    const end = file.subarray(0, LONGEST_HEADER).indexOf('\n')
    const header = end < 0 ? undefined : readHeader(file.subarray(0, end).toString('utf8'))
    if (header === undefined) throw new SnapshotError('this is no snapshot of a sandbox')
    if (header.snapshot !== VERSION || header.code !== this.code) {
      throw new SnapshotError('the snapshot was taken by another version of the sandbox, and only that one can restore it')
    }
    const image = [file.subarray(end + 1)]
    if (digest(image) !== header.sha256) throw new SnapshotError('the snapshot is damaged: it is not what was written')
    return this.put(name, { header, image })
  }

  /** The file of a snapshot, in chunks. Throws a `SnapshotError`. */
  file(name: string): Buffer[] {
    const { header, image } = this.get(name)
    return [Buffer.from(`${JSON.stringify(header)}\n`), ...image]
  }

  /** Puts the world back to what it was: both systems, clock, faults, settings, logs, ids and the stream of random numbers. Throws a `SnapshotError`. */
  restore(name: string): SnapshotInfo {
    const snapshot = this.get(name)
    const back = this.world.keep()
    const before = {
      ...back,
      faults: [...back.faults],
      calls: Object.assign(new CallLog(), back.calls),
      commits: Object.assign(new CommitLog(), back.commits),
    }
    try {
      const { world, hubspot, salesforce } = readImage(snapshot.image, this.frame) as Everything
      this.world.resume(world)
      const changes = [this.systems.hubspot.resume(hubspot), this.systems.salesforce.resume(salesforce)]
      for (const change of changes) change()
    } catch (error) {
      this.world.resume(before)
      // Rules are read anew, and what they name may be gone: the world stays as it was.
      throw new SnapshotError(`the snapshot cannot be restored: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
    return infoOf(name, snapshot)
  }

  /** Throws a `SnapshotError`. */
  delete(name: string): void {
    this.get(name)
    this.byName.delete(name)
  }

  private write(everything: Everything): Buffer[] {
    try {
      return writeImage(everything, this.frame)
    } catch (error) {
      if (error instanceof ImageError) throw new SnapshotError(`this world cannot be kept: ${error.message}`, { cause: error })
      throw error
    }
  }

  private put(name: string, snapshot: Snapshot): SnapshotInfo {
    if (!NAME.test(name))
      throw new SnapshotError('a name has up to 80 letters, digits, blanks, or any of `_ . : + -`, and begins with a letter or digit')
    this.byName.delete(name)
    this.byName.set(name, snapshot)
    return infoOf(name, snapshot)
  }

  private get(name: string): Snapshot {
    const snapshot = this.byName.get(name)
    if (snapshot === undefined) {
      const known = [...this.byName.keys()].map((each) => `\`${each}\``).join(', ')
      throw new SnapshotError(`there is no snapshot \`${name}\`; there ${known === '' ? 'are none' : `are ${known}`}`)
    }
    return snapshot
  }
}

function readHeader(text: string): Header | undefined {
  try {
    const header: unknown = JSON.parse(text)
    return isHeader(header) ? header : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
