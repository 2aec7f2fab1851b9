/** Objects that the app's scopes do not open: a refusal of one object, not of the login. */
import { LockstepError } from '../../errors'
import type { Closed, Cursor, Page } from '../connector'

/** Why an object is closed, where the error says so; undefined for any other error (HubSpot: error handling, MISSING_SCOPES). */
export const closedBy = (error: unknown, object: string): Closed | undefined =>
  error instanceof LockstepError && error.vendor?.status === 403 && error.vendor.code === 'MISSING_SCOPES'
    ? { object, why: error.vendor.message ?? error.message }
    : undefined

/** A page of objects that may not be read: nothing of them is known, and the cursor stays. */
export const closedPage = (closed: Closed, cursor: Cursor | undefined): Page => ({
  object: closed.object,
  snapshots: [],
  edges: [],
  gone: [],
  cursor: cursor ?? {},
  closed: [closed],
})

/** The pages of one object; where it is closed, one page says so in their place. */
export async function* orClosed(pages: AsyncIterable<Page>, object: string, cursor: Cursor | undefined): AsyncGenerator<Page> {
  try {
    yield* pages
  } catch (error) {
    const closed = closedBy(error, object)
    if (closed === undefined) throw error
    yield closedPage(closed, cursor)
  }
}
