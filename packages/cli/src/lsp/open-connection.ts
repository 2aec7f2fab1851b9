/** Open connection: the protocol over standard input and output. */
import { Transform } from 'node:stream'
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node'

const LINE_FEED = 10

/**
 * Hands on the input line by line. The protocol's reader gives up the rest of a piece in which a header was garbage until more input
 * comes; so a good message behind it must be a piece of its own.
 */
export const splitAtLineEnds = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _, done) {
      let from = 0
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
        this.push(chunk.subarray(from, at + 1))
        from = at + 1
      }
      if (from < chunk.length) this.push(chunk.subarray(from))
      done()
    },
  })

/**
 * Nothing else may write to standard output from then on. When the input ends, or the process of the editor does, the process ends too:
 * with 0 after a `shutdown`, else with 1.
 */
export const openConnection = (): Connection =>
  createConnection(ProposedFeatures.all, process.stdin.pipe(splitAtLineEnds()), process.stdout)
