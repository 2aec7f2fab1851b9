/** Command engine: what commands use of an engine, whether it runs in this process or behind a server. */
import type { Engine } from '@lockstep/runtime'

export type CommandEngine = Pick<Engine, 'plan' | 'sync' | 'why' | 'errors' | 'retryErrors' | 'ignoreErrors' | 'runs' | 'close'>
