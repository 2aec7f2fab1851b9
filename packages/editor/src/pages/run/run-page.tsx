/** Plan and run: the plan before the run, the run as it goes, and what came of it. */
import { useState } from 'react'
import { activity, lastSync, planned, startPlan, startSync, status } from '../../api/activity'
import { Dialog } from '../../ui/dialog'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { hrefOf } from '../../ui/route'
import { useStore } from '../../ui/store'
import { s } from '../../ui/strings'
import { PlanCard } from './plan-card'
import { ProgressCard } from './progress-card'
import { ResultCard } from './result-card'

export const RunPage = () => {
  const now = useStore(activity)
  const plan = useStore(planned)
  const last = useStore(lastSync)
  const server = useStore(status)
  const [asking, setAsking] = useState(false)
  const errors = server?.policy.errors ?? 0
  const blocked = now !== null || errors > 0
  const report = plan?.report ?? null
  const applies = plan?.applicable === true && report !== null && report.changes.length > 0
  return (
    <div className="page-inner">
      <div className="page-head">
        <div>
          <h1>{s.run.title}</h1>
          <p className="muted">{s.run.lead}</p>
        </div>
        <div className="page-actions">
          <button
            type="button"
            className={`button ${report === null ? 'button-primary' : ''}`}
            disabled={blocked}
            onClick={() => void startPlan()}
          >
            <Icon name="plan" /> {s.run.plan}
          </button>
          {applies && (
            <button type="button" className="button button-primary" disabled={blocked} onClick={() => setAsking(true)}>
              <Icon name="check" /> {s.run.apply}
            </button>
          )}
          <button type="button" className="button" disabled={blocked} onClick={() => void startSync()}>
            <Icon name="play" /> {s.run.sync}
          </button>
        </div>
      </div>
      {errors > 0 && (
        <div className="banner banner-error" role="alert">
          <Icon name="error" /> <span>{s.run.blocked(errors)}</span> <a href={hrefOf('policy')}>{s.run.toPolicy}</a>
        </div>
      )}
      {now !== null && <ProgressCard now={now} />}
      {plan?.error != null && (
        <div className="banner banner-error" role="alert">
          <Icon name="error" /> {s.run.planFailed(plan.error.message)}
        </div>
      )}
      {report !== null && plan !== null && !plan.applicable && report.changes.length > 0 && (
        <div className="banner banner-warning" role="status">
          <Icon name="info" /> {s.run.notApplicable}
        </div>
      )}
      {report !== null && <PlanCard report={report} />}
      {report === null && last === null && now === null && errors === 0 && (
        <EmptyState title={s.run.emptyTitle} body={s.run.emptyBody}>
          <button type="button" className="button button-primary" onClick={() => void startPlan()}>
            <Icon name="plan" /> {s.run.plan}
          </button>
        </EmptyState>
      )}
      {last !== null && <ResultCard run={last} />}
      {asking && plan !== null && report !== null && (
        <Dialog
          title={s.run.confirmTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <button type="button" className="button" onClick={() => setAsking(false)}>
                {s.common.cancel}
              </button>
              <button
                type="button"
                className="button button-primary"
                onClick={() => {
                  setAsking(false)
                  void startSync(plan.job)
                }}
              >
                {s.run.apply}
              </button>
            </>
          }
        >
          <p>{s.run.confirmBody(report.changes.length)}</p>
        </Dialog>
      )}
    </div>
  )
}
