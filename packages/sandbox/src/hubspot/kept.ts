/** The classes that a portal's state is made of, for snapshots. One that is missing here is refused when a snapshot is taken. */
import type { Kept } from '../world/image/format'
import { Access } from './access/access'
import { AssociationStore } from './associations/association-store'
import { AssociationTypes } from './associations/association-types'
import { ChangeStream } from './events/change'
import { Followers } from './events/followers'
import { Journal } from './events/journal'
import { AppWebhooks } from './events/webhooks'
import { RateLimiter, Rolling } from './limits/rate-limiter'
import { CrmList } from './lists/crm-list'
import { ListFolders } from './lists/list-folders'
import { ListStore } from './lists/list-store'
import { Portal } from './portal'
import { ObjectStore } from './records/object-store'
import { UniqueValues } from './records/unique-values'
import { ObjectSchema } from './schema/object-schema'
import { PipelineAudit } from './schema/pipeline-audit'
import { ModifiedIndex } from './search/modified-index'
import { Transfers } from './transfer/transfers'

const nothing = () => undefined

/** `Portal.resume` makes what is left out. */
export const HUBSPOT_KEPT: readonly Kept[] = [
  { type: Portal },
  { type: ObjectStore, without: { computed: () => new Map() } },
  { type: ObjectSchema },
  { type: UniqueValues },
  { type: ModifiedIndex },
  { type: PipelineAudit },
  { type: ListFolders },
  { type: AssociationStore },
  { type: AssociationTypes },
  { type: Access },
  { type: RateLimiter },
  { type: Rolling },
  { type: ListStore },
  { type: CrmList, without: { test: nothing } },
  { type: ChangeStream },
  { type: Followers },
  { type: Journal },
  { type: AppWebhooks, without: { timer: nothing } },
  { type: Transfers },
]
