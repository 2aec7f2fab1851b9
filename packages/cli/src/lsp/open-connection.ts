/** Open connection: the protocol over standard input and output. */
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node'

/**
 * Nothing else may write to standard output from then on. When the input ends, or the process of the editor does, the process ends too:
 * with 0 after a `shutdown`, else with 1.
 */
export const openConnection = (): Connection => createConnection(ProposedFeatures.all, process.stdin, process.stdout)
