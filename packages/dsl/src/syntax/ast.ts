/**
 * The syntax tree of one policy file. Nodes are plain and readonly, told apart by `kind`, each with its span.
 *
 * Where a line is broken the tree has holes: a name or clause that is missing is `undefined`, an expression that is missing is a
 * `MissingNode`, and a line of which nothing can be said is a `BrokenNode`. Each hole has a diagnostic already.
 */
import type { Span } from '../text/span'
import type { HoldKind } from './keywords'

type Base<K extends string> = { readonly kind: K; readonly span: Span }

/** What every statement with braces shares: `body` runs from `{` to `}`, both included; absent when there is no block. */
type Block = { readonly body?: Span }

/** A name as spelled (`text`, back-ticks included) and as meant (`value`). */
export type NameNode = Base<'name'> & { readonly text: string; readonly value: string; readonly quoted: boolean }

/** Double-quoted text; `value` has quotes and escapes taken off. */
export type TextNode = Base<'text'> & { readonly text: string; readonly value: string }

export type NumberNode = Base<'number'> & { readonly text: string; readonly value: number }

/** A keyword out of a closed list, with its place. */
export type Choice<V extends string> = { readonly span: Span; readonly value: V }

export type Side = 'hubspot' | 'salesforce'

// Files

export type PolicyFileNode = Base<'policy-file'> & { readonly statements: readonly TopLevelNode[] }

export type TopLevelNode = PolicyNode | SyncNode | ValuesNode | LifecycleNode | ActivitiesNode | CampaignsNode | PolicyTestNode | BrokenNode

/** A line that is no statement; reported by the parser. */
export type BrokenNode = Base<'broken'>

// policy "Name" { ... }

export type PolicyNode = Base<'policy'> & Block & { readonly name?: TextNode; readonly statements: readonly PolicyStatement[] }

export type PolicyStatement = EveryNode | BudgetNode | CreatesCompaniesNode | ConflictsNode | HoldNode | BrokenNode

/** `every 5 minutes` */
export type EveryNode = Base<'every'> & { readonly count?: NumberNode; readonly unit?: Choice<DurationUnit> }

/** `salesforce budget 20_000 calls per day` */
export type BudgetNode = Base<'budget'> & { readonly side: Choice<Side>; readonly calls?: NumberNode }

/** `hubspot creates companies yes` */
export type CreatesCompaniesNode = Base<'creates-companies'> & { readonly answer?: Choice<'yes' | 'no'> }

/** `conflicts newest, then salesforce`; `then` is absent in `conflicts salesforce`. */
export type ConflictsNode = Base<'conflicts'> & { readonly first?: Choice<'newest' | Side>; readonly then?: Choice<Side> }

/** `hold when deletes exceed 5%`: a percentage or an absolute count. */
export type HoldNode = Base<'hold'> & {
  readonly what?: Choice<HoldKind>
  readonly limit?: { readonly span: Span; readonly value: number; readonly percent: boolean }
}

// sync A with B, C { ... }

export type SyncNode = Base<'sync'> &
  Block & {
    readonly hubspot?: NameNode
    readonly salesforce: readonly NameNode[]
    readonly statements: readonly SyncStatement[]
  }

export type SyncStatement =
  | MatchNode
  | PreferNode
  | ConflictsNode
  | HoldNode
  | FromNode
  | MapNode
  | AssociateNode
  | PipelineNode
  | BrokenNode

/** `match email = Email` */
export type MatchKeyNode = Base<'match'> & { readonly by: 'key'; readonly hubspot?: PathNode; readonly salesforce?: PathNode }
/** `match through contact` */
export type MatchThroughNode = Base<'match'> & { readonly by: 'through'; readonly object?: NameNode }
export type MatchNoneNode = Base<'match'> & { readonly by: 'none' }
export type MatchNode = MatchKeyNode | MatchThroughNode | MatchNoneNode

/** `prefer Contact, then newest`: object names, `newest`, `oldest`, in order. */
export type PreferNode = Base<'prefer'> & { readonly choices: readonly NameNode[] }

// from X { ... }

/** `object` is `hubspot` or a Salesforce object; `sameAs` the other one whose lines it inherits. */
export type FromNode = Base<'from'> &
  Block & { readonly object?: NameNode; readonly sameAs?: NameNode; readonly statements: readonly FromStatement[] }

