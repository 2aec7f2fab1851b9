/** Starts the screens. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchActivity } from './api/activity'
import { openEvents } from './api/events'
import { App } from './app'
import { watchPolicy } from './document/policy-store'
import { watchRoute } from './ui/route'
import { watchTheme } from './ui/theme'
import './ui/styles.css'

watchTheme()
watchRoute()
openEvents()
watchActivity()
watchPolicy()

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no place for the screens: please report this')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
