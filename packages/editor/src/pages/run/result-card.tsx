/** What the last sync wrote, spent and left undone. */
import type { RunSummary } from '@lockstep/server/contract'
import { ago, count, lasting, moment } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { hrefOf } from '../../ui/route'
import { s } from '../../ui/strings'
import { CostTable } from './cost-table'
import { HeldBanner } from './held-banner'
import { StateBadge } from './state-badge'
import { sumCounts } from './sums'

export const ResultCard = ({ run }: { readonly run: RunSummary }) => {
  const { report } = run
  const wrote = report === null ? 0 : sumCounts(report.created) + sumCounts(report.updated) + sumCounts(report.deleted)
  const spent = (of: { readonly read: number; readonly write: number }) => ({ read: of.read, write: of.write })
  return (
    <section className="card" aria-labelledby="result-title">
      <h2 className="card-title" id="result-title">
        {s.run.result} <StateBadge state={run.state} />
        <span className="muted">
          <time title={moment(run.startedAt)}>{ago(run.startedAt, Date.now())}</time>
          {report !== null && ` · ${s.run.took(lasting(report.milliseconds))}`}
        </span>
      </h2>
      {run.message !== null && <p>{run.message}</p>}
      {report !== null && report.held.length > 0 && (
        <HeldBanner title={run.state === 'held' ? s.run.heldTitle : s.run.leftOutTitle} held={report.held} run={report.run} />
      )}
      {report !== null && (
        <>
          {wrote === 0 && run.state === 'done' && report.held.length === 0 && (
            <p className="good-line">
              <Icon name="check" /> {s.run.nothingWritten}
            </p>
          )}
          <dl className="figure-row">
            {(['created', 'updated', 'cleared', 'deleted', 'unchanged'] as const).map((what) => (
              <div key={what}>
                <dt>{s.run[what]}</dt>
                <dd>{count(sumCounts(report[what]))}</dd>
              </div>
            ))}
            {(['linked', 'conflicts', 'waiting'] as const).map((what) => (
              <div key={what}>
                <dt>{s.run[what]}</dt>
                <dd>{count(report[what])}</dd>
              </div>
            ))}
            <div>
              <dt>{s.run.errors}</dt>
              <dd>{report.errors === 0 ? '0' : <a href={hrefOf('health')}>{count(report.errors)}</a>}</dd>
            </div>
          </dl>
          <CostTable
            title={s.run.calls}
            report={{
              calls: { hubspot: spent(report.calls.hubspot), salesforce: spent(report.calls.salesforce) },
              minimum: report.minimum,
            }}
          />
        </>
      )}
    </section>
  )
}
