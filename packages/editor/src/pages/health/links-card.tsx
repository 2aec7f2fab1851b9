/** How many links are in which state. */
import type { UsageReport } from '@lockstep/server/contract'
import { ago, count, moment } from '../../ui/figures'
import { hrefOf } from '../../ui/route'
import { s } from '../../ui/strings'

const states = ['linked', 'alone', 'paused', 'waiting', 'dead'] as const

export const LinksCard = ({ usage }: { readonly usage: UsageReport }) => {
  const total = states.reduce((sum, state) => sum + usage.links[state], 0)
  return (
    <section className="card" aria-label={s.health.links}>
      <h2 className="card-title">{s.health.links}</h2>
      {total === 0 ? (
        <p className="muted">{s.health.noLinks}</p>
      ) : (
        <ul className="link-states">
          {states.map((state) => (
            <li key={state}>
              <a href={hrefOf('records', `state=${state}`)}>
                <span className="figures">{count(usage.links[state])}</span>
                <span className="link-state-name">{s.health.linkState[state]}</span>
                <span className="muted">{s.health.linkMeaning[state]}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p className="muted">
        {s.health.lastSync}:{' '}
        {usage.lastSync === null ? s.common.never : <time title={moment(usage.lastSync)}>{ago(usage.lastSync, Date.now())}</time>}
      </p>
    </section>
  )
}
