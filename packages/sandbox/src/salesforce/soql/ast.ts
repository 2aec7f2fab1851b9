/** What a SOQL query says. `at` is where a name stands in the text, for messages. */

/** `call`: the function around the path, upper-case; for an aggregate without a path, `parts` is empty. */
export type Path = { readonly parts: readonly string[]; readonly at: number; readonly call?: string }

export type Literal =
  | { readonly kind: 'string' | 'date' | 'datetime'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null'; readonly value: null }
  /** `TODAY`, or `LAST_N_DAYS` with its number. */
  | { readonly kind: 'word'; readonly value: string; readonly count: number }

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE'

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly term: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Comparison; readonly literal: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly negated: boolean; readonly values: readonly Literal[] | Query }
  | { readonly kind: 'includes'; readonly path: Path; readonly negated: boolean; readonly values: readonly Literal[] }

export type AggregateName = 'COUNT' | 'COUNT_DISTINCT' | 'SUM' | 'AVG' | 'MIN' | 'MAX'

export type Selected =
  | { readonly kind: 'field'; readonly path: Path; readonly alias?: string }
  | { readonly kind: 'children'; readonly query: Query }
  | { readonly kind: 'aggregate'; readonly name: AggregateName; readonly path?: Path; readonly alias?: string }
  | { readonly kind: 'fields'; readonly which: 'ALL' | 'STANDARD' | 'CUSTOM' }
  /** `TYPEOF relationship WHEN Object THEN fields ELSE fields END`. */
  | { readonly kind: 'typeof'; readonly relationship: Path; readonly cases: readonly TypeCase[]; readonly otherwise: readonly Path[] }

/** What is selected where a related record is of this object. */
export type TypeCase = { readonly object: { readonly name: string; readonly at: number }; readonly paths: readonly Path[] }

export type Order = { readonly path: Path; readonly descending: boolean; readonly nullsLast: boolean }

export type Query = {
  readonly select: readonly Selected[]
  /** The object, or in a subquery of SELECT the child relationship. */
  readonly from: { readonly name: string; readonly at: number; readonly alias?: string }
  readonly where?: Condition
  /** Over groups; its paths may be aggregates. */
  readonly having?: Condition
  /** `USING SCOPE`, in lower case. */
  readonly scope?: string
  /** `FOR VIEW` or `FOR REFERENCE`: the rows count as looked at. */
  readonly viewed: boolean
  readonly groupBy: readonly Path[]
  readonly orderBy: readonly Order[]
  readonly limit?: number
  readonly offset?: number
  /** `ALL ROWS`: deleted ones too. */
  readonly allRows: boolean
}
