/** Output trouble: what to do where standard output, or standard error, can no longer be written. */
import { fileReason } from '@lockstep/runtime'

/**
 * A reader that went away (`lockstep why … | head`) is not our failure, and ends the program quietly; an output that cannot be kept, as on
 * a full disk, ends it with one sentence. Where nobody can be told any more, the program goes on without words.
 */
export const watchOutput = (
  stdout: Pick<NodeJS.WriteStream, 'on'>,
  stderr: Pick<NodeJS.WriteStream, 'on' | 'write'>,
  exit: (code: number) => void,
): void => {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      exit(0)
      return
    }
    stderr.write(`cannot write to standard output: ${fileReason(error) ?? error.code ?? 'no reason is known'}\n`)
    exit(1)
  })
  stderr.on('error', () => undefined)
}
