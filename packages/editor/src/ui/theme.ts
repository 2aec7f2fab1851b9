/** Light or dark: the system's choice unless the person chose. */
import { createStore } from './store'

export type Theme = 'light' | 'dark'
const key = 'lockstep.theme'

const chosen = (): Theme | null => {
  const value = window.localStorage.getItem(key)
  return value === 'light' || value === 'dark' ? value : null
}

export const theme = createStore<Theme>('light')

/** Follows the system and the stored choice, and marks the document so that the style sheet can follow. */
export const watchTheme = (): void => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const read = () => {
    const next = chosen() ?? (dark.matches ? 'dark' : 'light')
    document.documentElement.dataset['theme'] = next
    theme.set(next)
  }
  dark.addEventListener('change', read)
  window.addEventListener('storage', read)
  read()
}

/** Chooses the other theme and remembers it in this browser. */
export const toggleTheme = (): void => {
  const next: Theme = theme.get() === 'dark' ? 'light' : 'dark'
  window.localStorage.setItem(key, next)
  document.documentElement.dataset['theme'] = next
  theme.set(next)
}
