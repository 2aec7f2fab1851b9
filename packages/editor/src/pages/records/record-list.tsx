/** The records found, a page at a time; each row opens its detail. */
import type { RecordRow } from '@lockstep/server/contract'
import { ago, moment } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { hrefOf } from '../../ui/route'
import { s } from '../../ui/strings'
import { recordAddress } from './record-address'

type Props = { readonly rows: readonly RecordRow[]; readonly chosen: string }

/** The side's object and id, or that it is missing there. */
const End = ({ end, side }: { readonly end: RecordRow['hubspot']; readonly side: 'hubspot' | 'salesforce' }) => (
  <span className="record-end">
    <span className={`side-mark side-${side}`} aria-hidden="true" />
    <span className="for-readers">{s.common[side]}: </span>
    {end === null ? <span className="muted">{s.records.onlyOne}</span> : end.object}
  </span>
)

export const RecordList = ({ rows, chosen }: Props) => (
  <ul className="record-list">
    {rows.map((row) => (
      <li key={row.link}>
        <a href={hrefOf('records', recordAddress(row))} aria-current={recordAddress(row) === chosen ? 'true' : undefined}>
          <span className="record-top">
            <strong>{row.label}</strong>
            <span className={`badge badge-${row.state === 'linked' ? 'good' : row.state === 'dead' ? 'bad' : 'plain'}`}>
              {s.health.linkState[row.state]}
            </span>
          </span>
          <span className="record-bottom">
            <End side="hubspot" end={row.hubspot} />
            <End side="salesforce" end={row.salesforce} />
            {row.errors > 0 && (
              <span className="record-errors">
                <Icon name="error" size={13} /> {s.common.errors(row.errors)}
              </span>
            )}
            {row.lastChange !== null && (
              <time className="muted" title={moment(row.lastChange)}>
                {ago(row.lastChange, Date.now())}
              </time>
            )}
          </span>
        </a>
      </li>
    ))}
  </ul>
)
