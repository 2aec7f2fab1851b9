/** The language server as a program of its own, for an editor's extension that brings it along. */
import { version } from '../version'
import { serveLanguage } from './language-server'
import { openConnection } from './open-connection'

serveLanguage(openConnection(), version)
