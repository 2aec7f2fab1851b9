/** What the planner asks of the language package: closures over expressions and converters over mappings. */
import type { CompiledMapping, CompiledPolicy, Converter, DynamicTables, Environment, Expr, Value } from '@lockstep/dsl'

/** Both functions are called once per policy; what they return is called for every link and must be pure and total. */
export type Language = {
  readonly compileExpr: (expr: Expr) => (environment: Environment) => Value
  readonly compileConverter: (mapping: CompiledMapping, policy: CompiledPolicy, tables: DynamicTables) => Converter
}
