/** The engine's nouns: snapshot, link, intent, decision; shared by planner, pipeline, connectors and store. */
import type { ERROR_KINDS, RuleId, SideName, Wire } from '@lockstep/dsl'

/** Milliseconds since 1970, UTC. */
export type Instant = number

export type { SideName, Wire }

/**
 * One record as one side showed it at `at`. Values are in wire form; a property that was not read is absent from `values`.
 * A stored snapshot keeps the last value of what is `unread` by now, for the base's sake; the planner is shown it without.
 */
export type Snapshot = {
  readonly side: SideName
  /** `contact`, `Lead`, `Contact`, ... */
  readonly object: string
  readonly id: string
  readonly values: Readonly<Record<string, Wire>>
  /** Watched properties that the service left out of its last answer: archived, taken away, hidden. Not read is not blank. */
  readonly unread?: readonly string[]
  /** The record's own modification stamp (lastmodifieddate, SystemModstamp), the service's clock. */
  readonly at: Instant
  readonly createdAt?: Instant
  /** When the service was asked (its clock, from `Date`): the snapshot is known to hold from `at` to here. */
  readonly readAt: Instant
  /** Per property, when it last changed, where known (HubSpot's property history). */
  readonly times?: Readonly<Record<string, Instant>>
  readonly deleted?: boolean
  /** Counts as deleted, but is neither live, archived nor merged: purged, erased for privacy, or out of the connected user's sight. */
  readonly unfound?: boolean
  /** Exists but the connected user cannot see it. */
  readonly hidden?: boolean
  /** The id of the winner when this record lost a merge. */
  readonly mergedInto?: string
  /** Ids this record absorbed in merges. */
  readonly absorbed?: readonly string[]
  /** A converted lead's contact. */
  readonly convertedTo?: string
}

export type LinkState = 'alone' | 'linked' | 'paused' | 'waiting' | 'dead'

/**
 * What both sides held when they last agreed; `none`: the mapping has never met on this link. `seen`: when a Salesforce change was noticed,
 * from and to. `owed`: not met either, and the value that is not blank is what the system itself put into a record that we created.
 */
export type BasePair = {
  readonly h: Wire
  readonly s: Wire
  readonly seen?: { readonly from: Instant; readonly to: Instant }
  readonly owed?: true
}
export type Base = BasePair | 'none'

/**
 * A record that may be the counterpart of one that is alone. For a link whose record lost a merge or is a converted lead, the record it
 * became (same side, `match` is not looked at) stands here too; where it is missing, the planner wants it.
 */
export type Candidate = {
  readonly snapshot: Snapshot /** the live link that already holds it */
  readonly linkedTo?: string
  readonly match: RuleId
}

/** Records reached from this link, by what the policy reads. */
export type Edges = {
  /** Names of the policy's lists of which the HubSpot record is a member. */
  readonly lists: readonly string[]
  /** HubSpot association or Salesforce lookup name -> the records reached, the primary one first. */
  readonly related: Readonly<Record<string, readonly Snapshot[]>>
  /** Opportunities joined to the Salesforce contact by OpportunityContactRole. */
  readonly opportunities: readonly Snapshot[]
  /** For `carry to contacts of company`: the highest stage each other contact of the same primary company has earned by its opportunities. */
  readonly colleagueStages: readonly string[]
  /** Lists whose members are not known: whether the record is a member is unknown. */
  readonly unreadLists?: readonly string[]
  /** Associations and lookups of which not every record is known (`Opportunity`, `company`), and `colleagues`. */
  readonly unreadRelations?: readonly string[]
}

export type Link = {
  readonly id: string
  readonly sync: string
  readonly state: LinkState
  readonly hubspot?: Snapshot
  readonly salesforce?: Snapshot
  /** Both records as they were before this run's changes, for `when` and for "unchanged since"; absent when first seen now. */
  readonly before?: { readonly hubspot?: Snapshot; readonly salesforce?: Snapshot }
  /**
   * By mapping id. `none`: not met yet, meets as soon as values cross. Absent: the mapping is new to this link, and today's values stand
   * until one of its two fields changes. Ids that begin with `lifecycle:` are the planner's own notes, kept and rolled back alike.
   */
  readonly base: Readonly<Record<string, Base>>
  /** Records of the other side that share a match key, best line first; only for links that are alone. */
  readonly candidates: readonly Candidate[]
  /** Other records of the same side, alone too, that share the key: `prefer` chooses among them and this one; only the winner creates or links. */
  readonly rivals: readonly Snapshot[]
  /**
   * For a link one of whose records is deleted: live records of that record's side that share a match key with either of its records, in
   * whose favour the link may move; best line first.
   */
  readonly replacements?: readonly Candidate[]
  /** The deleted record's side was not searched for replacements since the delete was seen: the delete is not carried before that. */
  readonly isUnsearched?: true
  readonly edges: Edges
  /** Mapping ids that undo has pinned. */
  readonly pins: readonly string[]
  /** Raised by each new counterpart, so that a create's key is never used twice. */
  readonly generation: number
  /** Why a dead link died: `converted lead`, `merged`, `deleted`, `deleted while paused`, `unlinked`. */
  readonly cause?: string
  /** When this side's record was first seen as a member of the policy's world; used for "not retroactive". */
  readonly since: Instant
  /** Whether the includes held when last planned, per side; a change is itself a trigger. */
  readonly included?: { readonly hubspot?: boolean; readonly salesforce?: boolean }
}

