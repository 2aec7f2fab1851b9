/** Records: find one on either side, and see why it is as it is. */
import type { RecordRow } from '@lockstep/server/contract'
import { useEffect, useState } from 'react'
import { finishedRuns } from '../../api/activity'
import { type ApiFailure, api } from '../../api/client'
import { asFailure } from '../../api/resource'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { LoadFailed } from '../../ui/load-failed'
import { hrefOf, navigate, route } from '../../ui/route'
import { useStore } from '../../ui/store'
import { s } from '../../ui/strings'
import { RecordDetail } from './record-detail'
import { RecordList } from './record-list'

const states = ['linked', 'alone', 'paused', 'waiting', 'dead'] as const

/** A link to a state's list has the form `state=paused`; anything else names a record. */
const readRest = (rest: string): { readonly link: string; readonly state: string } => {
  const state = states.find((each) => rest === `state=${each}`)
  return state === undefined ? { link: rest, state: '' } : { link: '', state }
}

type Found = { readonly rows: readonly RecordRow[]; readonly next: string | null; readonly total: number }

const typingPause = 200

export const RecordsPage = () => {
  const asked = readRest(useStore(route).rest)
  const [text, setText] = useState('')
  const [state, setState] = useState(asked.state)
  const [found, setFound] = useState<Found | null>(null)
  const [error, setError] = useState<ApiFailure | null>(null)
  const [attempt, setAttempt] = useState(0)
  const finished = useStore(finishedRuns)
  useEffect(() => {
    if (asked.state !== '') setState(asked.state)
  }, [asked.state])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a finished run and another attempt ask the same question again
  useEffect(() => {
    let stale = false
    const timer = setTimeout(async () => {
      try {
        const answer = await api.records({ text: text.trim(), state })
        if (stale) return
        setFound(answer)
        setError(null)
      } catch (failure) {
        if (!stale) setError(asFailure(failure))
      }
    }, typingPause)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text, state, finished, attempt])
  const more = async (after: string) => {
    try {
      const answer = await api.records({ text: text.trim(), state, after })
      setFound((before) => ({ ...answer, rows: [...(before?.rows ?? []), ...answer.rows] }))
    } catch (failure) {
      setError(asFailure(failure))
    }
  }
  const nothingYet = found !== null && found.total === 0 && text === '' && state === ''
  return (
    <div className={asked.link !== '' ? 'records has-record' : nothingYet ? 'records is-empty' : 'records'}>
      <div className="records-list-side">
        <h1>{s.records.title}</h1>
        <div className="filters">
          <label className="search-field">
            <Icon name="search" />
            <span className="for-readers">{s.records.search}</span>
            <input type="search" placeholder={s.records.searchHint} value={text} onChange={(event) => setText(event.target.value)} />
          </label>
          <label>
            <span className="for-readers">{s.records.state}</span>
            <select
              value={state}
              onChange={(event) => {
                setState(event.target.value)
                if (asked.state !== '') navigate('records')
              }}
            >
              <option value="">{s.records.allStates}</option>
              {states.map((each) => (
                <option key={each} value={each}>
                  {s.health.linkState[each]}
                </option>
              ))}
            </select>
          </label>
        </div>
        {error !== null && <LoadFailed error={error} onRetry={() => setAttempt(attempt + 1)} />}
        <p className="muted" role="status">
          {found === null
            ? error === null
              ? s.common.loading
              : ''
            : found.total === 0 && !nothingYet
              ? s.records.none
              : s.records.found(found.total)}
        </p>
        {found !== null && <RecordList rows={found.rows} chosen={asked.link} />}
        {found?.next != null && (
          <button type="button" className="button" onClick={() => void more(found.next ?? '')}>
            {s.records.more}
          </button>
        )}
      </div>
      <div className="records-detail">
        {asked.link !== '' ? (
          <>
            <a className="records-back" href={hrefOf('records')}>
              {s.records.back}
            </a>
            <RecordDetail key={asked.link} link={asked.link} />
          </>
        ) : nothingYet ? (
          <EmptyState title={s.records.emptyTitle} body={s.records.emptyBody}>
            <a className="button button-primary" href={hrefOf('run')}>
              {s.health.toRun}
            </a>
          </EmptyState>
        ) : (
          <p className="muted records-pick">{s.records.pick}</p>
        )}
      </div>
    </div>
  )
}
