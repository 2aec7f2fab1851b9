/** The embedded migrations are the ones in the folder, and make the tables that the schema describes. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { migrate } from './migrate'
import { migrations } from './migrations/embedded'
import { openStore } from './open-store'
import * as schema from './schema'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'migrations')

test('the bundle carries exactly the migrations of the folder', () => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  expect(migrations).toEqual(files.map((name) => ({ name: name.replace('.sql', ''), sql: readFileSync(join(folder, name), 'utf8') })))
})

test('a migrated database has the tables and columns of the schema, and migrating again changes nothing', async () => {
  const database = await openStore({ kind: 'memory' })
  const rows = await database.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public' and table_name <> 'lockstep_migration'`,
  )
  await migrate(database)
  const applied = await database.query<{ n: number }>('select count(*) as n from lockstep_migration')
  await database.close()
  const expected = Object.values(schema).flatMap((table) =>
    !is(table, PgTable) ? [] : Object.values(getTableColumns(table)).map((column) => `${getTableName(table)}.${column.name}`),
  )
  expect(rows.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(expected.sort())
  expect(applied).toEqual([{ n: migrations.length }])
})
