/** Conditions of rules: SOQL as in a WHERE clause, which sees every field and row. */
import type { ObjectSchema } from '../schema/object'
import { compileCondition } from '../soql/condition'
import { parseCondition } from '../soql/parse'
import { CONNECTED_USER, type Org } from '../store/org'
import type { Row } from '../store/row'

export type Condition = (row: Row) => boolean
/** Compiles a condition over rows of an object. Throws a `Failure` for one that cannot be read. */
export type Compile = (object: ObjectSchema, source: string) => Condition

/** The compiler of an org. */
export function compiler(org: Org): Compile {
  const actor = { userId: CONNECTED_USER, api: false, by: 'rule' }
  return (object, source) => compileCondition({ org, actor, object, source }, parseCondition(source), () => [])
}
