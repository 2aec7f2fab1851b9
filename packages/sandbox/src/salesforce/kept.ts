/** The classes that an org's state is made of, for snapshots. One that is missing here is refused when a snapshot is taken. */
import type { Kept } from '../world/image/format'
import { Sessions } from './auth/sessions'
import { Batch, ClassicJob } from './bulk/classic-job'
import { IngestJob } from './bulk/ingest-job'
import { Jobs } from './bulk/jobs'
import { QueryJob } from './bulk/query-job'
import { QuerySheet } from './bulk/query-sheet'
import { Failure } from './failure'
import { Recents } from './rest/recents'
import { Usage } from './rest/usage'
import { NO_RULES } from './rules/rules'
import { ObjectSchema } from './schema/object'
import { Schema } from './schema/schema'
import { FixedAnswer, RowAnswer } from './soql/answer'
import { Cursors } from './soql/cursors'
import { QueryShower } from './soql/execute'
import { LateChanges } from './store/late-changes'
import { Org } from './store/org'
import { StampIndex } from './store/stamp-index'
import { Table } from './store/table'
import { ChangeLog } from './streaming/change-log'

/** Rules are read again from what was said of them; keys of rows are made again when a rule asks for them. */
export const SALESFORCE_KEPT: readonly Kept[] = [
  { type: Org, without: { rules: () => NO_RULES } },
  { type: Schema },
  { type: ObjectSchema, without: { blank: () => undefined, needed: () => undefined, links: () => undefined } },
  { type: Table, without: { keys: () => new Map() } },
  { type: StampIndex },
  { type: LateChanges },
  { type: ChangeLog, without: { listeners: () => new Set() } },
  { type: Sessions },
  { type: Cursors },
  { type: FixedAnswer },
  { type: RowAnswer, without: { shown: () => undefined } },
  { type: QueryShower },
  { type: Usage },
  { type: Recents },
  { type: Jobs },
  { type: IngestJob },
  { type: QueryJob },
  { type: QuerySheet },
  { type: ClassicJob },
  { type: Batch },
  { type: Failure },
]
