/** One error: the records, the field and value, what the system said, and what to do. */
import type { ErrorsReport } from '@lockstep/server/contract'
import { ago, moment, shown } from '../../ui/figures'
import { hrefOf } from '../../ui/route'
import { RuleLink } from '../../ui/rule-link'
import { s } from '../../ui/strings'
import { errorAddress } from '../records/record-address'

type Item = ErrorsReport['items'][number]
type Props = { readonly item: Item; readonly chosen: boolean; readonly onToggle: () => void; readonly onLeave: () => void }

export const ErrorEntry = ({ item, chosen, onToggle, onLeave }: Props) => (
  <li className="error-item">
    <div className="error-item-head">
      {item.source === undefined ? (
        <>
          <label className="check">
            <input type="checkbox" checked={chosen} onChange={onToggle} aria-label={s.health.choose(item.label)} />
            <strong>{item.label}</strong>
          </label>
          <a href={hrefOf('records', errorAddress(item))} onClick={onLeave}>
            {s.health.showRecord}
          </a>
        </>
      ) : (
        <strong>{item.label}</strong>
      )}
    </div>
    <p className="error-message">{item.message}</p>
    <dl className="facts">
      {item.hubspotId !== null && (
        <div>
          <dt>{s.common.hubspot}</dt>
          <dd className="mono">{item.hubspotId}</dd>
        </div>
      )}
      {item.salesforceId !== null && (
        <div>
          <dt>{s.common.salesforce}</dt>
          <dd className="mono">{item.salesforceId}</dd>
        </div>
      )}
      {item.field !== undefined && (
        <div>
          <dt>{s.health.field}</dt>
          <dd className="mono">
            {item.object === undefined ? '' : `${item.object}.`}
            {item.field}
          </dd>
        </div>
      )}
      {item.value !== undefined && (
        <div>
          <dt>{s.health.value}</dt>
          <dd className="value">{shown(item.value)}</dd>
        </div>
      )}
      <div>
        <dt>{s.health.code}</dt>
        <dd className="mono">{item.code}</dd>
      </div>
      {item.lines.length > 0 && (
        <div>
          <dt>{s.health.rule}</dt>
          {item.lines.map((line) => (
            <dd key={line}>
              <RuleLink rule={line} />
            </dd>
          ))}
        </div>
      )}
      <div>
        <dt>{s.health.seen}</dt>
        <dd>
          <time title={moment(item.lastSeen)}>{ago(item.lastSeen, Date.now())}</time>
          {item.source === undefined && item.tries > 1 && ` · ${s.health.tries}: ${item.tries}`}
          {item.nextTry !== null && ` · ${s.health.nextTry}: ${ago(item.nextTry, Date.now())}`}
        </dd>
      </div>
    </dl>
    <p className="cure">
      <strong>{s.health.cure}:</strong> {item.cure}
    </p>
    {item.source !== undefined && <p className="muted">{s.health.mendsItself}</p>}
    {item.ignoredBecause !== null && <p className="muted">{s.health.because(item.ignoredBecause)}</p>}
  </li>
)
