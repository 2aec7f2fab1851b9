/** The compiled policy: plain JSON, versioned; all that a run needs, with names resolved and catalog facts copied in. */
import type { HoldKind } from '../syntax/keywords'

export type SideName = 'hubspot' | 'salesforce'

/** Where a rule stands, for reasons shown to people. `line` is 1-based. */
export type RuleRef = { readonly file: string; readonly line: number; readonly start: number; readonly end: number }

/** Names a statement in `CompiledPolicy.rules`; independent of file order and formatting. */
export type RuleId = string

/** Neutral value types, after both systems' own types have been read from the catalog. */
export type ValueType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'duration'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'email'
  | 'phone'
  | 'url'
  | 'id'
  | 'blank'

/**
 * A value inside expressions. Dates are `YYYY-MM-DD`, datetimes ISO 8601 in UTC with milliseconds, durations milliseconds
 * (a number), multi-select picklists a `;`-joined text in the system's order. `null` is blank.
 */
export type Value = string | number | boolean | null

/** What one end of a mapping is, copied from the catalog. */
export type End = {
  readonly name: string
  readonly type: ValueType
  /** The vendor's own type name: `enumeration`, `textarea`, ... Decides the wire form. */
  readonly vendorType: string
  readonly length?: number
  readonly scale?: number
  readonly precision?: number
  /** Only the values, in order; absent when any text goes. */
  readonly options?: readonly string[]
  readonly restricted?: boolean
  readonly required?: boolean
  /** `false`: the field never holds a blank, even where the system fills it on create (an owner, a status). */
  readonly nillable?: boolean
  readonly createable: boolean
  readonly updateable: boolean
}

/** How Salesforce records name the one they hang on: in any of these lookups, or in rows of OpportunityContactRole. */
export type RelatedBy = { readonly kind: 'lookup'; readonly fields: readonly string[] } | { readonly kind: 'contact-role' }

export type Expr =
  | { readonly kind: 'literal'; readonly value: Value; readonly type: ValueType }
  /** A property of the record on that side. `object` is set where only one Salesforce object has it. */
  | {
      readonly kind: 'property'
      readonly side: SideName
      readonly object?: string
      readonly name: string
      readonly type: ValueType
      readonly vendorType: string
    }
  /** One step: HubSpot association (`via` = `company`) or Salesforce lookup (`via` = relationship name, `Account`). */
  | {
      readonly kind: 'related'
      readonly side: SideName
      readonly via: string
      readonly object: string
      readonly name: string
      readonly type: ValueType
      readonly vendorType: string
    }
  | { readonly kind: 'not'; readonly operand: Expr }
  | { readonly kind: 'negate'; readonly operand: Expr }
  | { readonly kind: 'test'; readonly op: 'known' | 'blank'; readonly operand: Expr }
  | {
      readonly kind: 'binary'
      readonly op: 'and' | 'or' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'starts with' | 'ends with' | '+' | '-' | '*' | '/'
      readonly left: Expr
      readonly right: Expr
      readonly type: ValueType
    }
  | { readonly kind: 'in'; readonly operand: Expr; readonly values: readonly Expr[] }
  | { readonly kind: 'member'; readonly list: string }
  | {
      readonly kind: 'quantifier'
      readonly quantifier: 'any' | 'all' | 'no'
      readonly object: string
      readonly where: Expr
      /**
       * Set where `object` is Salesforce's: how its records name the record of each Salesforce object that the expression may be asked of; an
       * object that is not listed has none. Absent: the records that HubSpot associates.
       */
      readonly by?: Readonly<Record<string, RelatedBy>>
    }
  | { readonly kind: 'linked'; readonly object?: string }
  | { readonly kind: 'included' }
  | { readonly kind: 'if'; readonly condition: Expr; readonly then: Expr; readonly else: Expr; readonly type: ValueType }
  | { readonly kind: 'call'; readonly function: string; readonly args: readonly Expr[]; readonly type: ValueType }

