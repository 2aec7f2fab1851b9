/** Owners: the users a record can be assigned to. */

/** Times are milliseconds. `userId` is absent for users that were removed. */
export type Owner = {
  readonly id: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly userId: number
  readonly type: 'PERSON' | 'QUEUE'
  readonly archived: boolean
  readonly createdAt: number
  readonly updatedAt: number
}
