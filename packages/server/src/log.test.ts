/** A log that cannot be written ends nothing. */
import { closeSync, existsSync, openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createLogger } from './log'

test.runIf(existsSync('/dev/full'))('lines that a full disk takes no more are lost, and nothing else is', () => {
  const fd = openSync('/dev/full', 'w')
  const logger = createLogger('warn', fd)
  expect(() => logger.warn('first')).not.toThrow()
  expect(() => logger.warn('second')).not.toThrow()
  closeSync(fd)
})
