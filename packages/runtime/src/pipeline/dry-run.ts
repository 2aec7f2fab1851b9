/** A dry run: what a run would do, record by record, without a write to either system. */
import type { Intent, Wire } from '../model'
import type { ErrorItem, PlannedChange, PlannedConflict, PlanReport, SavedPlan } from '../reports'
import { workspaceLink } from '../store/problems'
import { linesOf, readErrorItems } from '../store/reports/error-items'
import type { ColleagueStages } from './assemble'
import { capture } from './capture'
import { fingerprintOf } from './fingerprint'
import { HoldCount, standingHolds } from './hold'
import { labelFor } from './label'
import { planDirty } from './plan-dirty'
import type { Planned } from './planned'
import { callsOf, minimumOf } from './report'
import { type Run, sides } from './run-state'
import { settle } from './settle'
import type { Setup } from './setup'

const lineOf = (run: Run, rule: string): string => {
  const found = run.policy.rules[rule]
  return found === undefined ? rule : `${found.file}:${found.line}`
}

const idsOf = (planned: Planned): { readonly hubspot: string | null; readonly salesforce: string | null } => ({
  hubspot: planned.update?.attach?.hubspot?.id ?? planned.row.hubspot?.id ?? null,
  salesforce: planned.update?.attach?.salesforce?.id ?? planned.row.salesforce?.id ?? null,
})

const changeOf = (run: Run, planned: Planned, intent: Intent): PlannedChange => ({
  side: intent.side,
  object: intent.object,
  id: intent.id ?? null,
  action: intent.action,
  fields: Object.fromEntries(
    Object.entries(intent.fields).map(([name, { from, to, rule }]) => [name, { from, to, rule: lineOf(run, rule) }]),
  ),
  rule: lineOf(run, intent.rule),
  reason: intent.reason,
  link: idsOf(planned),
  label: labelFor(planned.row.hubspot, planned.row.salesforce),
})

const conflictsOf = (run: Run, planned: Planned): readonly PlannedConflict[] =>
  planned.decisions.flatMap((decision): readonly PlannedConflict[] => {
    if (decision.kind !== 'conflict' || (decision.winner !== 'hubspot' && decision.winner !== 'salesforce')) return []
    const base: Wire =
      decision.base === undefined || decision.base === 'none' ? null : decision.winner === 'hubspot' ? decision.base.h : decision.base.s
    return [
      {
        link: idsOf(planned),
        mapping: decision.mapping ?? '',
        base,
        hubspot: decision.hubspot ?? null,
        salesforce: decision.salesforce ?? null,
        winner: decision.winner,
        rule: lineOf(run, decision.rule),
        reason: decision.reason,
      },
    ]
  })

const errorsOf = (run: Run, planned: Planned): readonly ErrorItem[] => {
  const ids = idsOf(planned)
  const now = run.clock.now()
  return planned.problems.map((problem, at) => ({
    ...problem,
    id: `${planned.row.id}.${at}`,
    state: 'open',
    tries: 0,
    firstSeen: now,
    lastSeen: now,
    nextTry: null,
    ignoredBecause: null,
    line: problem.rule === undefined ? null : lineOf(run, problem.rule),
    lines: linesOf(run.policy, problem),
    hubspotId: ids.hubspot,
    salesforceId: ids.salesforce,
    label: labelFor(planned.row.hubspot, planned.row.salesforce),
  }))
}

const waitingOf = (planned: Planned): PlanReport['waiting'] => {
  const wait = planned.decisions.find((decision) => decision.kind === 'wait')
  const snapshot = planned.row.hubspot ?? planned.row.salesforce
  if (snapshot === null || (wait === undefined && planned.update?.state !== 'waiting')) return []
  return [{ object: snapshot.object, id: snapshot.id, reason: wait?.reason ?? 'waits for another record' }]
}

/** Captures into the store (cursors may move; dirty links stay dirty), plans everything dirty, and reports it with the calls it would cost. */
export const dryRun = async (
  run: Run,
  setup: Setup,
  store: string,
  colleagues: ColleagueStages,
): Promise<{ readonly report: PlanReport; readonly saved: SavedPlan }> => {
  await settle(run)
  await capture(run, 'all')
  const changes: PlannedChange[] = []
  const conflicts: PlannedConflict[] = []
  const errors: ErrorItem[] = [...(await readErrorItems(run.store, run.policy, { links: [workspaceLink] }))]
  const waiting: PlanReport['waiting'][number][] = []
  const fingerprints: Record<string, string> = {}
  const intents: Intent[] = []
  const count = new HoldCount()
  await planDirty(run, colleagues, (planned) => {
    changes.push(...planned.intents.map((intent) => changeOf(run, planned, intent)))
    conflicts.push(...conflictsOf(run, planned))
    errors.push(...errorsOf(run, planned))
    waiting.push(...waitingOf(planned))
    intents.push(...planned.intents)
    for (const intent of planned.intents) run.tally.countWrite(intent, planned.row.sync)
    if (planned.intents.length > 0 || planned.update?.attach !== undefined) fingerprints[String(planned.row.id)] = fingerprintOf(planned)
    count.add(planned)
  })
  const made = callsOf(run)
  const costOf = (side: 'hubspot' | 'salesforce') => {
    const mine = intents.filter((intent) => intent.side === side)
    return { read: made[side].read, write: mine.length === 0 ? 0 : run.connectors[side].pack(mine, run.keys[side]).length }
  }
  const report: PlanReport = {
    version: 1,
    policy: run.policy.hash,
    changes,
    held: [...(await count.exceeded(run)).map(({ item }) => item), ...(await standingHolds(run))],
    waiting,
    conflicts,
    errors,
    setup: sides.flatMap((side) => setup[side].missing.map(({ object, field }) => ({ side, object, field }))),
    ...(run.bindings.notes.length === 0 ? {} : { notes: run.bindings.notes }),
    calls: { hubspot: costOf('hubspot'), salesforce: costOf('salesforce') },
    minimum: minimumOf(run),
  }
  return { report, saved: { version: 1, policyHash: run.policy.hash, store, report, fingerprints } }
}
