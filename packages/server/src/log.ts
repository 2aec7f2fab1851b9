/** Log: structured lines on standard error; secrets have no way in, since only named fields are written. */
import { type Logger, pino } from 'pino'

export type { Logger }

/** `LOCKSTEP_LOG` chooses the level (default `warn`). */
export const createLogger = (level = 'warn'): Logger =>
  pino({ level, base: { name: 'lockstep' }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }))
