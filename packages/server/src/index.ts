/** The doors of the server package, listed by name. */
export { findServer } from './address'
export { createApp, type ServerParts } from './app'
export { createConnections } from './connections'
export { errorsCsv } from './errors-csv'
export { createEvents, type Events } from './events'
export { createJobs, type Jobs } from './jobs/jobs'
export { createLogger, type Logger } from './log'
export { allowedNames } from './policies/file-names'
export {
  type Change,
  readCatalog,
  readPolicyFiles,
  readPolicyFolder,
  savePolicyFiles,
  versionOf,
  writeBesidePolicy,
} from './policies/folder'
export { type RunningServer, type ServeOptions, startServer } from './serve'
export { secretsIn } from './settings/secrets'
export { readSettings, type Settings } from './settings/settings'
export { createWorkspace, type ReadPolicy, readPolicy, requirePolicy, type Workspace } from './workspace'
