/** Messages for everyone: a line that screen readers speak and that stays on the screen for a while. */
import { useEffect } from 'react'
import { Icon } from './icon'
import { createStore, useStore } from './store'
import { s } from './strings'

export type Notice = { readonly id: number; readonly tone: 'good' | 'bad' | 'plain'; readonly text: string }

const notice = createStore<Notice | null>(null)
let count = 0

/** Shows and speaks one sentence; the next one replaces it. */
export const announce = (text: string, tone: Notice['tone'] = 'plain'): void => {
  count += 1
  notice.set({ id: count, tone, text })
}

const visibleFor = 6000

/** The place where announcements appear; mounted once. Errors stay until dismissed. */
export const Announcements = () => {
  const current = useStore(notice)
  useEffect(() => {
    if (current === null || current.tone === 'bad') return
    const timer = setTimeout(() => notice.set(null), visibleFor)
    return () => clearTimeout(timer)
  }, [current])
  return (
    <div className="notice-place" role="status" aria-live="polite">
      {current !== null && (
        <div className={`notice notice-${current.tone}`} key={current.id}>
          <Icon name={current.tone === 'good' ? 'check' : current.tone === 'bad' ? 'error' : 'info'} />
          <span>{current.text}</span>
          <button type="button" className="icon-button" aria-label={s.common.dismiss} onClick={() => notice.set(null)}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  )
}