export type FromStatement = IncludeNode | OnNewNode | OnChangeNode | OnDeleteNode | OnMergeNode | BrokenNode

/** `include when CONDITION` */
export type IncludeNode = Base<'include'> & { readonly condition: Expression }

/** `on new create Lead as "Partner" with assignment rules when CONDITION` */
export type OnNewNode = Base<'on-new'> & {
  readonly action?: Choice<'create' | 'link' | 'ignore'>
  readonly object?: NameNode
  readonly recordType?: TextNode
  /** The span of `with assignment rules`. */
  readonly assignmentRules?: Span
  readonly when?: Expression
}
export type OnChangeNode = Base<'on-change'> & { readonly action?: Choice<'update' | 'ignore'> }
export type OnDeleteNode = Base<'on-delete'> & { readonly action?: Choice<'delete' | 'unlink' | 'ignore'> }
export type OnMergeNode = Base<'on-merge'> & { readonly action?: Choice<'follow' | 'delete'> }

// map { ... }

export type MapNode = Base<'map'> & Block & { readonly statements: readonly (MappingNode | BrokenNode)[] }

export type Arrow = '<->' | '->' | '<-' | 'off'

/** One line of `map`: HubSpot's side, an arrow, Salesforce's side, options in any order. */
export type MappingNode = Base<'mapping'> & {
  readonly hubspot: Expression
  readonly arrow?: Choice<Arrow>
  readonly salesforce: Expression
  readonly options: readonly MappingOption[]
}

export type MappingOption = PreferOption | DefaultOption | WhenOption | UsingOption | OnceOption | StickyOption | RequiredOption

/** `prefer salesforce unless blank` */
export type PreferOption = Base<'prefer-option'> & { readonly side?: Choice<Side> }
export type DefaultOption = Base<'default-option'> & { readonly value: Expression }
export type WhenOption = Base<'when-option'> & { readonly condition: Expression }
/** `using lead_status`, `using owners by email` (`by` is then `email`) */
export type UsingOption = Base<'using-option'> & { readonly name?: NameNode; readonly by?: NameNode }
export type OnceOption = Base<'once-option'>
/** `sticky true until hubspot clears even when paused` */
export type StickyOption = Base<'sticky-option'> & {
  readonly value: Expression
  readonly until?: Choice<Side>
  /** The span of `even when paused`. */
  readonly evenWhenPaused?: Span
}
export type RequiredOption = Base<'required-option'>

// associate OBJECT <-> FIELD

/** An arrow that carries. */
export type CarryingArrow = Exclude<Arrow, 'off'>

/** `associate contact <-> OpportunityContactRole role "Decision Maker" required` */
export type AssociateNode = Base<'associate'> & {
  readonly object?: NameNode
  readonly arrow?: Choice<CarryingArrow>
  /** A lookup field, or `OpportunityContactRole`. */
  readonly field?: PathNode
  readonly options: readonly AssociateOption[]
}

export type AssociateOption = LabelOption | RoleOption | RequiredOption
export type LabelOption = Base<'label-option'> & { readonly label?: TextNode }
export type RoleOption = Base<'role-option'> & { readonly role?: TextNode }

// pipeline "..." <-> record type "..." { ... }

export type PipelineNode = Base<'pipeline'> &
  Block & {
    /** By id or label. */
    readonly pipeline?: TextNode
    readonly arrow?: Choice<CarryingArrow>
    readonly target?: PipelineTargetNode
    readonly statements: readonly (StageNode | BrokenNode)[]
  }

/** `record type "Standard"`, `record type master`, `support process "Escalation"`; a name that is missing is absent. */
export type PipelineTargetNode = Base<'pipeline-target'> & {
  readonly by: 'record-type' | 'master' | 'support-process'
  readonly name?: TextNode
}

/** `stage "closedwon" <-> "Closed Won"` */
export type StageNode = Base<'stage'> & {
  readonly hubspot?: TextNode
  readonly arrow?: Choice<CarryingArrow>
  readonly salesforce?: TextNode
}

// values NAME { ... }

export type ValuesNode = Base<'values'> &
  Block & { readonly name?: NameNode; readonly statements: readonly (ValueRowNode | OtherwiseNode | BrokenNode)[] }

/** `"a", "b" -> "C"` */
export type ValueRowNode = Base<'value-row'> & {
  readonly hubspot: readonly LiteralNode[]
  readonly arrow?: Choice<Arrow>
  readonly salesforce: readonly LiteralNode[]
}

