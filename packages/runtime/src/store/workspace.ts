/** The workspace row: the store's name, its accounts, and the lease of the worker that runs it. */
import type { Queries } from './database'

/** One engine holds one workspace. */
export const workspaceId = 'main'

export type Workspace = {
  readonly store: string
  readonly portal: string | null
  readonly org: string | null
  readonly epoch: number
  readonly leaseOwner: string | null
  readonly leaseUntil: number
  readonly policy: string | null
  readonly suspension: { readonly cause: string; readonly cure: string } | null
}

/** The workspace, made with the name `store` where the database is new. */
export const readWorkspace = async (queries: Queries, ws: string, store: string): Promise<Workspace> => {
  await queries.query('insert into workspace (id, store) values ($1, $2) on conflict do nothing', [ws, store])
  const [row] = await queries.query<Workspace>(
    `select store, portal, org, epoch, lease_owner as "leaseOwner", lease_until as "leaseUntil", policy, suspension from workspace where id = $1`,
    [ws],
  )
  if (row === undefined) throw new Error('the workspace row vanished while it was read; please report this')
  return row
}

/** Takes the lease where it is free, run out or our own, and raises the epoch. Returns the new epoch, or null while another holds it. */
export const takeLease = async (queries: Queries, ws: string, owner: string, now: number, until: number): Promise<number | null> => {
  const [row] = await queries.query<{ epoch: number }>(
    `update workspace set epoch = epoch + 1, lease_owner = $2, lease_until = $4
     where id = $1 and (lease_owner is null or lease_owner = $2 or lease_until <= $3) returning epoch`,
    [ws, owner, now, until],
  )
  return row?.epoch ?? null
}

/** Extends the lease; false when another worker has taken it. Holds the row until the transaction ends, so that a commit is covered. */
export const holdLease = async (queries: Queries, ws: string, epoch: number, until: number): Promise<boolean> => {
  const rows = await queries.query(
    'update workspace set lease_until = greatest(lease_until, $3) where id = $1 and epoch = $2 returning id',
    [ws, epoch, until],
  )
  return rows.length === 1
}

/** Gives the lease back. */
export const dropLease = async (queries: Queries, ws: string, epoch: number): Promise<void> => {
  await queries.query('update workspace set lease_owner = null, lease_until = 0 where id = $1 and epoch = $2', [ws, epoch])
}

/** Frees the lease of a dead process, where the lock on the embedded database proves that there is no other live one. */
export const clearLease = async (queries: Queries, ws: string): Promise<void> => {
  await queries.query('update workspace set lease_owner = null, lease_until = 0 where id = $1', [ws])
}

/** Remembers which portal and org the store belongs to. */
export const writeAccounts = async (queries: Queries, ws: string, portal: string, org: string): Promise<void> => {
  await queries.query('update workspace set portal = $2, org = $3 where id = $1', [ws, portal, org])
}

/** Remembers why runs are suspended, or that they are not. */
export const writeSuspension = async (queries: Queries, ws: string, suspension: Workspace['suspension']): Promise<void> => {
  await queries.query('update workspace set suspension = $2::jsonb where id = $1', [
    ws,
    suspension === null ? null : JSON.stringify(suspension),
  ])
}
