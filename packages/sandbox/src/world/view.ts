/** What a person sees of a system in its user interface: objects with their fields, records, lists. */

/** `isEditable` says whether a person may set the field; `isFirst` that a new record is asked for it; `options` are what it may hold, where that is fixed. */
export type FieldView = {
  readonly name: string
  readonly label: string
  readonly isEditable: boolean
  readonly isFirst: boolean
  readonly options?: readonly string[]
}

/** `titles` are the fields that name a record, the most telling first. */
export type ObjectView = {
  readonly name: string
  readonly label: string
  readonly titles: readonly string[]
  readonly fields: readonly FieldView[]
}

/** Values by field name; fields without a value are absent. */
export type RecordView = { readonly id: string; readonly isDeleted: boolean; readonly values: Readonly<Record<string, string>> }

/** A list that people put records into by hand. `members` are record ids. */
export type ListView = { readonly id: string; readonly name: string; readonly object: string; readonly members: readonly string[] }

/** A person's change of a list's members. */
export type Membership = { readonly list: string; readonly ids: readonly string[]; readonly isMember: boolean; readonly by?: string }

/** A system as its own screens show it, past the API. Objects are found by exact name; an unknown one is `undefined`. */
export type Viewer = {
  objects(): readonly ObjectView[]
  /** Records of an object whose id and values hold something for each of `wanted`, the newest ids first; each is made when it is asked for. */
  records(object: string, wanted: readonly RegExp[]): Iterable<RecordView> | undefined
  record(object: string, id: string): RecordView | undefined
  /** Absent where the system has no lists. */
  lists?(): readonly ListView[]
  /** Throws `EditRefused`. */
  setMembership?(change: Membership): void
}
