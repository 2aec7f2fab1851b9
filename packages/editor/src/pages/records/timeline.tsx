/** Every decision about a record, newest first, with the values it saw and the rule behind it. */
import type { WhyReport } from '@lockstep/server/contract'
import { moment, shown } from '../../ui/figures'
import { RuleLink } from '../../ui/rule-link'
import { s } from '../../ui/strings'

type Entry = WhyReport['timeline'][number]

const winnerName = (winner: string): string => (winner === 'hubspot' || winner === 'salesforce' ? s.common[winner] : winner)

const TimelineItem = ({ entry }: { readonly entry: Entry }) => (
  <li className={`timeline-item timeline-${entry.kind === 'error' ? 'bad' : 'plain'}`}>
    <div className="timeline-head">
      <span className="badge badge-plain">{entry.kind}</span>
      {entry.field !== null && <span className="mono">{entry.field}</span>}
      {(entry.from !== null || entry.to !== null) && (
        <span className="timeline-values">
          <span className="value value-old">{shown(entry.from)}</span> → <span className="value value-new">{shown(entry.to)}</span>
        </span>
      )}
      <span className="grow" />
      <RuleLink rule={entry.rule} />
    </div>
    <p>{entry.reason}</p>
    <p className="muted">
      <time>{moment(entry.at)}</time>
      {entry.winner !== null && ` · ${s.records.won(winnerName(entry.winner))}`}
      {entry.mapping !== null && (entry.hubspot !== null || entry.salesforce !== null || entry.base !== null) && (
        <>
          {' · '}
          {s.common.hubspot} <span className="value">{shown(entry.hubspot)}</span>, {s.common.salesforce}{' '}
          <span className="value">{shown(entry.salesforce)}</span>, {s.records.base.toLowerCase()}{' '}
          <span className="value">{shown(entry.base)}</span>
        </>
      )}
    </p>
  </li>
)

export const Timeline = ({ entries }: { readonly entries: readonly Entry[] }) =>
  entries.length === 0 ? (
    <p className="muted">{s.records.noTimeline}</p>
  ) : (
    <ol className="timeline">
      {entries
        .map((entry, index) => ({ entry, index }))
        .sort((a, b) => b.entry.at - a.entry.at || b.index - a.index)
        .map(({ entry, index }) => (
          <TimelineItem key={index} entry={entry} />
        ))}
    </ol>
  )
