/** A finished plan: totals, cost, and every change with its rule. */
import type { PlanReport } from '@lockstep/server/contract'
import { count } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { s } from '../../ui/strings'
import { type Tab, Tabs } from '../../ui/tabs'
import { ChangeList } from './change-list'
import { ChangeTotals } from './change-totals'
import { CostTable } from './cost-table'
import { ConflictTable, HeldTable, PlanErrorTable, SetupTable, WaitingTable } from './plan-tables'

const tabsOf = (report: PlanReport): readonly Tab[] => {
  const all: readonly (Tab & { readonly size: number })[] = [
    { id: 'changes', label: s.run.changes, size: report.changes.length, panel: () => <ChangeList changes={report.changes} /> },
    { id: 'conflicts', label: s.run.conflicts, size: report.conflicts.length, panel: () => <ConflictTable conflicts={report.conflicts} /> },
    { id: 'errors', label: s.run.errors, size: report.errors.length, panel: () => <PlanErrorTable errors={report.errors} /> },
    { id: 'waiting', label: s.run.waiting, size: report.waiting.length, panel: () => <WaitingTable waiting={report.waiting} /> },
    { id: 'held', label: s.run.held, size: report.held.length, panel: () => <HeldTable held={report.held} /> },
    { id: 'setup', label: s.run.setup, size: report.setup.length, panel: () => <SetupTable setup={report.setup} /> },
  ]
  return all.filter((tab) => tab.size > 0).map((tab) => ({ ...tab, figure: count(tab.size) }))
}

export const PlanCard = ({ report }: { readonly report: PlanReport }) => {
  const tabs = tabsOf(report)
  return (
    <section className="card" aria-labelledby="plan-title">
      <h2 className="card-title" id="plan-title">
        {s.run.planned}
      </h2>
      {report.changes.length === 0 && report.held.length === 0 && (
        <p className="good-line">
          <Icon name="check" /> {s.run.nothingPlanned}
        </p>
      )}
      <div className="two-tables">
        {report.changes.length > 0 && <ChangeTotals changes={report.changes} />}
        <CostTable title={s.run.cost} report={report} />
      </div>
      {tabs.length > 0 && <Tabs label={s.run.planned} tabs={tabs} />}
    </section>
  )
}
