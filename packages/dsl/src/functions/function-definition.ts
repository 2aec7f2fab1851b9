/** What a function of the policy language is: name, types, one sentence, cost, examples that run as tests, and its inverse if it has one. */
import type { Value, ValueType } from '../plan/plan'
import type { Cost } from './cost'

/**
 * What a parameter accepts; `text` takes every text-like type, `list` a multi-select or a text of options joined by `;`,
 * `moment` dates and datetimes, `any` everything.
 */
export type ParameterType = 'text' | 'list' | 'number' | 'boolean' | 'moment' | 'any'

export type Parameter = {
  readonly name: string
  readonly type: ParameterType
  readonly optional?: boolean
  /** The last parameter may be repeated. */
  readonly rest?: boolean
}

/** One way to call a function. */
export type Signature = {
  readonly parameters: readonly Parameter[]
  /** `same` is the type of the first argument whose type is known. */
  readonly result: ValueType | 'same'
}

/** The chapters of the reference, in its order. */
export const FUNCTION_GROUPS = [
  'any value',
  'text',
  'number',
  'date',
  'list',
  'email',
  'phone',
  'web',
  'name',
  'place',
  'currency',
] as const

export type FunctionGroup = (typeof FUNCTION_GROUPS)[number]

export type FunctionDefinition = Signature & {
  readonly name: string
  readonly group: FunctionGroup
  /** Further ways to call it, tried in order after the first. */
  readonly overloads?: readonly Signature[]
  /** One sentence, present tense, no full stop. */
  readonly summary: string
  readonly examples: readonly { readonly args: readonly Value[]; readonly result: Value }[]
  /** Total: never throws, and gives blank where there is no answer. */
  readonly call: (args: readonly Value[]) => Value
  readonly cost: Cost
  /**
   * Most characters of a text result, for arguments of so many characters, whose values are given where they are known beforehand; as many
   * as they have together where absent.
   */
  readonly size?: (sizes: readonly number[], known: readonly (Value | undefined)[]) => number
  /**
   * Name of the function that undoes it; only such a function may stand in a two-way mapping. What it gives, put through the inverse and
   * back, is itself (PutGet); what it was given, where it stands in its usual form, comes back from the inverse (GetPut).
   */
  readonly inverse?: string
}

/** As many characters as the longest text field of either system holds: Salesforce's long text area, HubSpot's being half of that. */
export const LONGEST = 131_072

/** All ways to call the function. */
export const signaturesOf = (definition: FunctionDefinition): readonly Signature[] => [definition, ...(definition.overloads ?? [])]

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

/** The `index`th argument as a count from 0 to `LONGEST`; `otherwise` when it is no number. */
export const countAt = (args: readonly Value[], index: number, otherwise: number): number =>
  Math.min(LONGEST, Math.max(0, Math.trunc(numberAt(args, index) ?? otherwise)))

/** A finite number, or blank. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? (value === 0 ? 0 : value) : null)

/** The text, or blank where it is empty or longer than any field of either system: no policy can grow a text without bound. */
export const bounded = (text: string): string | null => (text === '' || text.length > LONGEST ? null : text)
