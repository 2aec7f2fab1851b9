/** Health: calls against budget and limit, links, errors with their panel, last runs. */
import type { ErrorsReport } from '@lockstep/server/contract'
import { useEffect, useRef, useState } from 'react'
import { finishedRuns } from '../../api/activity'
import { api } from '../../api/client'
import { useResource } from '../../api/resource'
import { ago, moment } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { LoadFailed } from '../../ui/load-failed'
import { useStore } from '../../ui/store'
import { s } from '../../ui/strings'
import { ErrorPanel } from './error-panel'
import { LinksCard } from './links-card'
import { RunsCard } from './runs-card'
import { SystemUsage } from './system-usage'

type Card = ErrorsReport['cards'][number]

const ErrorCard = ({ card, onOpen }: { readonly card: Card; readonly onOpen: () => void }) => (
  <li>
    <button type="button" className="error-card" onClick={onOpen}>
      <Icon name="error" size={18} />
      <span className="error-card-words">
        <strong>{s.health.kind[card.kind]}</strong>
        <span>{s.health.card(card.errors, card.records)}</span>
        <span className="muted" title={`${moment(card.firstSeen)} – ${moment(card.lastSeen)}`}>
          {s.health.since(ago(card.firstSeen, Date.now()), ago(card.lastSeen, Date.now()))}
        </span>
      </span>
      <Icon name="chevron" />
    </button>
  </li>
)

export const HealthPage = () => {
  const usage = useResource('usage', api.usage)
  const errors = useResource('errors', () => api.errors())
  const runs = useResource('runs', api.runs)
  const [open, setOpen] = useState<Card['kind'] | null>(null)
  const finished = useStore(finishedRuns)
  const seen = useRef(finished)
  useEffect(() => {
    if (seen.current === finished) return
    seen.current = finished
    usage.reload()
    errors.reload()
    runs.reload()
  }, [finished, usage.reload, errors.reload, runs.reload])
  return (
    <div className="page-inner">
      <h1>{s.health.title}</h1>
      {usage.error !== null && <LoadFailed error={usage.error} onRetry={usage.reload} />}
      {usage.data?.suspended != null && (
        <div className="banner banner-error" role="alert">
          <Icon name="error" />
          <span>
            <strong>{s.health.suspended}.</strong> {usage.data.suspended.cause} {usage.data.suspended.cure}
          </span>
        </div>
      )}
      <section aria-labelledby="errors-title" className="card card-wide">
        <h2 className="card-title" id="errors-title">
          {s.health.errors}
        </h2>
        {errors.error !== null && <LoadFailed error={errors.error} onRetry={errors.reload} />}
        {errors.data !== null && errors.data.cards.length === 0 && (
          <p className="good-line">
            <Icon name="check" /> {s.health.noErrors}
          </p>
        )}
        <ul className="error-cards">
          {errors.data?.cards.map((card) => (
            <ErrorCard key={card.kind} card={card} onOpen={() => setOpen(card.kind)} />
          ))}
        </ul>
      </section>
      {usage.data !== null && (
        <div className="card-grid">
          {usage.data.systems.map((system) => (
            <SystemUsage key={system.system} usage={system} />
          ))}
          <LinksCard usage={usage.data} />
        </div>
      )}
      {usage.data === null && usage.error === null && <p className="muted">{s.common.loading}</p>}
      {runs.data !== null && <RunsCard runs={runs.data.runs} />}
      {open !== null && <ErrorPanel kind={open} onClose={() => setOpen(null)} onChanged={errors.reload} />}
    </div>
  )
}
