/** Tabs over panels, with the arrow keys between them. */
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

export type Tab = { readonly id: string; readonly label: string; readonly figure?: string; readonly panel: () => ReactNode }

export const Tabs = ({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) => {
  const [chosen, setChosen] = useState(tabs[0]?.id)
  const base = useId()
  const current = tabs.find((tab) => tab.id === chosen) ?? tabs[0]
  if (current === undefined) return null
  const move = (event: KeyboardEvent, by: number) => {
    event.preventDefault()
    const next = tabs[(tabs.indexOf(current) + by + tabs.length) % tabs.length]
    if (next === undefined) return
    setChosen(next.id)
    document.getElementById(`${base}-tab-${next.id}`)?.focus()
  }
  return (
    <div>
      <div
        className="tabs"
        role="tablist"
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') move(event, 1)
          if (event.key === 'ArrowLeft') move(event, -1)
        }}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-tab-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab === current}
            aria-controls={`${base}-panel`}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => setChosen(tab.id)}
          >
            {tab.label}
            {tab.figure !== undefined && <span className="tab-figure">{tab.figure}</span>}
          </button>
        ))}
      </div>
      <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-tab-${current.id}`} className="tab-panel">
        {current.panel()}
      </div>
    </div>
  )
}
