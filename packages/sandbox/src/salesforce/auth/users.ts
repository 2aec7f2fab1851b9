/** Users who log in: found by name, let in by password. */
import { timingSafeEqual } from 'node:crypto'
import { readId } from '../ids'
import type { Org } from '../store/org'
import type { Row } from '../store/row'

/** A live user by name or id. */
export function userCalled(org: Org, name: string): Row | undefined {
  const users = org.schema.object('User')
  const field = users?.field('Username')
  if (users === undefined || field === undefined || name === '') return undefined
  const id = readId(name)
  return org.table(users).find(field, name)[0] ?? (id === undefined ? undefined : org.table(users).get(id))
}

/** Whether a password opens an account: the one that `world.json` says, or any where it says none. A security token may follow it. */
export function opens(org: Org, user: Row, password: string): boolean {
  if (password === '') return false
  const said = org.world.logins.salesforce[String(user.values['Username'])]
  if (typeof said !== 'string') return true
  const [given, wanted] = [Buffer.from(password), Buffer.from(said)]
  return given.length >= wanted.length && timingSafeEqual(given.subarray(0, wanted.length), wanted)
}
