/** One system's calls in the last 24 hours against its budget and its limit. */
import type { UsageReport } from '@lockstep/server/contract'
import { count, percent } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { s } from '../../ui/strings'
import { UsageChart } from './usage-chart'

type System = UsageReport['systems'][number]

const Meter = ({ used, of, words }: { readonly used: number; readonly of: number; readonly words: string }) => {
  const share = of === 0 ? 1 : Math.min(1, used / of)
  const level = share >= 0.9 ? 'high' : share >= 0.7 ? 'raised' : 'calm'
  return (
    <div className="meter-line">
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw their own meter in ways that a style sheet cannot mend */}
      <div
        className={`meter meter-${level}`}
        role="meter"
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={Math.min(used, of)}
        aria-label={words}
      >
        <span style={{ width: `${Math.max(share * 100, used > 0 ? 1 : 0)}%` }} />
      </div>
      <p className="muted">
        {level === 'high' && <Icon name="warning" size={14} />} {words}
      </p>
    </div>
  )
}

export const SystemUsage = ({ usage }: { readonly usage: System }) => {
  const name = s.common[usage.system]
  const purposes = Object.entries(usage.purposes).filter(([, calls]) => calls > 0)
  return (
    <section className={`card side-${usage.system}`} aria-label={s.health.calls(name)}>
      <h2 className="card-title">
        <span className="side-mark" aria-hidden="true" />
        {s.health.calls(name)} <span className="muted">{s.health.last24}</span>
      </h2>
      <p className="big-figure">{count(usage.last24h)}</p>
      {usage.budget === null ? (
        <p className="muted">{s.health.noBudget}</p>
      ) : (
        <Meter
          used={usage.last24h}
          of={usage.budget}
          words={s.health.ofBudget(percent(usage.budget === 0 ? 1 : usage.last24h / usage.budget), count(usage.budget))}
        />
      )}
      {usage.limit !== null && usage.limitUsed !== null && (
        <Meter used={usage.limitUsed} of={usage.limit} words={s.health.ofLimit(count(usage.limitUsed), count(usage.limit))} />
      )}
      {usage.last24h === 0 ? <p className="muted">{s.health.noCalls}</p> : <UsageChart hours={usage.hours} name={s.health.chart(name)} />}
      {purposes.length > 0 && (
        <>
          <h3 className="small-title">{s.health.purposes}</h3>
          <dl className="purposes">
            {purposes.map(([purpose, calls]) => (
              <div key={purpose}>
                <dt>{purpose}</dt>
                <dd className="figures">{count(calls)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
