/** Opens the database that the settings name, with its tables brought up to date. */
import type { EngineOptions } from '../engine-contract'
import type { Database } from './database'
import { openEmbedded } from './embedded'
import { migrate } from './migrate'
import { openPostgres } from './postgres'

/** Throws `locked-store` or `store`; on failure nothing stays open. */
export const openStore = async (where: Exclude<EngineOptions['database'], { readonly kind: 'open' }>): Promise<Database> => {
  const database = await (where.kind === 'postgres'
    ? openPostgres(where.url)
    : openEmbedded(where.kind === 'embedded' ? where.folder : undefined))
  try {
    await migrate(database, where.kind === 'embedded' ? `the database in \`${where.folder}\`` : undefined)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
