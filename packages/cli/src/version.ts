/** The program's version, taken from its package. */
import manifest from '../package.json'

export const version: string = manifest.version
