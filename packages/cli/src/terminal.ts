/** Terminal: data to standard output, messages to standard error, colour and a progress line only where a person looks. */
import { createRedactor, type Progress, type Redactor } from '@lockstep/runtime'

export type Terminal = {
  /** Data: what a script would read. */
  out(text: string): void
  /** A message for a person. */
  say(text: string): void
  json(value: unknown): void
  readonly hasColour: boolean
  /** Shows how far a long piece of work is; one line that is overwritten, on a terminal only. */
  progress(progress: Pick<Progress, 'message' | 'done' | 'total' | 'calls'> & Partial<Progress>): void
  endProgress(): void
}

type Streams = {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Takes secrets out of messages; absent: one that knows their shapes alone. */
  readonly redactor?: Redactor
}

const bar = (done: number, total: number): string => {
  const width = 24
  const filled = total === 0 ? width : Math.min(width, Math.round((done / total) * width))
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
}

/** `NO_COLOR` (any value) and a dumb terminal turn colour off. */
export const createTerminal = ({ stdout, stderr, environment, redactor = createRedactor() }: Streams): Terminal => {
  const hasColour = stdout.isTTY === true && environment['NO_COLOR'] === undefined && environment['TERM'] !== 'dumb'
  const showsProgress = stderr.isTTY === true && environment['TERM'] !== 'dumb'
  let isShowing = false
  const clear = (): void => {
    if (isShowing) stderr.write('\r\u001B[2K')
    isShowing = false
  }
  return {
    hasColour,
    out: (text) => {
      clear()
      stdout.write(text.endsWith('\n') ? text : `${text}\n`)
    },
    say: (text) => {
      clear()
      const shown = redactor.text(text)
      stderr.write(shown.endsWith('\n') ? shown : `${shown}\n`)
    },
    json: (value) => {
      clear()
      stdout.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    progress: ({ message, done, total, calls }) => {
      if (!showsProgress) return
      const part = total === null ? `${done}` : `${bar(done, total)} ${done}/${total}`
      const spent = calls.hubspot + calls.salesforce
      const line = `${part} ${message}${spent === 0 ? '' : ` · ${spent} calls`}`
      stderr.write(`\r\u001B[2K${line.slice(0, (stderr.columns || 100) - 1)}`)
      isShowing = true
    },
    endProgress: clear,
  }
}
