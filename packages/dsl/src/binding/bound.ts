/** The bound policy: every statement with its names resolved and its expressions typed. */
import type { HubspotForm, HubspotObject, HubspotPipeline, HubspotProperty, SalesforceField, SalesforceObject } from '../catalog/catalog'
import type { FunctionDefinition } from '../functions/function-definition'
import type { Advance, CompiledTable, End, Expr, MappingRule, SideName, Value } from '../plan/plan'
import type {
  ActivityNode,
  AssociateNode,
  CampaignsNode,
  ExpectCountNode,
  ExpectErrorNode,
  ExpectRecordNode,
  FieldNode,
  FormNode,
  FromNode,
  GivenNode,
  IncludeNode,
  LifecycleNode,
  MappingNode,
  MatchKeyNode,
  MatchNoneNode,
  MatchThroughNode,
  NameNode,
  OnChangeNode,
  OnDeleteNode,
  OnMergeNode,
  OnNewNode,
  PipelineNode,
  PolicyNode,
  PolicyTestNode,
  PreferNode,
  StageNode,
  StepChangeNode,
  StepNode,
  StepVerb,
  SyncNode,
  TextNode,
  ValuesNode,
} from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
import type { Line } from './line'
import type { Reference } from './symbols'

export type BoundField = { readonly object: SalesforceObject; readonly field: SalesforceField }

export type BoundTable = {
  readonly file: string
  readonly node: ValuesNode
  readonly name: string
  readonly table: CompiledTable
}

export type BoundMatch = {
  readonly node: MatchKeyNode
  readonly hubspot?: HubspotProperty
  readonly fields: readonly BoundField[]
}

export type BoundCondition = { readonly expr: Expr; readonly span: Span }

/** One `from`, with the lines it inherits by `same as` filled in; `own` lines stand in its own block. */
export type BoundFrom = {
  readonly node: FromNode
  /** `hubspot` or a Salesforce object. */
  readonly object: string
  readonly include?: { readonly node: IncludeNode; readonly condition?: Expr }
  readonly onNew: readonly { readonly node: OnNewNode; readonly target?: string; readonly when?: Expr }[]
  readonly onChange?: OnChangeNode
  readonly onDelete?: OnDeleteNode
  readonly onMerge?: OnMergeNode
}

export type BoundUse =
  | { readonly kind: 'direct' }
  | { readonly kind: 'table'; readonly table: CompiledTable; readonly declared?: BoundTable }
  | { readonly kind: 'function'; readonly function: FunctionDefinition }

export type BoundMapping = {
  readonly node: MappingNode
  /** The same for the same line in the same surroundings, wherever it stands. */
  readonly line: Line
  readonly kind: MappingRule
  /** Where HubSpot's side is one property of the synced object. */
  readonly hubspot?: HubspotProperty
  /** Where Salesforce's side is one field: it, on each object that the mapping applies to. */
  readonly fields: readonly BoundField[]
  readonly objects: readonly string[]
  /** Where the source is an expression. */
  readonly expression?: Expr
  readonly use: BoundUse
  readonly default?: { readonly span: Span; readonly value: Value }
  readonly when?: Expr
  readonly once: boolean
  readonly required: boolean
  readonly sticky?: { readonly value: Value; readonly until?: 'hubspot' | 'salesforce'; readonly evenWhenPaused: boolean }
  /** False when a name or type is wrong: then no further check speaks of it, and nothing is compiled. */
  readonly complete: boolean
}

/** `associate`: what is on its HubSpot side, and the lookup or the contact role on the other. */
export type BoundAssociation = {
  readonly node: AssociateNode
  readonly object?: HubspotObject
  readonly target?: { readonly kind: 'lookup'; readonly fields: readonly BoundField[] } | { readonly kind: 'contact-role' }
  readonly required: boolean
  readonly label?: TextNode
  readonly role?: TextNode
  /** False when a name is wrong: then no further check speaks of it, and nothing is compiled. */
  readonly complete: boolean
}

export type BoundStage = {
  readonly node: StageNode
  /** HubSpot's stage by id. */
  readonly hubspot: string
  readonly salesforce: string
}

export type BoundPipeline = {
  readonly node: PipelineNode
  readonly pipeline?: HubspotPipeline
  /** The properties that hold the pipeline and the stage in HubSpot, and the field of the stage in Salesforce. */
  readonly property: string
  readonly stageProperty: string
  readonly object?: SalesforceObject
  readonly stageField?: SalesforceField
  readonly recordTypeId?: string
  /** The stages whose two names are known. */
  readonly stages: readonly BoundStage[]
  /** False when a name is wrong: then nothing is compiled. */
  readonly complete: boolean
}

