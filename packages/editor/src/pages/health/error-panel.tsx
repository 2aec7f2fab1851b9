/** The side panel of one error card: its items, and what can be done about them. */
import type { ErrorsReport } from '@lockstep/server/contract'
import { useState } from 'react'
import { api } from '../../api/client'
import { asFailure, useResource } from '../../api/resource'
import { announce } from '../../ui/announce'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { LoadFailed } from '../../ui/load-failed'
import { s } from '../../ui/strings'
import { ErrorEntry } from './error-entry'
import { IgnoreForm } from './ignore-form'

type Kind = ErrorsReport['cards'][number]['kind']
type State = 'open' | 'ignored'

const step = 50

export const ErrorPanel = ({
  kind,
  onClose,
  onChanged,
}: {
  readonly kind: Kind
  readonly onClose: () => void
  readonly onChanged: () => void
}) => {
  const [state, setState] = useState<State>('open')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [limit, setLimit] = useState(step)
  const [ignoring, setIgnoring] = useState(false)
  const report = useResource(`${kind}:${state}`, () => api.errors({ kind, state }))
  const items = (report.data?.items ?? []).filter((item) => item.kind === kind && item.state === state)
  const shown = items.slice(0, limit)
  const ofRecords = shown.filter((item) => item.source === undefined)

  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const act = async (work: () => Promise<{ readonly changed: number }>, words: (count: number) => string) => {
    try {
      const { changed } = await work()
      announce(words(changed), 'good')
      setChosen(new Set())
      setIgnoring(false)
      report.reload()
      onChanged()
    } catch (error) {
      announce(asFailure(error).message, 'bad')
    }
  }
  const all = ofRecords.length > 0 && ofRecords.every((item) => chosen.has(item.id))

  return (
    <Dialog
      title={s.health.kind[kind]}
      shape="side"
      onClose={onClose}
      actions={
        ignoring ? (
          <IgnoreForm
            onCancel={() => setIgnoring(false)}
            onIgnore={(reason) => void act(() => api.ignoreErrors([...chosen], reason), s.health.ignoredDone)}
          />
        ) : (
          <>
            <span className="muted grow">{chosen.size > 0 ? s.health.chosen(chosen.size) : ''}</span>
            <a className="button" href={api.errorsCsv({ kind, state })} download>
              <Icon name="download" /> {s.health.csv}
            </a>
            {state === 'open' && (
              <button type="button" className="button" disabled={chosen.size === 0} onClick={() => setIgnoring(true)}>
                {s.health.ignore}
              </button>
            )}
            <button
              type="button"
              className="button button-primary"
              disabled={chosen.size === 0}
              onClick={() => void act(() => api.retryErrors([...chosen]), s.health.retried)}
            >
              <Icon name="retry" /> {s.health.retry}
            </button>
          </>
        )
      }
    >
      <div className="panel-bar">
        <label className="check">
          <input
            type="checkbox"
            checked={all}
            disabled={ofRecords.length === 0}
            onChange={() => setChosen(all ? new Set() : new Set(ofRecords.map((item) => item.id)))}
          />
          {s.health.chooseAll}
        </label>
        <fieldset className="segmented" aria-label={s.health.state}>
          {(['open', 'ignored'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={state === each}
              onClick={() => {
                setState(each)
                setChosen(new Set())
                setLimit(step)
              }}
            >
              {s.health[each]}
            </button>
          ))}
        </fieldset>
      </div>
      {report.error !== null && <LoadFailed error={report.error} onRetry={report.reload} />}
      {report.data === null && report.error === null && <p className="muted">{s.common.loading}</p>}
      {report.data !== null && items.length === 0 && <p className="muted">{s.health.noneHere}</p>}
      <ul className="error-items">
        {shown.map((item) => (
          <ErrorEntry key={item.id} item={item} chosen={chosen.has(item.id)} onToggle={() => toggle(item.id)} onLeave={onClose} />
        ))}
      </ul>
      {items.length > shown.length && (
        <button type="button" className="button" onClick={() => setLimit(limit + step)}>
          {s.common.more(items.length - shown.length)}
        </button>
      )}
    </Dialog>
  )
}
