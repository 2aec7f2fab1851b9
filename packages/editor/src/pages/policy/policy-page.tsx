/** The policy page: one text, two ways to see it, its problems, saving, and the way to a plan. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { activity, startPlan, status } from '../../api/activity'
import { analysis, watchAnalysis } from '../../document/analysis'
import { conflict, isDirty, loadPolicy, policy, saveFile } from '../../document/policy-store'
import { requestReveal } from '../../document/reveal'
import { EmptyState } from '../../ui/empty-state'
import { Icon, type IconName } from '../../ui/icon'
import { LoadFailed } from '../../ui/load-failed'
import { useNarrow } from '../../ui/narrow'
import { navigate, route } from '../../ui/route'
import { useStore } from '../../ui/store'
import { s } from '../../ui/strings'
import { ConflictDialog } from './conflict-dialog'
import { FileTabs } from './file-tabs'
import { formatActive } from './format-active'
import { NewFileDialog } from './new-file-dialog'
import { Problems } from './problems'
import { Splitter } from './splitter'

const TextPane = lazy(() => import('../../text/text-pane'))
const GraphPane = lazy(() => import('../../graph/graph-pane'))

type View = 'text' | 'both' | 'graph'
const views: readonly { readonly view: View; readonly icon: IconName }[] = [
  { view: 'text', icon: 'text' },
  { view: 'both', icon: 'both' },
  { view: 'graph', icon: 'graph' },
]
const viewKey = 'lockstep.view'

const storedView = (): View => views.find(({ view }) => view === window.localStorage.getItem(viewKey))?.view ?? 'both'

export const PolicyPage = () => {
  const now = useStore(policy)
  const found = useStore(conflict)
  const checked = useStore(analysis)
  const running = useStore(activity)
  const server = useStore(status)
  const rule = useStore(route).rest
  const [wanted, setWanted] = useState<View>(storedView)
  const narrow = useNarrow()
  const view = narrow && wanted === 'both' ? 'text' : wanted
  const [share, setShare] = useState(0.5)
  const [problems, setProblems] = useState(true)
  const [asking, setAsking] = useState(false)
  useEffect(watchAnalysis, [])
  useEffect(() => {
    if (rule !== '') requestReveal(rule)
  }, [rule])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
      event.preventDefault()
      const at = policy.get()
      if (at.state === 'ready' && at.active !== null) void saveFile(at.active)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  const show = (next: View) => {
    setWanted(next)
    window.localStorage.setItem(viewKey, next)
  }

  if (now.state === 'loading') return <p className="muted page-inner">{s.common.loading}</p>
  if (now.state === 'failed')
    return (
      <div className="page-inner">
        <h1>{s.policy.title}</h1>
        <LoadFailed error={now.error} onRetry={() => void loadPolicy()} />
      </div>
    )
  if (now.files.length === 0)
    return (
      <>
        <EmptyState title={s.policy.emptyTitle} body={s.policy.emptyBody}>
          <button type="button" className="button button-primary" onClick={() => setAsking(true)}>
            <Icon name="plus" /> {s.policy.newFile}
          </button>
        </EmptyState>
        {asking && <NewFileDialog taken={new Set()} onClose={() => setAsking(false)} />}
      </>
    )

  const active = now.files.find((file) => file.path === now.active)
  const broken = new Set((checked?.diagnostics ?? []).filter((each) => each.severity === 'error').map((each) => each.file))
  return (
    <div className="policy">
      <h1 className="for-readers">{s.policy.title}</h1>
      <div className="policy-bar">
        <FileTabs files={now.files} active={now.active} broken={broken} />
        <div className="policy-actions">
          <fieldset className="segmented" aria-label={s.policy.view}>
            {(narrow ? views.filter((each) => each.view !== 'both') : views).map((each) => (
              <button key={each.view} type="button" aria-pressed={view === each.view} onClick={() => show(each.view)}>
                <Icon name={each.icon} size={14} /> {s.policy[each.view]}
              </button>
            ))}
          </fieldset>
          <button
            type="button"
            className="button"
            title={s.policy.formatTitle}
            disabled={active === undefined}
            onClick={() => active !== undefined && void formatActive(active)}
          >
            <Icon name="format" /> {s.policy.format}
          </button>
          <button
            type="button"
            className={`button${active !== undefined && isDirty(active) ? ' button-primary' : ''}`}
            title={s.policy.saveTitle}
            disabled={active === undefined || !isDirty(active)}
            onClick={() => active !== undefined && void saveFile(active.path)}
          >
            <Icon name="save" /> {s.policy.save}
          </button>
          <button
            type="button"
            className="button"
            title={s.policy.planTitle}
            disabled={running !== null || (server?.policy.errors ?? 0) > 0}
            onClick={() => {
              navigate('run')
              void startPlan()
            }}
          >
            <Icon name="plan" /> {s.policy.plan}
          </button>
        </div>
      </div>
      <div className={`policy-work view-${view}`} id="policy-work">
        {view !== 'graph' && (
          <div className="policy-text" style={view === 'both' ? { flexBasis: `${share * 100}%` } : undefined}>
            <Suspense fallback={<p className="muted pane-wait">{s.policy.loadingText}</p>}>
              <TextPane />
            </Suspense>
          </div>
        )}
        {view === 'both' && <Splitter share={share} onShare={setShare} />}
        {view !== 'text' && (
          <div className="policy-graph">
            <Suspense fallback={<p className="muted pane-wait">{s.policy.loadingGraph}</p>}>
              <GraphPane />
            </Suspense>
          </div>
        )}
      </div>
      <Problems open={problems} onToggle={() => setProblems(!problems)} onGo={() => view === 'graph' && show('both')} />
      {found !== null && <ConflictDialog key={found.theirs?.version ?? 'deleted'} found={found} />}
    </div>
  )
}
