/** One planned change: the record, what happens, and on demand every value from and to with its rule. */
import type { PlanReport } from '@lockstep/server/contract'
import { useId, useState } from 'react'
import { shown } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { RuleLink } from '../../ui/rule-link'
import { s } from '../../ui/strings'

type Change = PlanReport['changes'][number]

const looks = { create: ['plus', 'good'], update: ['retry', 'plain'], delete: ['close', 'bad'] } as const

export const ChangeRow = ({ change }: { readonly change: Change }) => {
  const [open, setOpen] = useState(false)
  const id = useId()
  const [icon, tone] = looks[change.action]
  const fields = Object.entries(change.fields)
  return (
    <li className="change">
      <div className="change-head">
        <button
          type="button"
          className={`disclose ${open ? 'disclose-open' : ''}`}
          aria-expanded={open}
          aria-controls={id}
          aria-label={s.run.details(change.label)}
          onClick={() => setOpen(!open)}
          disabled={fields.length === 0}
        >
          <Icon name="chevron" size={14} />
        </button>
        <span className={`badge badge-${tone} change-action`}>
          <Icon name={icon} size={12} /> {s.run[change.action]}
        </span>
        <span className="change-object">
          <span className={`side-mark side-${change.side}`} aria-hidden="true" />
          <span className="for-readers">{s.common[change.side]}</span> {change.object}
        </span>
        <span className="change-label">
          <strong>{change.label}</strong> <span className="muted mono">{change.id ?? s.run.newRecord}</span>
        </span>
        <span className="muted change-count">{s.run.fieldsChanged(fields.length)}</span>
        <RuleLink rule={change.rule} />
      </div>
      {open && (
        <div id={id} className="change-body">
          <p className="muted">{change.reason}</p>
          <table className="table table-tight">
            <thead>
              <tr>
                <th>{s.run.field}</th>
                <th>{s.run.from}</th>
                <th>{s.run.to}</th>
                <th>{s.run.rule}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(([name, field]) => (
                <tr key={name}>
                  <th scope="row" className="mono">
                    {name}
                  </th>
                  <td className={field.from === null ? 'value value-blank' : 'value'}>{shown(field.from)}</td>
                  <td className={field.to === null ? 'value value-blank' : 'value value-new'}>{shown(field.to)}</td>
                  <td>
                    <RuleLink rule={field.rule} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </li>
  )
}
