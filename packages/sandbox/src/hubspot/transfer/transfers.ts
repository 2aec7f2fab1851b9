/** Imports and exports of a portal; what is due is carried out before the next request is answered. */
import type { Portal } from '../portal'
import { type ExportJob, runExport } from './export-job'
import { type ImportJob, runImport } from './import-job'

/** By id, in the order in which they were asked for. */
export class Transfers {
  readonly imports = new Map<string, ImportJob>()
  readonly exports = new Map<string, ExportJob>()
  private open = 0
  private lastId = 42_000_000

  nextId(): string {
    this.lastId += 1
    return String(this.lastId)
  }

  addImport(job: ImportJob): void {
    this.imports.set(job.id, job)
    this.open += 1
  }

  addExport(job: ExportJob): void {
    this.exports.set(job.id, job)
    this.open += 1
  }

  /** Carries out what is due at that time. */
  settle(portal: Portal, now: number): void {
    if (this.open === 0) {
      return
    }
    for (const job of this.imports.values()) {
      if (job.state === 'STARTED' && job.due <= now) {
        runImport(portal, job)
        this.open -= 1
      }
    }
    for (const job of this.exports.values()) {
      if (job.file === undefined && job.due <= now) {
        runExport(portal, job)
        this.open -= 1
      }
    }
  }

  /** Ends an import that has not run yet; false where it is too late. */
  cancel(job: ImportJob, now: number): boolean {
    if (job.state !== 'STARTED') {
      return false
    }
    job.state = 'CANCELED'
    job.updatedAt = now
    this.open -= 1
    return true
  }
}
