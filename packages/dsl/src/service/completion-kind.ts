/** Completion kind: what sort of thing a completion names. */

export type CompletionKind = 'keyword' | 'property' | 'field' | 'object' | 'value' | 'list' | 'table' | 'function'