/** `match hubspot = salesforce`; `normalise` says how keys are compared. */
export type CompiledMatch = {
  readonly rule: RuleId
  readonly hubspot: End
  /** Field per Salesforce object of the sync. */
  readonly salesforce: Readonly<Record<string, End>>
  readonly normalise: 'email' | 'text' | 'id'
}

export type Preference = { readonly kind: 'object'; readonly object: string } | { readonly kind: 'newest' } | { readonly kind: 'oldest' }

export type OnNew = {
  readonly rule: RuleId
  readonly action: 'create' | 'link' | 'ignore'
  /** The object made on the other side: `contact` from Salesforce, a Salesforce object from HubSpot. */
  readonly object?: string
  readonly recordType?: string
  readonly assignmentRules?: boolean
  readonly when?: Expr
}

/** `from X { ... }`; absent lines are `ignore`. */
export type CompiledFrom = {
  readonly rule: RuleId
  readonly include?: { readonly rule: RuleId; readonly condition: Expr }
  readonly onNew: readonly OnNew[]
  readonly onChange: { readonly rule: RuleId; readonly action: 'update' | 'ignore' }
  readonly onDelete: { readonly rule: RuleId; readonly action: 'delete' | 'unlink' | 'ignore' }
  readonly onMerge: { readonly rule: RuleId; readonly action: 'follow' | 'delete' }
}

export type MappingRule = 'two-way' | 'prefer-salesforce' | 'prefer-hubspot' | 'to-salesforce' | 'to-hubspot' | 'off'

/** What stands after `using`. */
export type Use = { readonly kind: 'table'; readonly table: string } | { readonly kind: 'function'; readonly function: string }

export type Conversion =
  | { readonly kind: 'direct' }
  | Use
  /** The source is an expression over the source side's record, whose value `using` translates where there is one; one-way only. */
  | { readonly kind: 'expression'; readonly expr: Expr; readonly using?: Use }

export type CompiledMapping = {
  /**
   * Stable across formatting, order, and a change of direction, prefer, when or default; changes with either end or the conversion
   * (`language.md`, Deploying a change).
   */
  readonly id: string
  readonly rule: RuleId
  readonly kind: MappingRule
  /** Absent when the HubSpot side is an expression. */
  readonly hubspot?: End
  /** Field per Salesforce object; one entry when the policy wrote `Lead.State`. Empty when the Salesforce side is an expression. */
  readonly salesforce: Readonly<Record<string, End>>
  /** The Salesforce objects this mapping applies to (also where the Salesforce side is an expression). */
  readonly objects: readonly string[]
  readonly conversion: Conversion
  /** Already in the target's wire form. */
  readonly default?: string
  readonly when?: Expr
  readonly once: boolean
  readonly required: boolean
  readonly sticky?: { readonly value: Value; readonly until?: SideName; readonly evenWhenPaused: boolean }
}

/** `match through contact`: two records belong together when a pair of linked records hangs on both. */
export type CompiledMatchThrough = {
  readonly rule: RuleId
  /** The HubSpot object whose links are followed; it has a sync of its own, of the same id. */
  readonly object: string
  readonly plural: string
  /** How its Salesforce counterparts name ours: `Contact.AccountId`. Never empty. */
  readonly lookups: readonly { readonly object: string; readonly field: string; readonly to: string }[]
}

/** Where an association is kept in Salesforce. */
export type AssociationTarget =
  /** A lookup field per Salesforce object of the sync; `to` are the Salesforce objects that the associated records are linked to. */
  | { readonly kind: 'lookup'; readonly fields: Readonly<Record<string, End>>; readonly to: readonly string[] }
  /** A row of OpportunityContactRole for each associated contact. */
  | { readonly kind: 'contact-role'; readonly role?: string }

/** `associate company <-> AccountId`: several on HubSpot's side are a set, of which a lookup takes the primary, else the oldest. */
export type CompiledAssociation = {
  /** Stable as a mapping's id is: it changes with the object, the label or the field, not with the direction or `required`. */
  readonly id: string
  readonly rule: RuleId
  readonly kind: 'two-way' | 'to-salesforce' | 'to-hubspot'
  /** The associated HubSpot object, which has a sync of that id. */
  readonly object: string
  readonly plural: string
  readonly label?: string
  readonly target: AssociationTarget
  /** True: a record waits until its parent is linked, where it would else be written without. */
  readonly required: boolean
}