/** `otherwise error | copy | blank`, `otherwise -> "value"`, `otherwise <- "value"` */
export type OtherwiseNode = Base<'otherwise'> & {
  readonly action?: Choice<'error' | 'copy' | 'blank' | '->' | '<-'>
  readonly value?: LiteralNode
}

// lifecycle OBJECT.PROPERTY { ... }

export type LifecycleNode = Base<'lifecycle'> &
  Block & {
    readonly object?: NameNode
    readonly property?: NameNode
    readonly statements: readonly (OrderNode | AdvanceNode | CarryNode | BrokenNode)[]
  }

export type OrderNode = Base<'order'> & { readonly stages: readonly TextNode[] }
export type AdvanceNode = Base<'advance'> & { readonly stage?: TextNode; readonly when: Expression }
export type CarryNode = Base<'carry'> & { readonly to?: Choice<'company' | 'contacts of company'> }

// activities { ... }

export type ActivitiesNode = Base<'activities'> & Block & { readonly statements: readonly (ActivityNode | BrokenNode)[] }

/** `call <-> Task.Call when CONDITION { ... }`; the block is optional. */
export type ActivityNode = Base<'activity'> &
  Block & {
    readonly type?: NameNode
    readonly arrow?: Choice<CarryingArrow>
    /** `Task`, `Task.Call`, `Event` */
    readonly salesforce?: PathNode
    readonly when?: Expression
    readonly statements: readonly (WhenNode | OnDeleteNode | MapNode | BrokenNode)[]
  }

/** `when CONDITION` as a line of its own. */
export type WhenNode = Base<'when'> & { readonly condition: Expression }

// campaigns { ... }

export type CampaignsNode = Base<'campaigns'> & Block & { readonly statements: readonly (FormNode | ShowNode | BrokenNode)[] }

/** `form "Webinar sign-up" -> Campaign "Autumn webinar" status "Responded"` */
export type FormNode = Base<'form'> & {
  readonly form?: TextNode
  readonly arrow?: Choice<CarryingArrow>
  readonly object?: Choice<'Campaign'>
  readonly campaign?: TextNode
  readonly status?: TextNode
}

/** `show in sf_campaigns` */
export type ShowNode = Base<'show'> & { readonly property?: NameNode }

// test "NAME" { ... }

export type PolicyTestNode = Base<'policy-test'> & Block & { readonly name?: TextNode; readonly statements: readonly TestStatement[] }

export type TestStatement = GivenNode | StepNode | ExpectNode | BrokenNode

/** `email = "ada@example.com"` */
export type FieldNode = Base<'field'> & { readonly name?: NameNode; readonly value?: LiteralNode }

/** `given Opportunity big (IsClosed = false) for sf linked to deal1` */
export type GivenNode = Base<'given'> & {
  readonly object?: NameNode
  /** What the other lines of the test call it. */
  readonly name?: NameNode
  readonly fields: readonly FieldNode[]
  /** The record that it belongs to, by association, lookup or contact role. */
  readonly for?: NameNode
  /** The record of the other system that it is linked to from the start. */
  readonly linkedTo?: NameNode
  /** The HubSpot list of which it is a member. */
  readonly memberOf?: TextNode
}

export type StepVerb = 'creates' | 'changes' | 'deletes' | 'restores' | 'merges' | 'converts' | 'adds' | 'removes'

/** `then sync` */
export type StepSyncNode = Base<'step'> & { readonly by: 'sync' }
/** `then 10 minutes pass` */
export type StepPassNode = Base<'step'> & { readonly by: 'time'; readonly count?: NumberNode; readonly unit?: Choice<DurationUnit> }
/**
 * `then hubspot changes ada (email = "a@example.com")`, `then salesforce merges sf into other`, `then hubspot creates contact bob (...)`.
 * `record` is an object for `creates`, else the name of a record; `name` is what `creates` calls the new one.
 */
export type StepChangeNode = Base<'step'> & {
  readonly by: 'person'
  readonly side?: Choice<Side>
  readonly verb?: Choice<StepVerb>
  readonly record?: NameNode
  readonly name?: NameNode
  readonly into?: NameNode
  /** The list that `adds` puts the record in. */
  readonly to?: TextNode
  /** The list that `removes` takes it out of. */
  readonly from?: TextNode
  readonly fields: readonly FieldNode[]
}
export type StepNode = StepSyncNode | StepPassNode | StepChangeNode

