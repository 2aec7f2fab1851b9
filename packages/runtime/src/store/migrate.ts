/** Brings a database's tables to the version of this program. */
import type { Database } from './database'
import { migrations } from './migrations/embedded'

/** Applies the migrations that the database does not have yet, each in a transaction of its own. Safe when two processes start at once. */
export const migrate = async (database: Database): Promise<void> => {
  await database.script('create table if not exists lockstep_migration (name text primary key, at timestamptz not null default now())')
  for (const { name, sql } of migrations) {
    await database.transaction(async (tx) => {
      await tx.query('lock table lockstep_migration in exclusive mode')
      const [known] = await tx.query('select name from lockstep_migration where name = $1', [name])
      if (known !== undefined) return
      for (const statement of sql.split('--> statement-breakpoint')) if (statement.trim() !== '') await tx.query(statement)
      await tx.query('insert into lockstep_migration (name) values ($1)', [name])
    })
  }
}
