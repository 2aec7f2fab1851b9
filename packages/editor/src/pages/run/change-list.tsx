/** The planned changes, filtered and a page at a time. */
import type { PlanReport } from '@lockstep/server/contract'
import { useMemo, useState } from 'react'
import { Icon } from '../../ui/icon'
import { s } from '../../ui/strings'
import { ChangeRow } from './change-row'

type Change = PlanReport['changes'][number]
type Action = Change['action']

const step = 100

const matches = (change: Change, text: string): boolean =>
  `${change.label} ${change.id ?? ''} ${change.rule} ${change.object} ${Object.keys(change.fields).join(' ')}`.toLowerCase().includes(text)

export const ChangeList = ({ changes }: { readonly changes: readonly Change[] }) => {
  const [text, setText] = useState('')
  const [action, setAction] = useState<Action | ''>('')
  const [object, setObject] = useState('')
  const [limit, setLimit] = useState(step)
  const objects = useMemo(() => [...new Set(changes.map((change) => change.object))], [changes])
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return changes.filter(
      (change) =>
        (action === '' || change.action === action) &&
        (object === '' || change.object === object) &&
        (wanted === '' || matches(change, wanted)),
    )
  }, [changes, text, action, object])
  return (
    <div>
      <div className="filters">
        <label className="search-field">
          <Icon name="search" />
          <span className="for-readers">{s.run.filter}</span>
          <input type="search" placeholder={s.run.filter} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <label>
          <span className="for-readers">{s.run.action}</span>
          <select
            value={action}
            onChange={(event) => {
              const value = event.target.value
              setAction(value === 'create' || value === 'update' || value === 'delete' ? value : '')
            }}
          >
            <option value="">{s.run.allActions}</option>
            {(['create', 'update', 'delete'] as const).map((each) => (
              <option key={each} value={each}>
                {s.run[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="for-readers">{s.run.object}</span>
          <select value={object} onChange={(event) => setObject(event.target.value)}>
            <option value="">{s.run.allObjects}</option>
            {objects.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <span className="muted" role="status">
          {s.common.records(found.length)}
        </span>
      </div>
      {found.length === 0 && <p className="muted">{s.run.noneMatch}</p>}
      <ul className="changes">
        {found.slice(0, limit).map((change, index) => (
          <ChangeRow key={`${change.side}:${change.object}:${change.id ?? index}`} change={change} />
        ))}
      </ul>
      {found.length > limit && (
        <button type="button" className="button" onClick={() => setLimit(limit + step)}>
          {s.common.more(found.length - limit)}
        </button>
      )}
    </div>
  )
}
