/** One record: its ends, values side by side with the base, errors, and the timeline. */
import type { WhyReport } from '@lockstep/server/contract'
import { api } from '../../api/client'
import { useResource } from '../../api/resource'
import { shown } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { LoadFailed } from '../../ui/load-failed'
import { RuleLink } from '../../ui/rule-link'
import { s } from '../../ui/strings'
import { Timeline } from './timeline'

type Values = WhyReport['values']

const included = (holds: boolean | null): string =>
  holds === null ? s.records.included.unknown : holds ? s.records.included.yes : s.records.included.no

const baseOf = (value: Values[number]): string => {
  if (value.baseHubspot === null && value.baseSalesforce === null) return s.records.never
  const h = shown(value.baseHubspot)
  const sf = shown(value.baseSalesforce)
  return h === sf ? h : `${h} = ${sf}`
}

const ValuesTable = ({ values }: { readonly values: Values }) => (
  <div className="table-scroll">
    <table className="table table-values">
      <thead>
        <tr>
          <th>{s.records.property}</th>
          <th>{s.common.hubspot}</th>
          <th>{s.common.salesforce}</th>
          <th>{s.records.field}</th>
          <th>{s.records.base}</th>
          <th>{s.records.rule}</th>
        </tr>
      </thead>
      <tbody>
        {values.map((value) => (
          <tr key={value.mapping}>
            <th scope="row" className="mono">
              {value.property ?? '—'}
            </th>
            {/* An expression has no field of its own, so no value to show there either. */}
            <td className="value">
              {value.property === null ? '—' : shown(value.hubspot)}
              {value.unread.includes('hubspot') && <span className="muted"> {s.records.notRead}</span>}
            </td>
            <td className="value">
              {value.field === null ? '—' : shown(value.salesforce)}
              {value.unread.includes('salesforce') && <span className="muted"> {s.records.notRead}</span>}
            </td>
            <td className="mono">{value.field ?? '—'}</td>
            <td className="value muted">{baseOf(value)}</td>
            <td>
              <RuleLink rule={value.rule} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

export const RecordDetail = ({ link }: { readonly link: string }) => {
  const report = useResource(link, () => api.record(link))
  if (report.error !== null) return <LoadFailed error={report.error} onRetry={report.reload} />
  if (report.data === null) return <p className="muted">{s.common.loading}</p>
  const { record, values, timeline, errors, cause } = report.data
  return (
    <article aria-labelledby="record-title">
      <h2 id="record-title" className="record-title">
        {record.label}{' '}
        <span className={`badge badge-${record.state === 'linked' ? 'good' : 'plain'}`}>{s.health.linkState[record.state]}</span>
        {cause !== null && <span className="muted">{cause}</span>}
      </h2>
      <dl className="facts">
        {(['hubspot', 'salesforce'] as const).map((side) => (
          <div key={side}>
            <dt>{s.common[side]}</dt>
            <dd>
              <span className={`side-mark side-${side}`} aria-hidden="true" />{' '}
              {record[side] === null ? (
                s.records.onlyOne
              ) : (
                <>
                  {record[side].object} <span className="mono">{record[side].id}</span>
                </>
              )}
            </dd>
          </div>
        ))}
        {(['hubspot', 'salesforce'] as const).map((side) => (
          <div key={`included-${side}`}>
            <dt>{s.records.included[side]}</dt>
            <dd>{included(report.data?.included[side] ?? null)}</dd>
          </div>
        ))}
      </dl>
      {errors.map((error) => (
        <div key={error.id} className="banner banner-error">
          <Icon name="error" />
          <span>
            <strong>{error.field ?? s.health.kind[error.kind]}:</strong> {error.message} {error.cure}
          </span>
          {error.line !== null && <RuleLink rule={error.line} />}
        </div>
      ))}
      <h3 className="small-title">{s.records.values}</h3>
      <ValuesTable values={values} />
      <h3 className="small-title">{s.records.timeline}</h3>
      <Timeline entries={timeline} />
    </article>
  )
}
