/** The grammar as data: its rules, read out of the parser itself, and which of them stand in which block. */
import {
  Alternation,
  Alternative,
  defaultParserErrorProvider,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  Terminal,
} from 'chevrotain'
import { Grammar } from './grammar'
import { type BlockKind, STATEMENTS } from './keywords'

/** A part of a rule. `word` and `sign` stand for themselves; `token` is a kind of text, with what it means there where that has a name. */
export type GrammarPart =
  | { readonly kind: 'word' | 'sign' | 'rule'; readonly text: string }
  | { readonly kind: 'token'; readonly text: string; readonly meaning?: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly GrammarPart[] }
  | { readonly kind: 'optional' | 'repeated'; readonly part: GrammarPart }

export type GrammarRule = { readonly name: string; readonly part: GrammarPart }

/** The rules whose lines stand between the braces of a block; `file` is the file itself. */
export type GrammarBlock = { readonly name: BlockKind; readonly rules: readonly string[] }

const SIGNS: Readonly<Record<string, string>> = {
  Equals: '=',
  Plus: '+',
  Minus: '-',
  Times: '*',
  Divide: '/',
  LeftParen: '(',
  RightParen: ')',
  Comma: ',',
  Dot: '.',
}

const TOKENS: Readonly<Record<string, string>> = {
  Name: 'name',
  Text: 'text',
  Num: 'number',
  Percent: 'percentage',
  Arrow: 'mapping-arrow',
  PlainArrow: 'arrow',
  Comparison: 'comparison-sign',
  Quantifier: 'quantifier',
  DurationUnit: 'duration-unit',
}

const terminal = ({ terminalType, label }: Terminal): GrammarPart => {
  const { name } = terminalType
  if (name.startsWith('word ')) return { kind: 'word', text: name.slice(5) }
  const sign = SIGNS[name]
  if (sign !== undefined) return { kind: 'sign', text: sign }
  const text = TOKENS[name]
  if (text === undefined) throw new Error(`the grammar uses the token ${name}, which its reference does not know`)
  return label === undefined || label === name || text !== 'name' ? { kind: 'token', text } : { kind: 'token', text, meaning: label }
}

const sequence = (definition: readonly IProduction[]): GrammarPart => {
  const parts = definition.map(partOf)
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'sequence', parts }
}

const partOf = (production: IProduction): GrammarPart => {
  if (production instanceof Terminal) return terminal(production)
  if (production instanceof NonTerminal) return { kind: 'rule', text: production.nonTerminalName }
  if (production instanceof Option) return { kind: 'optional', part: sequence(production.definition) }
  if (production instanceof Repetition) return { kind: 'repeated', part: sequence(production.definition) }
  if (production instanceof Alternation) return { kind: 'choice', parts: production.definition.map(partOf) }
  if (production instanceof Alternative) return sequence(production.definition)
  throw new Error(`the grammar uses ${production.constructor.name}, which its reference does not know`)
}

/** Every rule, in the order of the grammar: expressions first, then statements. Makes a parser of its own. */
export const grammarRules = (): readonly GrammarRule[] =>
  Object.values(new Grammar(defaultParserErrorProvider, true).getGAstProductions()).map(({ name, definition }) => ({
    name,
    part: sequence(definition),
  }))

/** Lines that begin with a word that is not the name of their rule. */
const RULE_OF_WORD: Readonly<Record<string, string>> = { salesforce: 'side', hubspot: 'side', then: 'step' }

/** Lines that are told by their arrow. */
const ROWS: Readonly<Partial<Record<BlockKind, string>>> = { map: 'mapping', values: 'row', activities: 'activity' }

const isBlock = (name: string): name is BlockKind => Object.hasOwn(STATEMENTS, name)

/** Every block with the rules of its lines; their first words are those that the parser goes by. */
export const grammarBlocks = (): readonly GrammarBlock[] =>
  Object.entries(STATEMENTS).flatMap(([name, words]) => {
    if (!isBlock(name) || name === 'skipped') return []
    const row = ROWS[name]
    const rules = words.map((word) => (name === 'activity' && word === 'on' ? 'onDelete' : (RULE_OF_WORD[word] ?? word)))
    return [{ name, rules: [...new Set([...(row === undefined ? [] : [row]), ...rules])] }]
  })
