/** API calls by system, beside the fewest that could do the work. */
import type { PlanReport } from '@lockstep/server/contract'
import { count, percent } from '../../ui/figures'
import { s } from '../../ui/strings'
import { efficiencyOf } from './sums'

type Props = { readonly title: string; readonly report: Pick<PlanReport, 'calls' | 'minimum'> }

export const CostTable = ({ title, report }: Props) => (
  <div>
    <table className="table table-tight">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>{s.run.side}</th>
          <th className="number">{s.run.read}</th>
          <th className="number">{s.run.write}</th>
          <th className="number">{s.run.total}</th>
          <th className="number">{s.run.minimum}</th>
        </tr>
      </thead>
      <tbody>
        {(['hubspot', 'salesforce'] as const).map((system) => (
          <tr key={system}>
            <th scope="row">
              <span className={`side-mark side-${system}`} aria-hidden="true" /> {s.common[system]}
            </th>
            <td className="number">{count(report.calls[system].read)}</td>
            <td className="number">{count(report.calls[system].write)}</td>
            <td className="number">{count(report.calls[system].read + report.calls[system].write)}</td>
            <td className="number">{count(report.minimum[system].read + report.minimum[system].write)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p className="muted">{s.run.efficiency(percent(efficiencyOf(report)))}</p>
  </div>
)
