/** Records that a run holds back: what is held, by which rule, and the way to let it go. */
import type { PlanReport } from '@lockstep/server/contract'
import { useState } from 'react'
import { activity, approveRun } from '../../api/activity'
import { Dialog } from '../../ui/dialog'
import { count } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { RuleLink } from '../../ui/rule-link'
import { useStore } from '../../ui/store'
import { s } from '../../ui/strings'

type Props = {
  readonly title: string
  readonly held: PlanReport['held']
  /** The run that holds what names no other. */
  readonly run: string
}

export const HeldBanner = ({ title, held, run }: Props) => {
  const isBusy = useStore(activity) !== null
  const [asking, setAsking] = useState<string | null>(null)
  const runs = [...new Set(held.map((each) => each.run ?? run))]
  return (
    <div className="banner banner-warning" role="status">
      <Icon name="warning" />
      <div className="grow">
        <p>{title}</p>
        {runs.map((one) => (
          <div key={one}>
            <ul className="held-list">
              {held
                .filter((each) => (each.run ?? run) === one)
                .map((each) => (
                  <li key={`${each.what} ${each.rule}`}>
                    {s.run.heldItem(count(each.count), each.what, each.limit)} <RuleLink rule={each.rule} />
                  </li>
                ))}
            </ul>
            <button type="button" className="button" disabled={isBusy} onClick={() => setAsking(one)}>
              {s.run.approve}
            </button>
          </div>
        ))}
      </div>
      {asking !== null && (
        <Dialog
          title={s.run.approveTitle}
          onClose={() => setAsking(null)}
          actions={
            <>
              <button type="button" className="button" data-first-focus onClick={() => setAsking(null)}>
                {s.common.cancel}
              </button>
              <button
                type="button"
                className="button button-primary"
                onClick={() => {
                  setAsking(null)
                  void approveRun(asking)
                }}
              >
                {s.run.approveDo}
              </button>
            </>
          }
        >
          <p>{s.run.approveBody}</p>
        </Dialog>
      )}
    </div>
  )
}
