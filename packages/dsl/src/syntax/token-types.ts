/** Token types: our tokens as the parser generator knows them; every keyword is also a name. */
import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain'
import { DURATION_UNITS, KEYWORDS, type Keyword } from './keywords'
import type { Token, TokenKind } from './tokens'

const make = (name: string, categories: readonly TokenType[] = []) => createToken({ name, pattern: Lexer.NA, categories: [...categories] })

/** Words, keywords and back-ticked names. */
export const Name = make('Name')
/** A word of duration, such as `minutes`. */
export const DurationUnit = make('DurationUnit')
export const Arrow = make('Arrow')
/** `= != < <= > >=` */
export const Comparison = make('Comparison')
/** `any all no` */
export const Quantifier = make('Quantifier')
export const Plain = make('Plain', [Name])
export const Text = make('Text')
export const Num = make('Num')
export const Percent = make('Percent')
export const PlainArrow = make('PlainArrow', [Arrow])
export const Equals = make('Equals', [Comparison])
export const OtherComparison = make('OtherComparison', [Comparison])
export const Plus = make('Plus')
export const Minus = make('Minus')
export const Times = make('Times')
export const Divide = make('Divide')
export const LeftParen = make('LeftParen')
export const RightParen = make('RightParen')
export const Comma = make('Comma')
export const Dot = make('Dot')
export const Unknown = make('Unknown')
const Unit = make('Unit', [Name, DurationUnit])

const categoriesOf = (word: Keyword): TokenType[] => {
  if (word === 'off') return [Name, Arrow]
  if (word === 'any' || word === 'all' || word === 'no') return [Name, Quantifier]
  return word in DURATION_UNITS ? [Name, DurationUnit] : [Name]
}

const keywords: ReadonlyMap<string, TokenType> = new Map(KEYWORDS.map((word) => [word, make(`word ${word}`, categoriesOf(word))]))

/** The token type of a keyword. */
export const K = (word: Keyword): TokenType => keywords.get(word)!

const BY_SIGN: Readonly<Record<string, TokenType>> = {
  '=': Equals,
  '+': Plus,
  '-': Minus,
  '*': Times,
  '/': Divide,
}

const BY_KIND: Readonly<Partial<Record<TokenKind, TokenType>>> = {
  name: Plain,
  text: Text,
  number: Num,
  percent: Percent,
  arrow: PlainArrow,
  '(': LeftParen,
  ')': RightParen,
  ',': Comma,
  '.': Dot,
}

/** Every token type, as the parser wants them. */
export const TOKEN_TYPES: readonly TokenType[] = [
  Name,
  DurationUnit,
  Arrow,
  Comparison,
  Quantifier,
  Plain,
  Unit,
  Unknown,
  OtherComparison,
  ...Object.values(BY_SIGN),
  ...Object.values(BY_KIND).filter((type) => type !== Plain),
  ...keywords.values(),
]

const singular = (word: string) => (word.endsWith('s') ? word.slice(0, -1) : word)

const typeOf = (token: Token): TokenType => {
  if (token.kind === 'word') return keywords.get(token.value) ?? (Object.hasOwn(DURATION_UNITS, singular(token.value)) ? Unit : Plain)
  if (token.kind === 'operator') return BY_SIGN[token.value] ?? OtherComparison
  return BY_KIND[token.kind] ?? Unknown
}

/** Our token as the parser takes it; `payload` leads back. */
export const toParserToken = (token: Token): IToken => {
  const tokenType = typeOf(token)
  return {
    image: token.value,
    startOffset: token.span.start,
    endOffset: token.span.end - 1,
    tokenType,
    tokenTypeIdx: tokenType.tokenTypeIdx!,
    payload: token,
  }
}

/** How messages name what was expected. */
export const describeType = (type: TokenType): string => {
  if (type.name.startsWith('word ')) return `\`${type.name.slice(5)}\``
  return NAMES[type.name] ?? 'something else'
}

const NAMES: Readonly<Record<string, string>> = {
  Name: 'a name',
  Plain: 'a name',
  DurationUnit: '`minutes`, `hours` or another unit of time',
  Unit: 'a unit of time',
  Arrow: 'an arrow (`<->`, `->`, `<-` or `off`)',
  PlainArrow: 'an arrow (`<->`, `->` or `<-`)',
  Comparison: 'a comparison',
  OtherComparison: 'a comparison',
  Equals: '`=`',
  Quantifier: '`any`, `all` or `no`',
  Text: 'text in double quotes',
  Num: 'a number',
  Percent: 'a percentage',
  Plus: '`+`',
  Minus: '`-`',
  Times: '`*`',
  Divide: '`/`',
  LeftParen: '`(`',
  RightParen: '`)`',
  Comma: '`,`',
  Dot: '`.`',
  EOF: 'the end of the line',
}
