/** Expression roots: every expression of a policy that a run may evaluate, with its place. */
import type { BoundPolicy, BoundSync } from '../binding/bound'
import { mappingsWhere } from '../binding/bound-lines'
import type { Expr } from '../plan/plan'
import type { Span } from '../text/span'

export type Root = { readonly file: string; readonly expr: Expr; readonly span: Span }

/** For every part of `Bound`, what it holds: a part that is added without being listed here does not compile. */
type RootsBy<Bound> = { readonly [Part in keyof Required<Bound>]: (bound: Bound) => readonly Root[] }

const none = (): readonly Root[] => []

const root = (file: string, expr: Expr | undefined, span: Span): readonly Root[] => (expr === undefined ? [] : [{ file, expr, span }])

const OF_SYNC: RootsBy<BoundSync> = {
  file: none,
  node: none,
  name: none,
  hubspot: none,
  salesforceNames: none,
  salesforce: none,
  matches: none,
  matchThrough: none,
  matchNone: none,
  prefer: none,
  froms: ({ file, froms }) =>
    froms.flatMap(({ include, onNew }) => [
      ...(include === undefined ? [] : root(file, include.condition, include.node.condition.span)),
      ...onNew.flatMap(({ node, when }) => root(file, when, node.when?.span ?? node.span)),
    ]),
  mappings: (sync) =>
    mappingsWhere(sync, ({ expression, when }) => expression !== undefined || when !== undefined).flatMap(({ node, expression, when }) => [
      ...root(sync.file, expression, (node.hubspot.kind === 'path' ? node.salesforce : node.hubspot).span),
      ...root(sync.file, when, node.options.find((option) => option.kind === 'when-option')?.span ?? node.span),
    ]),
  associations: none,
  pipelines: none,
}

const ofSync = (sync: BoundSync): readonly Root[] => Object.values(OF_SYNC).flatMap((roots) => roots(sync))

const OF_POLICY: RootsBy<BoundPolicy> = {
  files: none,
  policies: none,
  syncs: ({ syncs }) => syncs.flatMap(ofSync),
  tables: none,
  lifecycles: ({ lifecycles }) => lifecycles.flatMap(({ file, advance }) => advance.flatMap(({ when, span }) => root(file, when, span))),
  activities: ({ activities }) =>
    activities.flatMap(({ file, node, when, asSync }) => [...when.flatMap((expr) => root(file, expr, node.span)), ...ofSync(asSync)]),
  campaigns: none,
  tests: none,
  references: none,
}

/** In the order of constructs, then of the text. */
export const rootsOf = (bound: BoundPolicy): readonly Root[] => Object.values(OF_POLICY).flatMap((roots) => roots(bound))
