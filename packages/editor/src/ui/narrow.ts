/** Whether the window is too narrow for two panes side by side. */
import { useSyncExternalStore } from 'react'

const query = '(max-width: 760px)'

const subscribe = (tell: () => void): (() => void) => {
  const list = window.matchMedia(query)
  list.addEventListener('change', tell)
  return () => list.removeEventListener('change', tell)
}

/** Follows the window; the same width as the style sheets' own. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
