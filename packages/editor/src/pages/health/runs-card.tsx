/** The last runs: when, what came of them, what they wrote and cost. */
import type { RunSummary } from '@lockstep/server/contract'
import { ago, count, lasting, moment, percent } from '../../ui/figures'
import { hrefOf } from '../../ui/route'
import { s } from '../../ui/strings'
import { StateBadge } from '../run/state-badge'
import { sumCounts } from '../run/sums'

const written = (run: RunSummary): string =>
  run.report === null ? '' : count(sumCounts(run.report.created) + sumCounts(run.report.updated) + sumCounts(run.report.deleted))

const calls = (run: RunSummary): string =>
  run.report === null
    ? ''
    : count(
        [run.report.calls.hubspot, run.report.calls.salesforce].reduce(
          (sum, each) => sum + each.read + each.write + (each.guard ?? 0) + each.setup + each.audit + each.recovery,
          0,
        ),
      )

export const RunsCard = ({ runs }: { readonly runs: readonly RunSummary[] }) => (
  <section className="card card-wide" aria-label={s.health.runs}>
    <h2 className="card-title">{s.health.runs}</h2>
    {runs.length === 0 ? (
      <p className="muted">
        {s.health.noRuns} <a href={hrefOf('run')}>{s.health.toRun}</a>
      </p>
    ) : (
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th>{s.health.started}</th>
              <th>{s.health.kindColumn}</th>
              <th>{s.health.state}</th>
              <th className="number">{s.health.written}</th>
              <th className="number">{s.run.errors}</th>
              <th className="number">{s.health.callsShort}</th>
              <th className="number">{s.health.minimum}</th>
              <th className="number">{s.health.lasted}</th>
            </tr>
          </thead>
          <tbody>
            {runs.slice(0, 12).map((run) => (
              <tr key={run.id}>
                <td>
                  <time title={moment(run.startedAt)}>{ago(run.startedAt, Date.now())}</time>
                </td>
                <td>{s.run.kind[run.kind]}</td>
                <td>
                  <StateBadge state={run.state} />
                  {run.message !== null && <span className="muted run-message">{run.message}</span>}
                </td>
                <td className="number">{written(run)}</td>
                <td className="number">{run.report === null ? '' : count(run.report.errors)}</td>
                <td className="number">{calls(run)}</td>
                <td className="number">{run.report === null ? '' : percent(run.report.eta)}</td>
                <td className="number">{run.endedAt === null ? '' : lasting(run.endedAt - run.startedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
)
