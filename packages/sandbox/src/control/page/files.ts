/** The files of the page, as the control port answers them. */
import { FAULT_KINDS } from '../../world/faults'
import type { SandboxResponse } from '../../world/system'
import { CSS, HTML } from './html'
import { recordShower } from './record'
import { fillRules } from './rules'
import { fillSide } from './side'
import { fillSnapshots } from './snapshots'
import { makeTools } from './tools'
import { fillWeather } from './weather'

/** The parts refer to nothing outside themselves, so that their text runs in the browser as it is. */
const SCRIPT = `(async () => {
const tools = (${makeTools})()
try {
  ;(${fillWeather})(tools, ${JSON.stringify(FAULT_KINDS)})
  ;(${fillRules})(tools)
  ;(${fillSnapshots})(tools)
  const show = (${recordShower})(tools)
  const fill = (${fillSide})
  const objects = await tools.call('/objects')
  fill(tools, show, 'hubspot', objects.hubspot)
  fill(tools, show, 'salesforce', objects.salesforce)
} catch (error) {
  tools.say(String(error), true)
}
})()
`

const headers = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}
const file = (type: string, body: string): SandboxResponse => ({ status: 200, type: `${type};charset=UTF-8`, body, headers })

/** By path. */
export const PAGE_FILES: ReadonlyMap<string, SandboxResponse> = new Map([
  ['/', file('text/html', HTML)],
  ['/page.css', file('text/css', CSS)],
  ['/page.js', file('text/javascript', SCRIPT)],
])