/** `pipeline "default" <-> record type "Standard" { stage ... }` */
export type CompiledPipeline = {
  readonly rule: RuleId
  /** Which side may move a record to another pipeline. */
  readonly kind: 'two-way' | 'to-salesforce' | 'to-hubspot'
  readonly hubspot: {
    readonly id: string
    readonly label: string
    /** The properties that hold the pipeline and the stage: `pipeline` and `dealstage` on deals. */
    readonly property: string
    readonly stageProperty: string
  }
  readonly salesforce:
    | {
        readonly kind: 'record-type'
        readonly object: string
        readonly recordType: string
        readonly id: string
        readonly stageField: string
      }
    /** Records without a record type of their own. */
    | { readonly kind: 'master'; readonly object: string; readonly stageField: string }
    /** Every record type of a case that runs this support process. */
    | { readonly kind: 'support-process'; readonly object: string; readonly process: string; readonly stageField: string }
  /** HubSpot's stage ids beside Salesforce's values, in the order written. */
  readonly stages: readonly {
    readonly rule: RuleId
    readonly hubspot: string
    readonly salesforce: string
    readonly direction: 'both' | 'to-salesforce' | 'to-hubspot'
  }[]
}

export type CompiledSync = {
  /** The HubSpot object's name: `contact`. One sync per HubSpot object. */
  readonly id: string
  readonly rule: RuleId
  readonly hubspot: { readonly object: string; readonly plural: string; readonly typeId: string }
  /** In the order of the head. */
  readonly salesforce: readonly string[]
  readonly match: readonly CompiledMatch[]
  /** `match through` lines, tried after the keys; absent when there are none. */
  readonly matchThrough?: readonly CompiledMatchThrough[]
  /** Set by `match none`: records never find each other by themselves. */
  readonly matchNone?: RuleId
  readonly prefer: readonly Preference[]
  readonly preferRule?: RuleId
  readonly conflicts: Conflicts
  readonly holds: readonly Hold[]
  readonly fromHubspot?: CompiledFrom
  readonly fromSalesforce: Readonly<Record<string, CompiledFrom>>
  readonly mappings: readonly CompiledMapping[]
  /** Absent when there are none. */
  readonly associations?: readonly CompiledAssociation[]
  /** Absent when there are none: then no record pauses for its pipeline. */
  readonly pipelines?: readonly CompiledPipeline[]
}

/** One line of `activities`. */
export type CompiledActivity = {
  /** `call->Task.Call` without its direction: one engagement type beside one kind of Salesforce activity. */
  readonly id: string
  readonly rule: RuleId
  /** A HubSpot activity: an object of its own (`call`, `email`, `meeting`, `note`, `task`) or an event of a contact's timeline. */
  readonly type: string
  /** Set for objects, absent for timeline events. */
  readonly hubspot?: { readonly plural: string; readonly typeId: string }
  readonly kind: 'two-way' | 'to-salesforce' | 'to-hubspot'
  readonly object: 'Task' | 'Event'
  /** `TaskSubtype` of the tasks meant and made; absent: any, and Salesforce's default for new ones. */
  readonly subtype?: string
  /** What must hold for an activity to cross; of the line and of its block, joined by `and`. */
  readonly when?: Expr
  readonly onDelete: { readonly rule: RuleId; readonly action: 'delete' | 'ignore' }
  /** In addition to what every activity carries: subject, body, time, owner, and whom it is about. */
  readonly mappings: readonly CompiledMapping[]
}

/** `campaigns { ... }` */
export type CompiledCampaigns = {
  readonly rule: RuleId
  /** A submission of the form makes the person a member of the active campaign of that name; removal is no trigger. */
  readonly forms: readonly {
    readonly rule: RuleId
    readonly form: string
    /** Where the catalog knows the form. */
    readonly formId?: string
    readonly campaign: string
    readonly status?: string
  }[]
  /** The contact property that lists a person's campaigns by name. */
  readonly showIn?: { readonly rule: RuleId; readonly property: End }
}

