/** How a run ended, in a word, a sign and a colour. */
import type { RunSummary } from '@lockstep/server/contract'
import { Icon, type IconName } from '../../ui/icon'
import { s } from '../../ui/strings'

const looks: Readonly<Record<RunSummary['state'], readonly [IconName, string]>> = {
  running: ['play', 'plain'],
  done: ['check', 'good'],
  held: ['warning', 'warning'],
  failed: ['error', 'bad'],
  stale: ['warning', 'warning'],
  paused: ['warning', 'warning'],
  interrupted: ['warning', 'warning'],
}

export const StateBadge = ({ state }: { readonly state: RunSummary['state'] }) => {
  const [icon, tone] = looks[state]
  return (
    <span className={`badge badge-${tone}`}>
      <Icon name={icon} size={13} /> {s.run.ended[state]}
    </span>
  )
}
