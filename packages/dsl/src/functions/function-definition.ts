/** What a function of the policy language is: name, types, one sentence, examples that run as tests, and its inverse if it has one. */
import type { Value, ValueType } from '../plan/plan'

/** What a parameter accepts; `text` takes every text-like type, `moment` dates and datetimes, `any` everything. */
export type ParameterType = 'text' | 'number' | 'boolean' | 'moment' | 'any'

export type Parameter = {
  readonly name: string
  readonly type: ParameterType
  readonly optional?: boolean
  /** The last parameter may be repeated. */
  readonly rest?: boolean
}

export type FunctionDefinition = {
  readonly name: string
  readonly parameters: readonly Parameter[]
  /** `same` is the type of the first argument. */
  readonly result: ValueType | 'same'
  /** One sentence, present tense, no full stop. */
  readonly summary: string
  readonly examples: readonly { readonly args: readonly Value[]; readonly result: Value }[]
  /** Total: never throws, and gives blank where there is no answer. */
  readonly call: (args: readonly Value[]) => Value
  /** Name of the function that undoes it; only such a function may stand in a two-way mapping. */
  readonly inverse?: string
}

/** The `index`th argument as text; `null` when blank. */
export const textAt = (args: readonly Value[], index: number): string | null => {
  const value = args[index] ?? null
  return value === null || value === '' ? null : String(value)
}

/** The `index`th argument as a finite number; `null` when it is none. */
export const numberAt = (args: readonly Value[], index: number): number | null => {
  const value = args[index] ?? null
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
