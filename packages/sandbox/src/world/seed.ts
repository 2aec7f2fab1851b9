/** Seed folders: `world.json`, and for each system `schema.json` and one `<object>.jsonl` an object. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SystemName } from './system'

/** One seeded record. `at` is its last change; `by` who made it; `line` where it stands in its file. */
export type SeedRow = {
  readonly id: string
  readonly at?: string
  readonly by?: string
  readonly values: Readonly<Record<string, unknown>>
  readonly links: Readonly<Record<string, readonly string[]>>
  readonly archived?: boolean
  readonly deleted?: boolean
  readonly mergedInto?: string
  readonly convertedTo?: string | Readonly<Record<string, string>>
  /** Ids of API users, or `true` for all of them, who may not see the record. */
  readonly hiddenFrom?: true | readonly string[]
  readonly line: number
}
/** `name` is the file's name without its ending; `file` is for messages. */
export type SeedObject = { readonly name: string; readonly file: string; readonly rows: readonly SeedRow[] }
/** `schema` is for the system to read; `{}` where the seed has none. */
export type SystemSeed = {
  readonly schemaFile: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly objects: readonly SeedObject[]
}
/** `world` is the content of `world.json`, read by `World.load`. */
export type Seed = {
  readonly worldFile: string
  readonly world: Readonly<Record<string, unknown>>
  readonly hubspot: SystemSeed
  readonly salesforce: SystemSeed
}

/** A mistake in a seed; the message begins with `file:line:`. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`)
  }
}

const EMPTY: SystemSeed = { schemaFile: 'schema.json', schema: {}, objects: [] }

/** A world with full standard schemas and no records. */
export const EMPTY_SEED: Seed = { worldFile: 'world.json', world: {}, hubspot: EMPTY, salesforce: EMPTY }

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string, file: string, line: number): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))
    const before = position === null ? '' : text.slice(0, Number(position[1]))
    throw new SeedError(file, line + before.split('\n').length - 1, `not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isRecord(value)) throw new SeedError(file, line, 'expected a JSON object')
  return value
}

function readJson(file: string): Record<string, unknown> {
  return existsSync(file) ? parse(readFileSync(file, 'utf8'), file, 1) : {}
}

const KEYS = new Set(['id', 'at', 'by', 'values', 'links', 'archived', 'deleted', 'mergedInto', 'convertedTo', 'hiddenFrom'])

function readRow(text: string, file: string, line: number): SeedRow {
  const row = parse(text, file, line)
  for (const key of Object.keys(row)) if (!KEYS.has(key)) throw new SeedError(file, line, `unknown key \`${key}\``)
  const { id, at, by, values = {}, links = {}, mergedInto, convertedTo, hiddenFrom } = row
  if (typeof id !== 'string' && typeof id !== 'number') throw new SeedError(file, line, '`id` is missing')
  if (!isRecord(values)) throw new SeedError(file, line, '`values` is not an object')
  if (at !== undefined && (typeof at !== 'string' || Number.isNaN(Date.parse(at)))) throw new SeedError(file, line, '`at` is not a time')
  if (by !== undefined && typeof by !== 'string') throw new SeedError(file, line, '`by` is not text')
  if (!isRecord(links)) throw new SeedError(file, line, '`links` is not an object')
  const lists: Record<string, string[]> = {}
  for (const [name, ids] of Object.entries(links)) {
    if (!Array.isArray(ids)) throw new SeedError(file, line, `\`links.${name}\` is not a list of ids`)
    lists[name] = ids.map(String)
  }
  const converted = isRecord(convertedTo)
    ? Object.fromEntries(Object.entries(convertedTo).map(([name, target]) => [name, String(target)]))
    : convertedTo === undefined
      ? undefined
      : String(convertedTo)
  return {
    id: String(id),
    at,
    by,
    values,
    links: lists,
    archived: row['archived'] === true,
    deleted: row['deleted'] === true,
    mergedInto: mergedInto === undefined ? undefined : String(mergedInto),
    convertedTo: converted,
    hiddenFrom: hiddenFrom === true ? true : Array.isArray(hiddenFrom) ? hiddenFrom.map(String) : undefined,
    line,
  }
}

function readObject(folder: string, name: string): SeedObject {
  const file = join(folder, name)
  const rows: SeedRow[] = []
  const lines = new Map<string, number>()
  for (const [index, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (text.trim() === '') continue
    const row = readRow(text, file, index + 1)
    const earlier = lines.get(row.id)
    if (earlier !== undefined) throw new SeedError(file, index + 1, `id \`${row.id}\` already stands on line ${earlier}`)
    lines.set(row.id, index + 1)
    rows.push(row)
  }
  return { name: name.slice(0, -'.jsonl'.length), file, rows }
}

function readSystem(folder: string, system: SystemName): SystemSeed {
  const path = join(folder, system)
  const schemaFile = join(path, 'schema.json')
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.jsonl')) : []
  return { schemaFile, schema: readJson(schemaFile), objects: files.sort().map((name) => readObject(path, name)) }
}

/** Reads a seed folder; missing parts are empty. Throws a `SeedError` that names file and line. */
export function readSeed(folder: string): Seed {
  if (!existsSync(folder)) throw new SeedError(folder, 1, 'no such folder')
  const worldFile = join(folder, 'world.json')
  return {
    worldFile,
    world: readJson(worldFile),
    hubspot: readSystem(folder, 'hubspot'),
    salesforce: readSystem(folder, 'salesforce'),
  }
}