export type BoundSync = {
  readonly file: string
  readonly node: SyncNode
  /** As written: `contact`. */
  readonly name: string
  readonly hubspot?: HubspotObject
  /** As written, in the order of the head. */
  readonly salesforceNames: readonly string[]
  readonly salesforce: readonly SalesforceObject[]
  readonly matches: readonly BoundMatch[]
  readonly matchThrough: readonly { readonly node: MatchThroughNode; readonly object?: HubspotObject }[]
  readonly matchNone?: MatchNoneNode
  readonly prefer?: PreferNode
  readonly froms: readonly BoundFrom[]
  readonly mappings: readonly BoundMapping[]
  readonly associations: readonly BoundAssociation[]
  readonly pipelines: readonly BoundPipeline[]
}

/** One line of `activities`. */
export type BoundActivity = {
  readonly file: string
  readonly node: ActivityNode
  /** As written: `call`. */
  readonly type: string
  /** Absent for an event of a contact's timeline, which is no object. */
  readonly hubspot?: HubspotObject
  readonly isTimeline: boolean
  readonly object?: SalesforceObject
  readonly subtype?: string
  /** Of the line, then of its block. */
  readonly when: readonly Expr[]
  readonly onDelete?: OnDeleteNode
  /** Its mappings as those of a sync of the two objects, so that every law of mappings holds for them. */
  readonly asSync: BoundSync
  /** False when a name is wrong: then nothing is compiled. */
  readonly complete: boolean
}

export type BoundCampaigns = {
  readonly file: string
  readonly node: CampaignsNode
  readonly forms: readonly { readonly node: FormNode; readonly form: HubspotForm | { readonly name: string; readonly id?: undefined } }[]
  readonly showIn?: { readonly span: Span; readonly property: HubspotProperty }
}

/** A record of a test: what `given` or `creates` makes. */
export type BoundRecord = {
  readonly side: SideName
  readonly object: HubspotObject | SalesforceObject
  /** Absent where no line needs to name it. */
  readonly name?: NameNode
}

/** A field of a test with the property it names and the value in its system's wire form. */
export type BoundTestField = { readonly node: FieldNode; readonly end: End; readonly wire: string | null }

/** How a record hangs on the one after `for`. */
export type TestTie =
  | { readonly kind: 'association' }
  | { readonly kind: 'lookup'; readonly field: string }
  | { readonly kind: 'contact-role' }

/** A line of a test; `record` and the like are looked up by name among the records of the test. */
export type BoundTestLine =
  | {
      readonly kind: 'given'
      readonly node: GivenNode
      readonly record: BoundRecord
      readonly fields: readonly BoundTestField[]
      readonly for?: { readonly record: BoundRecord; readonly tie: TestTie }
      readonly linkedTo?: BoundRecord
      readonly memberOf?: string
    }
  | { readonly kind: 'sync'; readonly node: StepNode }
  | { readonly kind: 'time'; readonly node: StepNode; readonly milliseconds: number }
  | {
      readonly kind: 'person'
      readonly node: StepChangeNode
      readonly verb: StepVerb
      readonly record: BoundRecord
      readonly into?: BoundRecord
      /** Of `adds` and `removes`. */
      readonly list?: string
      readonly fields: readonly BoundTestField[]
    }
  | {
      readonly kind: 'expect-record'
      readonly node: ExpectRecordNode
      /** One record of the test, or any of an object. */
      readonly record?: BoundRecord
      readonly object: HubspotObject | SalesforceObject
      readonly side: SideName
      readonly fields: readonly BoundTestField[]
    }
  | { readonly kind: 'expect-error'; readonly node: ExpectErrorNode; readonly code: string; readonly record?: BoundRecord }
  | { readonly kind: 'expect-count'; readonly node: ExpectCountNode }

export type BoundTest = {
  readonly file: string
  readonly node: PolicyTestNode
  readonly name: string
  /** The lines whose names are all known, in order. */
  readonly lines: readonly BoundTestLine[]
  /** False when a line is missing from `lines`: then the test is not compiled. */
  readonly complete: boolean
}

/** One `advance` line, of the records that the plan's `Advance` tells; `index` is its place among the statements. */
export type BoundAdvance = Pick<Advance, 'when' | 'quantifier' | 'object' | 'by'> & {
  readonly span: Span
  readonly stage: TextNode
  readonly index: number
}

export type BoundLifecycle = {
  readonly file: string
  readonly node: LifecycleNode
  readonly object: string
  readonly property?: HubspotProperty
  readonly propertyName: string
  readonly order: readonly TextNode[]
  readonly advance: readonly BoundAdvance[]
}

export type BoundPolicy = {
  readonly files: readonly ParseResult[]
  readonly policies: readonly { readonly file: string; readonly node: PolicyNode }[]
  readonly syncs: readonly BoundSync[]
  readonly tables: readonly BoundTable[]
  readonly lifecycles: readonly BoundLifecycle[]
  /** The lines of every `activities` block. */
  readonly activities: readonly BoundActivity[]
  readonly campaigns: readonly BoundCampaigns[]
  readonly tests: readonly BoundTest[]
  readonly references: readonly Reference[]
}
