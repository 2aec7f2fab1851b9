/** Compilation: from a bound policy without errors to the plan that the engine runs. */
import { isRow } from '../binding/bind-values'
import type { BoundLifecycle, BoundPolicy, BoundSync, BoundTable } from '../binding/bound'
import type { Catalog } from '../catalog/catalog'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { CarryNode, HoldNode } from '../syntax/ast'
import { hubspotEnd, hubspotValueType, salesforceEnd, salesforceValueType } from '../types/value-type'
import { shippedTable } from '../values/shipped-tables'
import { canonicalJson } from './canonical-json'
import { compileActivities, compileCampaigns } from './compile-activities'
import { compileFrom } from './compile-from'
import { compileAssociations, compileMatchThrough, compilePipelines } from './compile-joins'
import { compileMapping } from './compile-mapping'
import { compileConflicts, compileHolds, compilePolicyBlock, mergeHolds, type PolicySettings } from './compile-policy-block'
import { compileWatch } from './compile-watch'
import type { CompiledLifecycle, CompiledMatch, CompiledPolicy, CompiledSync, CompiledTable, Preference } from './plan'
import { openRuleBook, type RuleBook } from './rule-book'
import { sha256 } from './sha256'
import { tableOf } from './use-of'

const compileMatches = (book: RuleBook, sync: BoundSync): readonly CompiledMatch[] =>
  sync.matches.flatMap((match) => {
    if (match.hubspot === undefined || match.fields.length === 0) return []
    const types = [hubspotValueType(match.hubspot), ...match.fields.map((one) => salesforceValueType(one.field))]
    const fields = [...new Set(match.fields.map((one) => one.field.name))].join(',')
    return [
      {
        rule: book.note(`${sync.name}/match/${match.hubspot.name}=${fields}`, sync.file, match.node.span),
        hubspot: hubspotEnd(match.hubspot),
        salesforce: Object.fromEntries(match.fields.map((one) => [one.object.name, salesforceEnd(one.field)])),
        normalise: types.includes('email') ? 'email' : types.includes('id') || types.includes('reference') ? 'id' : 'text',
      },
    ]
  })

const compilePrefer = (sync: BoundSync): readonly Preference[] =>
  (sync.prefer?.choices ?? []).flatMap((choice): Preference[] => {
    if (sync.salesforceNames.includes(choice.value)) return [{ kind: 'object', object: choice.value }]
    return choice.value === 'newest' || choice.value === 'oldest' ? [{ kind: choice.value }] : []
  })

const compileSync = (book: RuleBook, settings: PolicySettings, bound: BoundPolicy, sync: BoundSync): CompiledSync | undefined => {
  if (sync.hubspot === undefined) return undefined
  const id = sync.name
  const hubspot = sync.froms.find((from) => from.object === 'hubspot')
  const conflicts = sync.node.statements.find((one) => one.kind === 'conflicts')
  const holds = sync.node.statements.filter((one): one is HoldNode => one.kind === 'hold')
  const through = compileMatchThrough(book, bound, sync)
  const associations = compileAssociations(book, bound, sync)
  const pipelines = compilePipelines(book, sync)
  return {
    id,
    rule: book.note(id, sync.file, sync.node.span),
    hubspot: { object: sync.hubspot.name, plural: sync.hubspot.plural, typeId: sync.hubspot.typeId },
    salesforce: sync.salesforceNames,
    match: compileMatches(book, sync),
    ...(through.length === 0 ? {} : { matchThrough: through }),
    ...(sync.matchNone === undefined ? {} : { matchNone: book.note(`${id}/match-none`, sync.file, sync.matchNone.span) }),
    prefer: compilePrefer(sync),
    ...(sync.prefer === undefined ? {} : { preferRule: book.note(`${id}/prefer`, sync.file, sync.prefer.span) }),
    conflicts: compileConflicts(book, `${id}/conflicts`, sync.file, conflicts) ?? settings.conflicts,
    holds: mergeHolds(compileHolds(book, `${id}/hold`, sync.file, holds), settings.holds),
    ...(hubspot === undefined ? {} : { fromHubspot: compileFrom(book, sync, hubspot) }),
    fromSalesforce: Object.fromEntries(
      sync.froms.filter((from) => from.object !== 'hubspot').map((from) => [from.object, compileFrom(book, sync, from)]),
    ),
    mappings: sync.mappings.map((mapping) => compileMapping(book, sync, mapping)),
    ...(associations.length === 0 ? {} : { associations }),
    ...(pipelines.length === 0 ? {} : { pipelines }),
  }
}