export type Conflicts = { readonly first: 'newest' | SideName; readonly then: SideName; readonly rule?: RuleId }
/** `percent` is of the linked records of the sync, and 100 never holds. */
export type Hold = {
  readonly rule?: RuleId
  readonly what: HoldKind
  readonly percent?: number
  readonly count?: number
}

export type Advance = {
  readonly rule: RuleId
  readonly stage: string
  /** What must hold of the related records: `is open` and so on compile to conditions on IsClosed and IsWon. */
  readonly when: Expr
  readonly quantifier: 'any' | 'all' | 'no'
  /** The related object; absent: the contact's opportunities by their contact roles. */
  readonly object?: string
  /** As in a quantifier of `Expr`: set where `object` is Salesforce's. */
  readonly by?: Readonly<Record<string, RelatedBy>>
}

export type CompiledLifecycle = {
  readonly rule: RuleId
  /** The sync's id whose HubSpot object carries the property: `contact`. */
  readonly sync: string
  readonly property: string
  readonly order: readonly string[]
  readonly advance: readonly Advance[]
  readonly carry: readonly { readonly rule: RuleId; readonly to: 'company' | 'contacts of company' }[]
}

export type ValueRow = {
  readonly hubspot: readonly string[]
  readonly salesforce: readonly string[]
  readonly direction: 'both' | 'to-salesforce' | 'to-hubspot'
}
export type Otherwise =
  | { readonly kind: 'error' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'value'; readonly value: string }
export type CompiledTable = {
  readonly name: string
  readonly rule?: RuleId
  readonly rows: readonly ValueRow[]
  readonly toSalesforce: Otherwise
  readonly toHubspot: Otherwise
  /** Shipped tables whose rows are only known at run time: active users and HubSpot owners. */
  readonly dynamic?: 'owners' | 'owners by email'
  /** Shipped tables of places: each row lists spellings of one place, the usual name first and its code second; look-ups ignore case and accents. */
  readonly spellings?: true
}

/** What capture must read, worked out from every expression and mapping. */
export type Watch = {
  readonly sync: string
  readonly hubspot: {
    readonly plural: string
    readonly properties: readonly string[]
    readonly lists: readonly string[]
    readonly associations: readonly { readonly to: string; readonly plural: string; readonly properties: readonly string[] }[]
  }
  /** Fields per Salesforce object, ids and stamps left out; `related` are relationship paths such as `Account.Name`. */
  readonly salesforce: Readonly<
    Record<
      string,
      {
        readonly fields: readonly string[]
        readonly related: readonly string[]
        /** The records that hang on one of these, with the fields to read of them; absent where no condition asks for any. */
        readonly hanging?: readonly { readonly object: string; readonly by: RelatedBy; readonly fields: readonly string[] }[]
      }
    >
  >
  /** Set when a lifecycle needs opportunities with their contact roles: the Opportunity fields to read. */
  readonly opportunities?: readonly string[]
}

export type CompiledPolicy = {
  readonly version: 1
  readonly name: string
  /** SHA-256 (hex) of everything but `rules` and itself, canonical JSON: the same for any file order or formatting. */
  readonly hash: string
  readonly everyMinutes: number
  readonly budgets: { readonly salesforce?: number; readonly hubspot?: number }
  readonly hubspotCreatesCompanies?: boolean
  readonly syncs: readonly CompiledSync[]
  readonly lifecycles: readonly CompiledLifecycle[]
  readonly tables: readonly CompiledTable[]
  /** Absent when the policy has no `activities`. */
  readonly activities?: readonly CompiledActivity[]
  /** Absent when the policy has no `campaigns`. */
  readonly campaigns?: CompiledCampaigns
  readonly watches: readonly Watch[]
  readonly rules: Readonly<Record<RuleId, RuleRef>>
}
