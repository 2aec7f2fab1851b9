/** Graph: what the picture of a policy shows, drawn from the text alone; plain data for any renderer. */
import type { MappingRule } from '../plan/plan'
import type { Span } from '../text/span'

export type Graph = { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] }

/** HubSpot stands left, Salesforce right, the rules between them. */
export type GraphColumn = 'left' | 'middle' | 'right'

export type GraphNodeKind =
  | 'hubspot-object'
  | 'salesforce-object'
  | 'match'
  | 'prefer'
  | 'include'
  | 'on-new'
  | 'on-change'
  | 'on-delete'
  | 'on-merge'
  | 'pipeline'
  | 'values'
  | 'lifecycle'
  /** One line of `activities`. */
  | 'activity'
  /** The `campaigns` block. */
  | 'campaigns'
  /** A `test` block. */
  | 'test'

/** A mapped property or field of an object. `id` is unique within the node: the property's name, or the text of an expression. */
export type GraphRow = { readonly id: string; readonly label: string }

/** Where a node or edge stands in the text: click reveals `span`, the cursor inside it highlights the node. */
type Traced = { readonly file: string; readonly span: Span }

export type GraphNode = Traced & {
  /** Kind and qualified name, e.g. `hubspot-object:contact`, `on-new:contact.hubspot.2`; unique, never an offset. */
  readonly id: string
  readonly kind: GraphNodeKind
  readonly column: GraphColumn
  /** Short, e.g. `contact`, `create Lead`. */
  readonly label: string
  /** The rest of the rule in the policy's own words, e.g. `when company.type = "PARTNER"`. */
  readonly detail?: string
  /** The comment lines directly above the statement. */
  readonly description?: string
  /** The `sync` it belongs to, by its HubSpot object; absent on value tables. */
  readonly sync?: string
  /** Objects only: properties in order of first mention. */
  readonly rows: readonly GraphRow[]
  /** Value tables, lifecycles, pipelines, activities, campaigns and tests: their lines as text, in order. */
  readonly lines: readonly string[]
  /** True when the parser found an error within the span. */
  readonly broken: boolean
}

export type GraphEnd = { readonly node: string; readonly row?: string }

/** Which way data goes on the page: `right` is to Salesforce. */
export type GraphDirection = 'right' | 'left' | 'both' | 'none'

export type GraphEdgeKind =
  /** One line of `map` for one Salesforce object. */
  | 'mapping'
  /** An `associate` line for one Salesforce object; its rows are the associated object and the lookup. */
  | 'association'
  /** From an object into a rule, or from a rule to the object it acts on. */
  | 'rule'
  /** One line of `activities`: from HubSpot's activity to Salesforce's. */
  | 'activity'
  /** From a table to a mapping's two objects is not drawn: a mapping names its table in `uses`, and this edge ties lifecycle to its object. */
  | 'lifecycle'

export type GraphEdge = Traced & {
  /** Kind and qualified name, e.g. `mapping:contact.email<->Lead.Email`. */
  readonly id: string
  readonly kind: GraphEdgeKind
  /** The end nearer to HubSpot, whatever the direction. */
  readonly left: GraphEnd
  readonly right: GraphEnd
  readonly direction: GraphDirection
  /** Mappings only. */
  readonly rule?: MappingRule
  /** Mappings and associations: the options as written, e.g. `using lead_status, default "x"`; empty when there are none. */
  readonly options: string
  /** Mappings only: the id of the value-table node it uses, when this folder defines the table. */
  readonly uses?: string
  /** A sentence for screen readers: `contact email to Lead Email, both ways`. */
  readonly label: string
  readonly description?: string
  readonly sync?: string
  readonly broken: boolean
}
