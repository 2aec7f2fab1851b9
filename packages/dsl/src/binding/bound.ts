/** The bound policy: every statement with its names resolved and its expressions typed. */
import type { HubspotObject, HubspotPipeline, HubspotProperty, SalesforceField, SalesforceObject } from '../catalog/catalog'
import type { FunctionDefinition } from '../functions/function-definition'
import type { CompiledTable, Expr, MappingRule, Value } from '../plan/plan'
import type {
  AssociateNode,
  FromNode,
  IncludeNode,
  LifecycleNode,
  MappingNode,
  MatchKeyNode,
  MatchNoneNode,
  MatchThroughNode,
  OnChangeNode,
  OnDeleteNode,
  OnMergeNode,
  OnNewNode,
  PipelineNode,
  PolicyNode,
  PreferNode,
  StageNode,
  SyncNode,
  TextNode,
  ValuesNode,
} from '../syntax/ast'
import type { ParseResult } from '../syntax/parse'
import type { Span } from '../text/span'
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

export type BoundLifecycle = {
  readonly file: string
  readonly node: LifecycleNode
  readonly object: string
  readonly property?: HubspotProperty
  readonly propertyName: string
  readonly order: readonly TextNode[]
  readonly advance: readonly { readonly span: Span; readonly stage: TextNode; readonly when: Expr; readonly index: number }[]
}

export type BoundPolicy = {
  readonly files: readonly ParseResult[]
  readonly policies: readonly { readonly file: string; readonly node: PolicyNode }[]
  readonly syncs: readonly BoundSync[]
  readonly tables: readonly BoundTable[]
  readonly lifecycles: readonly BoundLifecycle[]
  readonly references: readonly Reference[]
}
