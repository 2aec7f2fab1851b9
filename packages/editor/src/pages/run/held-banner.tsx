/** A run that held records back: what was held, by which rule, and the way to let it go. */
import type { SyncReport } from '@lockstep/server/contract'
import { useState } from 'react'
import { activity, approveRun } from '../../api/activity'
import { Dialog } from '../../ui/dialog'
import { count } from '../../ui/figures'
import { Icon } from '../../ui/icon'
import { RuleLink } from '../../ui/rule-link'
import { useStore } from '../../ui/store'
import { s } from '../../ui/strings'

export const HeldBanner = ({ report }: { readonly report: SyncReport }) => {
  const isBusy = useStore(activity) !== null
  const [asking, setAsking] = useState(false)
  return (
    <div className="banner banner-warning" role="status">
      <Icon name="warning" />
      <div className="grow">
        <p>{s.run.heldTitle}</p>
        <ul className="held-list">
          {report.held.map((each) => (
            <li key={`${each.what} ${each.rule}`}>
              {s.run.heldItem(count(each.count), each.what, each.limit)} <RuleLink rule={each.rule} />
            </li>
          ))}
        </ul>
        <button type="button" className="button" disabled={isBusy} onClick={() => setAsking(true)}>
          {s.run.approve}
        </button>
      </div>
      {asking && (
        <Dialog
          title={s.run.approveTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <button type="button" className="button" data-first-focus onClick={() => setAsking(false)}>
                {s.common.cancel}
              </button>
              <button
                type="button"
                className="button button-primary"
                onClick={() => {
                  setAsking(false)
                  void approveRun(report.run)
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
