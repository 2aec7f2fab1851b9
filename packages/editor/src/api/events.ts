/** The server's event stream: one connection for the whole page, kept alive by the browser. */
import type { ServerEvent } from '@lockstep/server/contract'
import { createStore } from '../ui/store'

/** `lost` while the browser tries to reach the server again. */
export const streamState = createStore<'connecting' | 'open' | 'lost'>('connecting')

type Listener = (event: ServerEvent) => void
const listeners = new Set<Listener>()
const names: readonly ServerEvent['event'][] = ['progress', 'finished', 'policy']

/** Calls `listener` for each event; returns the way to stop. */
export const onServerEvent = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How long after a refusal the stream is asked for again, milliseconds; a line that broke is mended by the browser itself. */
const again = 3_000

/** Opens the stream; called once when the page starts. */
export const openEvents = (): void => {
  const source = new EventSource('/api/events')
  source.addEventListener('open', () => streamState.set('open'))
  source.addEventListener('error', () => {
    streamState.set('lost')
    // An answer that is no stream, such as a proxy's "bad gateway", closes it for good.
    if (source.readyState === EventSource.CLOSED) setTimeout(openEvents, again)
  })
  for (const name of names)
    source.addEventListener(name, (message: MessageEvent<string>) => {
      const parsed: unknown = JSON.parse(message.data)
      const event = { ...(parsed as ServerEvent), event: name } as ServerEvent
      for (const listener of [...listeners]) listener(event)
    })
}