export type Action = 'create' | 'update' | 'delete'

/** One write to one record. `key` is unique over all runs and is what the outbox and the unique key field carry. */
export type Intent = {
  readonly key: string
  readonly link: string
  readonly side: SideName
  readonly object: string
  /** Absent for a create. */
  readonly id?: string
  readonly action: Action
  readonly fields: Readonly<Record<string, { readonly from: Wire; readonly to: Wire; readonly mapping?: string; readonly rule: RuleId }>>
  /** Value for the side's key field, on creates: `portal:object:id:generation` of the source. */
  readonly externalKey?: string
  readonly rule: RuleId
  readonly reason: string
  /** Record type developer name and assignment rules, where the policy asks. */
  readonly recordType?: string
  readonly assignmentRules?: boolean
  /** `SystemModstamp` or `lastmodifieddate` the plan was made on, for guarded updates. */
  readonly expectedAt?: Instant
}

/** Why something was or was not done; one row of the journal. */
export type Decision = {
  readonly link: string
  readonly mapping?: string
  readonly base?: Base
  readonly hubspot?: Wire
  readonly salesforce?: Wire
  readonly winner?: SideName | 'base' | 'neither'
  readonly rule: RuleId
  readonly kind:
    | 'create'
    | 'link'
    | 'update'
    | 'delete'
    | 'unlink'
    | 'conflict'
    | 'error'
    | 'pause'
    | 'resume'
    | 'ignore'
    | 'lifecycle'
    | 'wait'
    | 'match'
  readonly reason: string
}

/** The kinds of error cards (`engine.md`). */
export type CardKind = (typeof ERROR_KINDS)[number]

/** What stands on an error card. `code` is the vendor's raw code, or ours where the planner refused. */
export type Problem = {
  /** `0` where the problem is the workspace's and belongs to no record; `source` then says who found it. */
  readonly link: string
  readonly mapping?: string
  readonly side?: SideName
  readonly object?: string
  readonly recordId?: string
  readonly field?: string
  readonly value?: Wire
  readonly kind: CardKind
  readonly code: string
  readonly message: string
  readonly cure: string
  readonly rule?: RuleId
  /** All rules that the problem concerns, where there are several; `rule` is the first. */
  readonly rules?: readonly RuleId[]
  /** Which check found a problem of the workspace: `schema`, `people`, ...; absent for problems of records. */
  readonly source?: string
}

/**
 * A problem of the workspace: of a property, a list, a person or a limit, not of a record. `field` names the property, or whatever the
 * problem is about; side, object, field and code together tell one from another.
 */
export type WorkspaceProblem = Omit<Problem, 'link' | 'source' | 'mapping' | 'recordId'>

/**
 * A read the planner needs before it can decide: property history for a conflict that has a base, or (`history` empty) the record that
 * another one was merged or converted into, to be given as a candidate. Nothing else is decided for a link that wants something.
 * A property whose history is asked for must be in `times` afterwards; where the service knows no time, the record's own stamp.
 */
export type Want = {
  readonly link: string
  readonly side: SideName
  readonly object: string
  readonly id: string
  readonly history: readonly string[]
  /** Wanted are the live records of that side that share a match key with the link, rather than the record itself. */
  readonly replacements?: true
}

/** What a link becomes once its intents have been written; the pipeline stores this. */
export type LinkUpdate = {
  readonly link: string
  readonly state: LinkState
  readonly cause?: string
  /** New or changed base pairs only; `null` removes one. */
  readonly base: Readonly<Record<string, Base | null>>
  /** Ids to attach (a match was accepted). */
  readonly attach?: { readonly hubspot?: Snapshot; readonly salesforce?: Snapshot }
  /** Mappings that meet anew with the attached record, whatever their two ends agreed on before. */
  readonly unmet?: readonly string[]
  readonly included?: { readonly hubspot?: boolean; readonly salesforce?: boolean }
  readonly generation?: number
  /** Plan this link once more when the intents are written, with the records of this plan as `before`: a `when` or an include may now hold. */
  readonly again?: boolean
  /** Something that a rule reads was not read, so that rule decided nothing: plan this link again once it can be read. */
  readonly asleep?: boolean
}
