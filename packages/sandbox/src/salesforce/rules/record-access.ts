/** `UserRecordAccess` in queries: rows that are made when somebody asks, for named records and one user. */
import { failure } from '../failure'
import { readId } from '../ids'
import { field } from '../schema/field'
import type { Condition, Literal } from '../soql/ast'
import type { Actor, Org } from '../store/org'
import { isDeleted, type Row } from '../store/row'
import { reaches, rowRights } from './sharing'

const NAME = 'UserRecordAccess'
/** Records of one query [Salesforce: UserRecordAccess]. */
const MOST = 200

/** The way from any record to what the asking user may do with it: `SELECT UserRecordAccess.HasEditAccess FROM Lead`. */
export const RECORD_ACCESS = field('Id', 'User Record Access', 'reference', { reference: { to: [NAME], relationship: NAME } })

/** What a user may do with a record, as a row. */
export function accessRow(org: Org, userId: string, record: Row): Row {
  const object = org.schema.object(NAME)!
  const rights = rowRights(org, { userId, api: true, by: 'access' }, record)
  const read = rights.level !== 'None'
  const all = reaches(rights.level, 'All') && rights.edit && rights.delete
  const highest = all ? 'All' : rights.transfer ? 'Transfer' : rights.delete ? 'Delete' : rights.edit ? 'Edit' : read ? 'Read' : 'None'
  const id = '0UR000000000000AAA'
  const values = {
    ...object.fresh(),
    Id: id,
    IsDeleted: false,
    UserId: userId,
    RecordId: record.id,
    HasReadAccess: read,
    HasEditAccess: rights.edit,
    HasDeleteAccess: rights.delete,
    HasTransferAccess: rights.transfer,
    HasAllAccess: all,
    MaxAccessLevel: highest,
  }
  return { id, object, values }
}

function idsOf(condition: Condition | undefined, name: string): string[] {
  if (condition === undefined) return []
  if (condition.kind === 'and') return condition.terms.flatMap((term) => idsOf(term, name))
  const isOne = condition.kind === 'compare' && condition.operator === '='
  if (!isOne && !(condition.kind === 'in' && !condition.negated)) return []
  if (condition.path.parts.at(-1)?.toLowerCase() !== name.toLowerCase()) return []
  const literals: readonly Literal[] =
    condition.kind === 'compare' ? [condition.literal] : Array.isArray(condition.values) ? condition.values : []
  return literals.flatMap((literal) => (literal.kind === 'string' ? (readId(literal.value) ?? []) : []))
}

/** The rows that a query of `UserRecordAccess` looks through; `undefined` for other objects. Throws a `Failure` where it names no user or no records. */
export function accessRows(org: Org, actor: Actor, object: string, where: Condition | undefined): Row[] | undefined {
  if (object !== NAME) return undefined
  const [users, records] = [new Set(idsOf(where, 'UserId')), new Set(idsOf(where, 'RecordId'))]
  const [user] = users
  if (user === undefined || users.size > 1 || records.size === 0) {
    throw failure(400, 'MALFORMED_QUERY', 'UserRecordAccess is queried by one UserId and by RecordId, with = or IN')
  }
  if (records.size > MOST) throw failure(400, 'MALFORMED_QUERY', `UserRecordAccess is queried for ${MOST} records at most`)
  return [...records].flatMap((id) => {
    const record = org.row(id)
    return record === undefined || isDeleted(record) || !org.sees(actor, record) ? [] : [accessRow(org, user, record)]
  })
}
