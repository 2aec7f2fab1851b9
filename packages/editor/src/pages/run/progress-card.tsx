/** The run under way: phase, how far, how fast, what it wrote and spent. */
import { type Activity, currentRate } from '../../api/activity'
import { timeLeft } from '../../api/rate'
import { count, lasting } from '../../ui/figures'
import { s } from '../../ui/strings'

const phases = ['setup', 'settle', 'inventory', 'capture', 'match', 'plan', 'write'] as const

export const ProgressCard = ({ now }: { readonly now: Activity }) => {
  const { progress } = now
  const rate = currentRate(now)
  const left = progress === null ? null : timeLeft(now.samples, progress.total)
  const share = progress === null || progress.total === null || progress.total === 0 ? null : Math.min(1, progress.done / progress.total)
  const names: readonly string[] = phases
  const at = progress === null ? -1 : names.indexOf(progress.phase)
  return (
    <section className="card progress-card" aria-label={s.run.progress}>
      <div className="progress-head">
        <span className="spinner" aria-hidden="true" />
        <h2>{s.shell.running[now.kind]}</h2>
        <span className="progress-phase" aria-live="polite">
          {progress === null ? s.common.loading : s.run.phase[progress.phase]}
        </span>
      </div>
      <div
        className={`bar ${share === null ? 'bar-unknown' : ''}`}
        role="progressbar"
        aria-label={s.run.progress}
        aria-valuemin={0}
        aria-valuemax={progress?.total ?? undefined}
        aria-valuenow={share === null ? undefined : progress?.done}
      >
        <span style={share === null ? undefined : { width: `${share * 100}%` }} />
      </div>
      <ol className="phases" aria-hidden="true">
        {phases.map((phase, index) =>
          now.kind === 'plan' && phase === 'write' ? null : (
            <li key={phase} className={index < at ? 'phase-past' : index === at ? 'phase-now' : ''}>
              {s.run.phase[phase]}
            </li>
          ),
        )}
      </ol>
      {progress !== null && (
        <>
          <p>{progress.message}</p>
          <dl className="figure-row">
            <div>
              <dt>{s.run.progress}</dt>
              <dd>{progress.total === null ? count(progress.done) : s.run.of(count(progress.done), count(progress.total))}</dd>
            </div>
            <div>
              <dt>{s.run.rate}</dt>
              <dd>{rate === null ? '–' : count(Math.round(rate))}</dd>
            </div>
            {now.kind === 'sync' &&
              // Most errors are counted at the end alone, so that a 0 before would be no news.
              (['created', 'updated', 'deleted', ...(progress.written.errors > 0 ? (['errors'] as const) : [])] as const).map((what) => (
                <div key={what}>
                  <dt>{s.run[what]}</dt>
                  <dd>{count(progress.written[what])}</dd>
                </div>
              ))}
            {(['hubspot', 'salesforce'] as const).map((system) => (
              <div key={system}>
                <dt>{s.run.callsOf(s.common[system])}</dt>
                <dd>{count(progress.calls[system])}</dd>
              </div>
            ))}
          </dl>
          {left !== null && <p className="muted">{s.run.timeLeft(lasting(left))}</p>}
        </>
      )}
    </section>
  )
}
