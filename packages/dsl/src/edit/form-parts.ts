/** Form parts: the words and fields of which the form of a statement is made. */
/** A field's name is the same in a command, in a form and in the syntax tree. */
export type Field =
  | { readonly type: 'name' | 'text' | 'number' | 'expression' | 'path' | 'scalar' | 'scalars' | 'limit' | 'count'; readonly field: string }
  | { readonly type: 'choice'; readonly field: string; readonly of: readonly string[] }
  /** A unit of time, in the plural unless the field `count` is 1. */
  | { readonly type: 'unit'; readonly field: string; readonly count: string }
  /** Names or texts with something between them. */
  | { readonly type: 'list'; readonly field: string; readonly item: 'name' | 'text'; readonly between: string }
  /** `name = value` with commas, in parentheses; absent when there are none. */
  | { readonly type: 'fields'; readonly field: string }
  /** One way out of several, told by its `by`, with a name in quotes where it has one. */
  | {
      readonly type: 'variant'
      readonly field: string
      readonly words: Readonly<Record<string, string>>
      readonly named: readonly string[]
    }
  /** Words that are there or not. */
  | { readonly type: 'flag'; readonly field: string; readonly words: string }
  | { readonly type: 'options'; readonly field: string; readonly forms: readonly OptionForm[] }

/** Parts that are written only when the field is there. */
export type Group = { readonly type: 'group'; readonly field: string; readonly parts: readonly Part[] }

/** A bare string is words of the language. */
export type Part = string | Field | Group

/** An option of a line, such as `default "x"`; its node's kind is `KIND-option`. */
export type OptionForm = { readonly kind: string; readonly parts: readonly Part[] }

const plain =
  (type: 'name' | 'text' | 'number' | 'expression' | 'path' | 'scalar' | 'scalars' | 'limit' | 'count') =>
  (field: string): Field => ({ type, field })

export const name = plain('name')
export const text = plain('text')
export const number = plain('number')
export const expression = plain('expression')
export const path = plain('path')
export const scalar = plain('scalar')
export const scalars = plain('scalars')
export const limit = plain('limit')
/** A whole number, written `no` when it is 0. */
export const count = plain('count')
export const choice = (field: string, of: readonly string[]): Field => ({ type: 'choice', field, of })
export const unit = (field: string, count: string): Field => ({ type: 'unit', field, count })
export const list = (field: string, item: 'name' | 'text', between = ','): Field => ({ type: 'list', field, item, between })
export const flag = (field: string, words: string): Field => ({ type: 'flag', field, words })
export const fields = (field: string): Field => ({ type: 'fields', field })
export const variant = (field: string, words: Readonly<Record<string, string>>, named: readonly string[]): Field => ({
  type: 'variant',
  field,
  words,
  named,
})
export const options = (field: string, forms: readonly OptionForm[]): Field => ({ type: 'options', field, forms })
export const group = (field: string, ...parts: readonly Part[]): Group => ({ type: 'group', field, parts })

/** The fields of a form, in order, each with whether it may be absent. */
export const fieldsOf = (parts: readonly Part[], optional = false): readonly { readonly field: Field; readonly optional: boolean }[] =>
  parts.flatMap((part) => {
    if (typeof part === 'string') return []
    if (part.type === 'group') return fieldsOf(part.parts, true)
    return [{ field: part, optional: optional || part.type === 'flag' || part.type === 'options' || part.type === 'fields' }]
  })
