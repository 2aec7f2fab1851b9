/** Parse line: the tokens of one statement to a concrete tree, and the first place where it went wrong; the parser is made once, when first needed. */
import { type CstNode, EOF, type IParserErrorMessageProvider, type IRecognitionException, type TokenType } from 'chevrotain'
import { Grammar } from './grammar'
import type { Keyword } from './keywords'
import { describeType, K, toParserToken } from './token-types'
import type { Token } from './tokens'

/** The rules that a line may be parsed by. */
export type LineRule =
  | 'policy'
  | 'every'
  | 'side'
  | 'conflicts'
  | 'hold'
  | 'sync'
  | 'match'
  | 'prefer'
  | 'from'
  | 'include'
  | 'on'
  | 'map'
  | 'mapping'
  | 'associate'
  | 'pipeline'
  | 'stage'
  | 'values'
  | 'row'
  | 'otherwise'
  | 'lifecycle'
  | 'order'
  | 'advance'
  | 'carry'
  | 'activities'
  | 'activity'
  | 'when'
  | 'onDelete'
  | 'campaigns'
  | 'form'
  | 'show'
  | 'test'
  | 'given'
  | 'step'
  | 'expect'

export type LineError = {
  /** What could have stood here, as messages say it; empty when the statement was complete and something followed. */
  readonly expected: readonly string[]
  /** The token in the way; absent at the end of the line. */
  readonly found?: Token
  /** The token before it. */
  readonly before?: Token
}

export type ParsedLine = { readonly cst: CstNode; readonly error?: LineError }

let grammar: Grammar | undefined

/** Never throws. The tree has holes where the line is broken; only the first error is told, since later ones may only follow from it. */
export const parseLine = (rule: LineRule, tokens: readonly Token[], keyword: string | undefined): ParsedLine => {
  grammar ??= new Grammar(ERRORS, true)
  grammar.input = tokens
    .filter((token) => token.kind !== 'unknown')
    .map((token, index) => {
      const made = toParserToken(token)
      if (index > 0 || keyword === undefined || token.value === keyword) return made
      const tokenType = K(keyword as Keyword)
      return { ...made, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx! }
    })
  const cst = grammar[rule]()
  const first = grammar.errors[0]
  return first ? { cst, error: toLineError(first) } : { cst }
}

const toLineError = (error: IRecognitionException): LineError => {
  const found: Token | undefined = error.token.payload
  const previous = 'previousToken' in error ? (error as { previousToken?: { payload?: Token } }).previousToken : undefined
  return {
    expected: error.message === '' ? [] : error.message.split('\n'),
    ...(found ? { found } : {}),
    ...(previous?.payload ? { before: previous.payload } : {}),
  }
}

const AN_OPERAND = ['a value', 'a name']

/** What a rule's alternatives come to, where listing their first words would not help. */
const ALTERNATIVES: Readonly<Record<string, readonly string[]>> = {
  primary: AN_OPERAND,
  value: ['a value'],
  literal: ['a value'],
  match: ['a property', '`through`', '`none`'],
}

const expectedOf = (types: readonly TokenType[]) => [...new Set(types.map(describeType))].join('\n')

/** The generator's messages carry only what was expected, one a line; `syntax-errors.ts` finds the words. */
const ERRORS: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => (expected === EOF ? '' : describeType(expected)),
  buildNotAllInputParsedMessage: () => '',
  buildNoViableAltMessage: ({ expectedPathsPerAlt, ruleName }) =>
    ALTERNATIVES[ruleName]?.join('\n') ?? expectedOf(expectedPathsPerAlt.flatMap((paths) => paths.flatMap((path) => path.slice(0, 1)))),
  buildEarlyExitMessage: ({ expectedIterationPaths }) => expectedOf(expectedIterationPaths.flatMap((path) => path.slice(0, 1))),
}
