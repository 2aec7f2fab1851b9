/** Log: structured lines on standard error, without secrets. */
import { createRedactor, type Redactor } from '@lockstep/runtime'
import { type Logger, pino } from 'pino'

export type { Logger }

/** `LOCKSTEP_LOG` chooses the level (default `warn`). A line that cannot be written, as on a full disk, is lost; the server goes on. */
export const createLogger = (level = 'warn', fd = 2, redactor: Redactor = createRedactor()): Logger => {
  const lines = pino.destination({ fd, sync: true })
  lines.on('error', () => undefined)
  return pino(
    {
      level,
      base: { name: 'lockstep' },
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: (line) => redactor.text(line) },
    },
    lines,
  )
}
