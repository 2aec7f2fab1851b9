/** Routes a REST request to its handler, alone or as part of a composite. */
import type { SandboxResponse } from '../world/system'
import { bulk } from './bulk/routes'
import { Failure, NO_RESOURCE, refusal } from './failure'
import type { Ask, Handler } from './rest/ask'
import { batch } from './rest/batch'
import { collections } from './rest/collections'
import { composite } from './rest/composite'
import { discovery } from './rest/discovery'
import { graph } from './rest/graph'
import { picklistValues } from './rest/picklist-values'
import { query } from './rest/query'
import { replication } from './rest/replication'
import { rows } from './rest/rows'
import { screens } from './rest/screens'
import { tooling } from './rest/tooling'
import { tree } from './rest/tree'
import { search } from './sosl/routes'

const HANDLERS: readonly Handler[] = [discovery, screens, search, query, collections, tree, replication, rows, tooling, picklistValues]

/** What may also be asked inside a composite. */
function routeInner(ask: Ask): SandboxResponse | undefined {
  for (const handler of HANDLERS) {
    const response = handler(ask)
    if (response !== undefined) return response
  }
  return undefined
}

/** Answers any request below `/services/data/vXX.X`; what is not there answers 404. */
export function route(ask: Ask): SandboxResponse {
  try {
    return (
      composite(ask, routeInner) ?? graph(ask, routeInner) ?? batch(ask, routeInner) ?? bulk(ask) ?? routeInner(ask) ?? refusal(NO_RESOURCE)
    )
  } catch (error) {
    if (error instanceof Failure) return refusal(error)
    throw error
  }
}
