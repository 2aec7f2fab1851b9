/** The other parts of a plan: conflicts, errors, waiting and held records, set-up. */
import type { PlanReport } from '@lockstep/server/contract'
import { shown } from '../../ui/figures'
import { RuleLink } from '../../ui/rule-link'
import { s } from '../../ui/strings'

const linkName = (link: { readonly hubspot: string | null; readonly salesforce: string | null }): string =>
  [link.hubspot, link.salesforce].filter((id) => id !== null).join(' · ')

const rowLimit = 200

export const ConflictTable = ({ conflicts }: { readonly conflicts: PlanReport['conflicts'] }) => (
  <div className="table-scroll">
    <table className="table">
      <thead>
        <tr>
          <th>{s.run.record}</th>
          <th>{s.run.field}</th>
          <th>{s.run.base}</th>
          <th>{s.common.hubspot}</th>
          <th>{s.common.salesforce}</th>
          <th>{s.run.winner}</th>
          <th>{s.run.reason}</th>
          <th>{s.run.rule}</th>
        </tr>
      </thead>
      <tbody>
        {conflicts.slice(0, rowLimit).map((conflict) => (
          <tr key={`${linkName(conflict.link)} ${conflict.mapping}`}>
            <td className="mono">{linkName(conflict.link)}</td>
            <td className="mono">{conflict.mapping}</td>
            <td className="value">{shown(conflict.base)}</td>
            <td className="value">{shown(conflict.hubspot)}</td>
            <td className="value">{shown(conflict.salesforce)}</td>
            <td>{s.common[conflict.winner]}</td>
            <td>{conflict.reason}</td>
            <td>
              <RuleLink rule={conflict.rule} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {conflicts.length > rowLimit && <p className="muted">{s.run.hidden(conflicts.length - rowLimit)}</p>}
  </div>
)

export const PlanErrorTable = ({ errors }: { readonly errors: PlanReport['errors'] }) => (
  <div className="table-scroll">
    <table className="table">
      <thead>
        <tr>
          <th>{s.run.record}</th>
          <th>{s.run.field}</th>
          <th>{s.run.message}</th>
          <th>{s.run.cure}</th>
          <th>{s.run.rule}</th>
        </tr>
      </thead>
      <tbody>
        {errors.slice(0, rowLimit).map((error) => (
          <tr key={error.id}>
            <td>
              <strong>{error.label}</strong>
            </td>
            <td className="mono">{error.field ?? ''}</td>
            <td>
              {error.message} <span className="muted mono">{error.code}</span>
            </td>
            <td>{error.cure}</td>
            <td>{error.line !== null && <RuleLink rule={error.line} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {errors.length > rowLimit && <p className="muted">{s.run.hidden(errors.length - rowLimit)}</p>}
  </div>
)

export const WaitingTable = ({ waiting }: { readonly waiting: PlanReport['waiting'] }) => (
  <div className="table-scroll">
    <table className="table">
      <thead>
        <tr>
          <th>{s.run.object}</th>
          <th>{s.run.record}</th>
          <th>{s.run.reason}</th>
        </tr>
      </thead>
      <tbody>
        {waiting.slice(0, rowLimit).map((record) => (
          <tr key={`${record.object}:${record.id}`}>
            <td>{record.object}</td>
            <td className="mono">{record.id}</td>
            <td>{record.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {waiting.length > rowLimit && <p className="muted">{s.run.hidden(waiting.length - rowLimit)}</p>}
  </div>
)

export const HeldTable = ({ held }: { readonly held: PlanReport['held'] }) => (
  <table className="table">
    <thead>
      <tr>
        <th>{s.run.what}</th>
        <th className="number">{s.run.count}</th>
        <th>{s.run.limit}</th>
        <th>{s.run.rule}</th>
      </tr>
    </thead>
    <tbody>
      {held.map((each) => (
        <tr key={`${each.what} ${each.rule}`}>
          <td>{each.what}</td>
          <td className="number">{each.count}</td>
          <td>{each.limit}</td>
          <td>
            <RuleLink rule={each.rule} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

export const SetupTable = ({ setup }: { readonly setup: PlanReport['setup'] }) => (
  <>
    <p>{s.run.setupBody}</p>
    <table className="table">
      <thead>
        <tr>
          <th>{s.run.side}</th>
          <th>{s.run.object}</th>
          <th>{s.run.field}</th>
        </tr>
      </thead>
      <tbody>
        {setup.map((each) => (
          <tr key={`${each.side}:${each.object}:${each.field}`}>
            <td>{s.common[each.side]}</td>
            <td>{each.object}</td>
            <td className="mono">{each.field}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
)
