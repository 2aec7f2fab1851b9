/** Which rules of a policy a simulation ran: gathered beside the planner from what it asked and answered. */
import {
  type CompiledMapping,
  type CompiledPolicy,
  type Converter,
  compileConverter,
  compileExpr,
  type DynamicTables,
  type Expr,
  type RuleId,
  tableOf,
} from '@lockstep/dsl'
import type { Link, SideName } from '../model'
import type { Plan, PlanResult } from '../planner/contract'
import type { Language } from '../planner/language'
import { makePlan } from '../planner/plan'

const sides: readonly SideName[] = ['hubspot', 'salesforce']

/** The conditions whose evaluation alone counts as a run of their line. */
const includesOf = (policy: CompiledPolicy): ReadonlyMap<Expr, RuleId> =>
  new Map(
    policy.syncs
      .flatMap((sync) => [...(sync.fromHubspot === undefined ? [] : [sync.fromHubspot]), ...Object.values(sync.fromSalesforce)])
      .flatMap(({ include }) => (include === undefined ? [] : [[include.condition, include.rule] as const])),
  )

/** The line of a table that translates a value: a row by its position, else the line that says what happens otherwise. */
const rowRule = (policy: CompiledPolicy, name: string, from: SideName, value: string): RuleId | undefined => {
  const table = policy.tables.find((each) => each.name === name)
  if (table?.rule === undefined) return undefined
  const away = from === 'hubspot' ? 'to-hubspot' : 'to-salesforce'
  const at = table.rows.findIndex((row) => row.direction !== away && row[from].includes(value))
  if (at >= 0) return `${table.rule}/row/${at + 1}`
  return [`${table.rule}/otherwise/${from === 'hubspot' ? 'to-salesforce' : 'to-hubspot'}`, `${table.rule}/otherwise`].find(
    (rule) => policy.rules[rule] !== undefined,
  )
}

/** The rules that were run so far, and the planner that tells of them. */
export class Coverage {
  readonly ran = new Set<RuleId>()
  private readonly plan: Plan

  constructor(
    private readonly policy: CompiledPolicy,
    private readonly tables: DynamicTables,
  ) {
    this.plan = makePlan(this.language())
  }

  private language(): Language {
    const includes = includesOf(this.policy)
    return {
      compileExpr: (expr) => {
        const evaluate = compileExpr(expr)
        const rule = includes.get(expr)
        if (rule === undefined) return evaluate
        return (environment) => {
          this.ran.add(rule)
          return evaluate(environment)
        }
      },
      compileConverter: (mapping, policy, tables) => this.watched(mapping, compileConverter(mapping, policy, tables)),
    }
  }

  /** The converter of a mapping with a table of the policy's own, noting each row that translates. */
  private watched(mapping: CompiledMapping, converter: Converter): Converter {
    const table = tableOf(mapping.conversion)
    if (table === undefined) return converter
    const note = (from: SideName, value: string | null): void => {
      const rule = value === null ? undefined : rowRule(this.policy, table, from, value)
      if (rule !== undefined) this.ran.add(rule)
    }
    return {
      ...converter,
      toSalesforce: (value, object) => {
        note('hubspot', value)
        return converter.toSalesforce(value, object)
      },
      toHubspot: (value, object) => {
        note('salesforce', value)
        return converter.toHubspot(value, object)
      },
    }
  }

  /** Plans with the tables of the simulation, compiled once for all its worlds. */
  readonly watch: Plan = (context, links, now) => {
    const result = this.plan({ ...context, tables: this.tables }, links, now)
    this.note(links, result)
    return result
  }

  private note(links: readonly Link[], { intents, decisions, problems, updates }: PlanResult): void {
    const { ran } = this
    const byId = new Map(links.map((link) => [link.id, link]))
    for (const intent of intents) {
      ran.add(intent.rule)
      for (const field of Object.values(intent.fields)) ran.add(field.rule)
      const link = byId.get(intent.link)
      if (intent.action === 'update' && link !== undefined)
        this.noteChange(link, intent.side === 'hubspot' ? 'salesforce' : 'hubspot', 'update')
    }
    for (const decision of decisions) {
      ran.add(decision.rule)
      if (decision.kind === 'lifecycle') for (const lifecycle of this.policy.lifecycles) ran.add(lifecycle.rule)
    }
    for (const problem of problems) if (problem.rule !== undefined) ran.add(problem.rule)
    for (const update of updates) this.noteBases(byId.get(update.link), Object.entries(update.base))
    for (const link of links)
      if (link.state === 'linked') for (const side of sides) if (hasMoved(link, side)) this.noteChange(link, side, 'ignore')
  }

  /** A mapping has run where both sides agreed on a value by it. */
  private noteBases(link: Link | undefined, base: readonly (readonly [string, unknown])[]): void {
    const sync = this.policy.syncs.find((each) => each.id === link?.sync)
    for (const [id, pair] of base) {
      if (typeof pair !== 'object' || pair === null || !('h' in pair) || !('s' in pair) || (pair.h === null && pair.s === null)) continue
      const object = link?.salesforce?.object
      const mapping = sync?.mappings.find((each) => each.id === id && (object === undefined || each.objects.includes(object)))
      if (mapping !== undefined) this.ran.add(mapping.rule)
    }
  }

  private noteChange(link: Link, from: SideName, action: 'update' | 'ignore'): void {
    const sync = this.policy.syncs.find((each) => each.id === link.sync)
    const block = from === 'hubspot' ? sync?.fromHubspot : sync?.fromSalesforce[link.salesforce?.object ?? '']
    if (block !== undefined && block.onChange.action === action) this.ran.add(block.onChange.rule)
  }
}

const hasMoved = (link: Link, side: SideName): boolean => {
  const [before, now] = [link.before?.[side], link[side]]
  return (
    before !== undefined && now !== undefined && Object.entries(now.values).some(([name, value]) => (before.values[name] ?? null) !== value)
  )
}
