/** Planned changes by side, object and action. */
import type { PlanReport } from '@lockstep/server/contract'
import { count } from '../../ui/figures'
import { s } from '../../ui/strings'
import { countChanges } from './sums'

export const ChangeTotals = ({ changes }: { readonly changes: PlanReport['changes'] }) => {
  const rows = countChanges(changes)
  return (
    <table className="table table-tight">
      <caption>{s.run.bySide}</caption>
      <thead>
        <tr>
          <th>{s.run.side}</th>
          <th>{s.run.object}</th>
          <th className="number">{s.run.create}</th>
          <th className="number">{s.run.update}</th>
          <th className="number">{s.run.delete}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.side}:${row.object}`}>
            <th scope="row">
              <span className={`side-mark side-${row.side}`} aria-hidden="true" /> {s.common[row.side]}
            </th>
            <td>{row.object}</td>
            <td className="number">{count(row.create)}</td>
            <td className="number">{count(row.update)}</td>
            <td className="number">{count(row.delete)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
