/** Asks for rows of what the connected user may see: a query that names something hidden is asked again without it. */
import type { LockstepError } from '../../errors'
import type { Closed, Purpose } from '../connector'
import type { Exchange } from '../exchange'
import { querySub, type Rows, readRows, runComposite, type Sub } from './query'
import type { Target } from './targets'
import { isHiding, type Visibility } from './visibility'

/** What every read of an org works with; `version` is the API's, without `v`. */
export type CaptureOptions = { readonly exchange: Exchange; readonly version: string; readonly visibility: Visibility }

/** First rows of one target, and the target as it was asked for; or why its object cannot be read. */
export type Answer = { readonly target: Target; readonly rows: Rows } | { readonly target: Target; readonly closed: Closed }

/** Looks at a target that can change once: what is hidden is learnt from the first refusal, what is hidden meanwhile from the second. */
const attempts = 3

const nameOf = (target: Target): string => `q${target.object}`

/**
 * Up to five queries as one call, beside `subs`, which may fail. Targets that are refused for what is hidden are described anew and asked
 * again, alone; the answers to the others stand. Throws `LockstepError` for any other refusal.
 */
export const askTargets = async (
  { exchange, version, visibility }: CaptureOptions,
  targets: readonly Target[],
  soqlOf: (target: Target) => string,
  isAll: boolean,
  subs: readonly Sub[],
): Promise<{ readonly answers: readonly Answer[]; readonly bodies: ReadonlyMap<string, unknown> }> => {
  const answers = new Map<string, Answer>()
  let bodies: ReadonlyMap<string, unknown> = new Map()
  for (let attempt = 1; answers.size < targets.length; attempt += 1) {
    const open: Target[] = []
    for (const target of targets) {
      if (answers.has(target.object)) continue
      const closed = visibility.closed(target.object)
      if (closed !== undefined) answers.set(target.object, { target, closed })
      else open.push(target)
    }
    if (open.length === 0) break
    const refusals = new Map<string, LockstepError>()
    const queries = open.map((target) => querySub(nameOf(target), soqlOf(visibility.of(target)), isAll))
    const asked = open.map((target) => visibility.of(target))
    const isFirst = attempt === 1
    const beside = isFirst ? subs : []
    const read = await runComposite(exchange, version, [...beside, ...queries], 'read', (name, error) => {
      if (beside.some((sub) => sub.name === name)) return true
      if (!isHiding(error)) return false
      refusals.set(name, error)
      return true
    })
    if (isFirst) bodies = read
    for (const [at, target] of open.entries()) {
      const refusal = refusals.get(nameOf(target))
      if (refusal === undefined) answers.set(target.object, { target: asked[at] ?? target, rows: readRows(read.get(nameOf(target))) })
      else if (attempt >= attempts || !(await visibility.learn(target))) throw refusal
    }
  }
  return { answers: targets.flatMap((target) => answers.get(target.object) ?? []), bodies }
}

/** Reads by targets, as far as they may be seen; asked again where a refusal shows what is hidden. Closed ones are told apart. */
export const withVisible = async <Result>(
  { visibility }: CaptureOptions,
  targets: readonly Target[],
  read: (targets: readonly Target[], purpose?: Purpose) => Promise<Result>,
): Promise<{ readonly result: Result; readonly closed: readonly Closed[] }> => {
  for (let attempt = 1; ; attempt += 1) {
    const closed = targets.flatMap((target) => visibility.closed(target.object) ?? [])
    const open = targets.filter((target) => visibility.closed(target.object) === undefined)
    try {
      return { result: await read(open.map((target) => visibility.of(target))), closed }
    } catch (error) {
      if (!isHiding(error) || attempt >= attempts) throw error
      let hasLearnt = false
      for (const target of open) hasLearnt = (await visibility.learn(target)) || hasLearnt
      if (!hasLearnt) throw error
    }
  }
}