const compileLifecycle = (book: RuleBook, lifecycle: BoundLifecycle): CompiledLifecycle => {
  const id = `lifecycle/${lifecycle.object}.${lifecycle.propertyName}`
  const carries = lifecycle.node.statements.filter((one): one is CarryNode => one.kind === 'carry')
  return {
    rule: book.note(id, lifecycle.file, lifecycle.node.span),
    sync: lifecycle.object,
    property: lifecycle.propertyName,
    order: lifecycle.order.map((stage) => stage.value),
    advance: lifecycle.advance.map((line, index) => ({
      rule: book.note(`${id}/advance/${index + 1}`, lifecycle.file, line.span),
      stage: line.stage.value,
      when: line.when,
      quantifier: line.quantifier,
      ...(line.object === undefined ? {} : { object: line.object }),
      ...(line.by === undefined ? {} : { by: line.by }),
    })),
    carry: carries.flatMap((line) =>
      line.to === undefined ? [] : [{ rule: book.note(`${id}/carry/${line.to.value}`, lifecycle.file, line.span), to: line.to.value }],
    ),
  }
}

/** Where each row of a table stands, by its position, and what happens otherwise: for whoever tells which lines were run. */
const noteRows = (book: RuleBook, { name, file, node }: BoundTable): void => {
  let rows = 0
  for (const line of node.statements) {
    if (line.kind === 'otherwise' && line.action !== undefined) {
      const way = line.action.value === '->' ? '/to-salesforce' : line.action.value === '<-' ? '/to-hubspot' : ''
      book.note(`values/${name}/otherwise${way}`, file, line.span)
    }
    if (!isRow(line)) continue
    rows += 1
    book.note(`values/${name}/row/${rows}`, file, line.span)
  }
}

const compileTables = (book: RuleBook, bound: BoundPolicy, used: ReadonlySet<string>): readonly CompiledTable[] => {
  const declared = bound.tables.map((one) => {
    noteRows(book, one)
    return { ...one.table, rule: book.note(`values/${one.name}`, one.file, one.node.span) }
  })
  const names = new Set(declared.map((one) => one.name))
  const shipped = [...used].filter((name) => !names.has(name)).flatMap((name) => shippedTable(name) ?? [])
  return [...declared, ...shipped].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What compilation needs of an analysis. */
export type Compilable = { readonly bound: BoundPolicy; readonly catalog?: Catalog; readonly diagnostics: readonly Diagnostic[] }

/**
 * The plan; without one where the analysis has an error or no catalog. The hash covers all but `rules`, so neither the order of files
 * nor formatting moves it.
 */
export const compile = (analysis: Compilable): { readonly policy?: CompiledPolicy } => {
  const { bound, catalog } = analysis
  if (catalog === undefined || analysis.diagnostics.some((one) => one.severity === 'error')) return {}
  const book = openRuleBook(bound.files)
  const settings = compilePolicyBlock(book, bound)
  const syncs = bound.syncs.flatMap((sync) => compileSync(book, settings, bound, sync) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1))
  const lifecycles = bound.lifecycles.map((one) => compileLifecycle(book, one)).sort((a, b) => (a.rule < b.rule ? -1 : 1))
  const activities = compileActivities(book, bound.activities)
  const campaigns = compileCampaigns(book, bound.campaigns)
  const used = new Set([...syncs, ...activities].flatMap((one) => one.mappings.flatMap(({ conversion }) => tableOf(conversion) ?? [])))
  const plan = {
    version: 1,
    name: settings.name,
    everyMinutes: settings.everyMinutes,
    budgets: settings.budgets,
    ...(settings.hubspotCreatesCompanies === undefined ? {} : { hubspotCreatesCompanies: settings.hubspotCreatesCompanies }),
    syncs,
    lifecycles,
    tables: compileTables(book, bound, used),
    ...(activities.length === 0 ? {} : { activities }),
    ...(campaigns === undefined ? {} : { campaigns }),
    watches: syncs.map((sync) => compileWatch(sync, lifecycles, catalog)),
  } as const
  return { policy: { ...plan, hash: sha256(canonicalJson(plan)), rules: book.rules } }
}
