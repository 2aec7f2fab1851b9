/** The frame around every page: brand, pages, connections, what runs now, colours. */
import { type ReactNode, useEffect, useRef } from 'react'
import { activity, status } from './api/activity'
import { streamState } from './api/events'
import { HealthPage } from './pages/health/health-page'
import { PolicyPage } from './pages/policy/policy-page'
import { RecordsPage } from './pages/records/records-page'
import { RunPage } from './pages/run/run-page'
import { Announcements } from './ui/announce'
import { count } from './ui/figures'
import { Icon } from './ui/icon'
import { hrefOf, type Page, route } from './ui/route'
import { useStore } from './ui/store'
import { s } from './ui/strings'
import { theme, toggleTheme } from './ui/theme'

const pages: readonly { readonly page: Page; readonly name: string }[] = [
  { page: 'policy', name: s.shell.policy },
  { page: 'run', name: s.shell.run },
  { page: 'health', name: s.shell.health },
  { page: 'records', name: s.shell.records },
]

const Brand = () => (
  <span className="brand">
    <svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" className="brand-tile" />
      <path
        d="M5 9h11m-3.5-3.5L16 9l-3.5 3.5M19 15H8m3.5-3.5L8 15l3.5 3.5"
        fill="none"
        stroke="#fff"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
    <span className="brand-name">Lockstep</span>
  </span>
)

const Connections = () => {
  const now = useStore(status)
  if (now === null) return null
  return (
    <ul className="connections">
      {now.connections.map((connection) => {
        const name = s.common[connection.system]
        const words =
          connection.state === 'connected'
            ? s.shell.connected(name, connection.account, connection.sandbox)
            : connection.state === 'failed'
              ? s.shell.failed(name, connection.message)
              : s.shell.unknown(name)
        return (
          <li key={connection.system} className={`connection connection-${connection.state}`} title={words}>
            <Icon name={connection.state === 'connected' ? 'check' : connection.state === 'failed' ? 'error' : 'dot'} size={14} />
            <span aria-hidden="true">{name}</span>
            <span className="for-readers">{words}</span>
            {connection.sandbox && (
              <span className="tag" aria-hidden="true">
                {s.shell.sandbox}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const RunningNow = () => {
  const now = useStore(activity)
  if (now === null) return null
  const progress = now.progress
  return (
    <a className="running-now" href={hrefOf('run')}>
      <span className="spinner" aria-hidden="true" />
      {s.shell.running[now.kind]}
      {progress !== null && progress.total !== null && progress.total > 0 && (
        <span className="figures">
          {count(progress.done)} / {count(progress.total)}
        </span>
      )}
    </a>
  )
}

const ThemeButton = () => {
  const dark = useStore(theme) === 'dark'
  const words = dark ? s.shell.toLight : s.shell.toDark
  return (
    <button type="button" className="icon-button" aria-label={words} title={words} onClick={toggleTheme}>
      <Icon name={dark ? 'sun' : 'moon'} size={18} />
    </button>
  )
}

const shownPage: Readonly<Record<Page, () => ReactNode>> = {
  policy: () => <PolicyPage />,
  run: () => <RunPage />,
  health: () => <HealthPage />,
  records: () => <RecordsPage />,
}

/** The whole screen. */
export const App = () => {
  const { page } = useStore(route)
  const stream = useStore(streamState)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    document.title = `${pages.find((entry) => entry.page === page)?.name ?? ''} · Lockstep`
    // After the first page, a change of page moves the focus there, so that a screen reader reads on from the right place.
    if (!first.current) main.current?.focus()
    first.current = false
  }, [page])
  return (
    <div className="app">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {s.shell.skip}
      </button>
      <header className="top">
        <Brand />
        <nav aria-label={s.shell.pages} className="pages">
          {pages.map((entry) => (
            <a key={entry.page} href={hrefOf(entry.page)} aria-current={entry.page === page ? 'page' : undefined}>
              {entry.name}
            </a>
          ))}
        </nav>
        <div className="top-end">
          <RunningNow />
          <Connections />
          <ThemeButton />
        </div>
      </header>
      {stream === 'lost' && (
        <p className="banner banner-warning" role="status">
          <Icon name="warning" /> {s.shell.streamLost}
        </p>
      )}
      <main id="main" ref={main} tabIndex={-1} className={`page page-${page}`}>
        {shownPage[page]()}
      </main>
      <Announcements />
    </div>
  )
}