/** `expect ada (email = "x")`, `expect Lead (...)`, `expect no Lead (...)`: the name of a record, or else of an object. */
export type ExpectRecordNode = Base<'expect'> & {
  readonly what: 'record'
  readonly isAbsent: boolean
  readonly record?: NameNode
  readonly fields: readonly FieldNode[]
}
/** `expect error "CODE" for ada` */
export type ExpectErrorNode = Base<'expect'> & { readonly what: 'error'; readonly code?: NameNode | TextNode; readonly for?: NameNode }
/** `expect no writes`, `expect 2 writes`, `expect 3 calls` */
export type ExpectCountNode = Base<'expect'> & {
  readonly what: 'count'
  readonly of: Choice<'writes' | 'calls'>
  readonly count: number
}
export type ExpectNode = ExpectRecordNode | ExpectErrorNode | ExpectCountNode

// Expressions

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'week'

export type Expression =
  | LiteralNode
  | PathNode
  | UnaryNode
  | BinaryNode
  | TestNode
  | InNode
  | MemberNode
  | QuantifierNode
  | LinkedNode
  | IncludedNode
  | IfNode
  | CallNode
  | MissingNode

/** An expression that is not there; its span is empty and stands where it was expected. */
export type MissingNode = Base<'missing'>

/** `text` is as spelled. A duration's value is in milliseconds; `blank` is `null`. */
export type LiteralNode = Base<'literal'> & { readonly text: string } & (
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'number'; readonly value: number }
    | { readonly type: 'boolean'; readonly value: boolean }
    | { readonly type: 'blank'; readonly value: null }
    | { readonly type: 'duration'; readonly value: number; readonly count: number; readonly unit: DurationUnit }
  )

/**
 * A name or a dotted path: `email`, `company.type`, `Lead.State`, `hubspot.company`. `side` is the leading `hubspot.` or `salesforce.`,
 * not counted among the segments. A segment is missing after a trailing dot.
 */
export type PathNode = Base<'path'> & { readonly side?: Choice<Side>; readonly segments: readonly NameNode[] }

export type UnaryNode = Base<'unary'> & { readonly op: 'not' | '-'; readonly operand: Expression }

export type ComparisonOp = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'starts with' | 'ends with'
export type BinaryOp = ComparisonOp | 'and' | 'or' | '+' | '-' | '*' | '/'

export type BinaryNode = Base<'binary'> & {
  readonly op: BinaryOp
  readonly opSpan: Span
  readonly left: Expression
  readonly right: Expression
}

/** `x is known`, `x is blank` */
export type TestNode = Base<'test'> & { readonly operand: Expression; readonly test?: Choice<'known' | 'blank'> }

/** `x in ("a", "b")` */
export type InNode = Base<'in'> & { readonly operand: Expression; readonly values: readonly Expression[] }

/** `member of "List"` */
export type MemberNode = Base<'member'> & { readonly list?: TextNode }

/** `any Opportunity is open`, `no contact where email is blank`; exactly one of `state` and `where` unless broken. */
export type QuantifierNode = Base<'quantifier'> & {
  readonly quantifier: 'any' | 'all' | 'no'
  readonly object?: NameNode
  readonly state?: Choice<'open' | 'won' | 'lost'>
  readonly where?: Expression
}

/** `is linked`, `is linked to Contact` */
export type LinkedNode = Base<'linked'> & { readonly object?: NameNode }

export type IncludedNode = Base<'included'>

export type IfNode = Base<'if'> & { readonly condition: Expression; readonly then: Expression; readonly else: Expression }

export type CallNode = Base<'call'> & { readonly name: NameNode; readonly args: readonly Expression[] }

/** Every kind of node, names and texts included. */
export type Node =
  | PolicyFileNode
  | TopLevelNode
  | PolicyStatement
  | SyncStatement
  | FromStatement
  | MappingNode
  | MappingOption
  | AssociateOption
  | PipelineTargetNode
  | StageNode
  | ValueRowNode
  | OtherwiseNode
  | OrderNode
  | AdvanceNode
  | CarryNode
  | ActivityNode
  | WhenNode
  | FormNode
  | ShowNode
  | TestStatement
  | FieldNode
  | Expression
  | NameNode
  | TextNode
  | NumberNode
