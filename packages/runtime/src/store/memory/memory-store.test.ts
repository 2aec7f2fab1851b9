/** Everything that is promised of runs holds on the store in memory too: the same tests, on the other store. */
import { useStores } from '../../pipeline/testing/people'
import { openMemoryStore } from './memory-store'

useStores(() => ({ kind: 'open', store: openMemoryStore() }))

await import('../../pipeline/sync.test')
await import('../../pipeline/deletes.test')
await import('../../pipeline/deploy.test')
await import('../../pipeline/filled.test')
await import('../../pipeline/holds.test')
await import('../../pipeline/settle.test')
