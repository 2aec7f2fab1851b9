/** Brings a database's tables to the version of this program. */
import { LockstepError } from '../errors'
import type { Database } from './database'
import { migrations } from './migrations/embedded'

/**
 * Applies the migrations that the database does not have yet, each in a transaction of its own. Safe when two
 * processes start at once. Throws `store` where the database has tables of a newer program, which this one would damage; `place` names it.
 */
export const migrate = async (database: Database, place = 'the database'): Promise<void> => {
  await database.script('create table if not exists lockstep_migration (name text primary key, at timestamptz not null default now())')
  const ours = new Set(migrations.map(({ name }) => name))
  const applied = await database.query<{ name: string }>('select name from lockstep_migration')
  if (applied.some(({ name }) => !ours.has(name)))
    throw new LockstepError('store', `${place} was made by a newer version of Lockstep`, {
      help: 'use that version or a newer one: this one would not know what its tables mean',
    })
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
