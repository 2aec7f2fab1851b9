/** What was done to the pipelines and stages of a portal, for their audits. */

/** `action` in our words, which the public description leaves open. Times are milliseconds. */
export type PipelineChange = {
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE'
  /** The pipeline's or the stage's id. */
  readonly identifier: string
  /** As it stood afterwards, or before it went. */
  readonly rawObject: unknown
  readonly at: number
}

/** Changes of the whole portal in order, each under its object. Pipelines that were there from the start have none until they change. */
export class PipelineAudit {
  private readonly changes = new Map<string, PipelineChange[]>()

  /** `object`: the plural name of the records that go through the pipeline. */
  note(object: string, kind: 'pipeline' | 'stage', change: PipelineChange): void {
    const key = `${object} ${kind} ${change.identifier}`
    this.changes.set(key, [...(this.changes.get(key) ?? []), change])
  }

  /** Changes of one pipeline or stage, the newest first; those of deleted ones stay. */
  of(object: string, kind: 'pipeline' | 'stage', identifier: string): readonly PipelineChange[] {
    return [...(this.changes.get(`${object} ${kind} ${identifier}`) ?? [])].reverse()
  }
}
