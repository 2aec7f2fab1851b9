/** TextMate grammar: colours a policy before the language server has answered, made from the language's own list of words. */
import { DURATION_UNITS, KEYWORDS, MAPPING_OPTIONS, STATEMENTS } from '@lockstep/dsl'

type Rule = { readonly match?: string; readonly name?: string; readonly begin?: string; readonly end?: string } & Record<string, unknown>

export type TextMateGrammar = {
  readonly name: string
  readonly scopeName: string
  readonly patterns: readonly Rule[]
  readonly repository: Readonly<Record<string, { readonly patterns: readonly Rule[] }>>
}

const SCOPE = 'lockstep-policy'
const WORD = '[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*'
/** A whole word that is no part of a dotted path. */
const words = (list: readonly string[]): string =>
  `(?<![\\p{L}\\p{M}\\p{N}_.\`])(?:${[...new Set(list)].sort().join('|')})(?![\\p{L}\\p{M}\\p{N}_]|\\s*\\.)`

/** Words that stand for a value or an answer, not for structure. */
const CONSTANTS: readonly string[] = ['true', 'false', 'blank', 'yes', 'no']
const statements = [...new Set(Object.values(STATEMENTS).flat())]
const units = Object.keys(DURATION_UNITS).flatMap((unit) => [unit, `${unit}s`])
const later = [...KEYWORDS, ...units, ...MAPPING_OPTIONS].filter((word) => !CONSTANTS.includes(word))

/** A line that begins with a name and an arrow; what stands right of it is a name too, unless it is called. */
const lineWith = (arrows: string, arrowScope: string): Rule => ({
  match: `^\\s*(${WORD})\\s+(${arrows})(?=\\s|$)(?:\\s+(?:(${WORD})\\.)?(${WORD})(?![\\p{L}\\p{M}\\p{N}_(.]))?`,
  captures: {
    1: { name: `variable.other.property.${SCOPE}` },
    2: { name: `${arrowScope}.${SCOPE}` },
    3: { name: `entity.name.type.${SCOPE}` },
    4: { name: `variable.other.property.${SCOPE}` },
  },
})

/** Names left of an arrow and right after it are names, whatever they are called; a word of the language begins a line or follows other words. */
export const textMateGrammar = (): TextMateGrammar => ({
  name: 'Lockstep policy',
  scopeName: `source.${SCOPE}`,
  patterns: [
    { include: '#comment' },
    { include: '#text' },
    { include: '#name' },
    { include: '#mapping' },
    { include: '#arrow' },
    { include: '#statement' },
    { include: '#call' },
    { include: '#constant' },
    { include: '#number' },
    { include: '#keyword' },
    { include: '#operator' },
  ],
  repository: {
    comment: { patterns: [{ match: '#.*$', name: `comment.line.number-sign.${SCOPE}` }] },
    text: {
      patterns: [
        {
          begin: '"',
          end: '"|$',
          name: `string.quoted.double.${SCOPE}`,
          patterns: [
            { match: '\\\\["\\\\nt]', name: `constant.character.escape.${SCOPE}` },
            { match: '\\\\.', name: `invalid.illegal.escape.${SCOPE}` },
          ],
        },
      ],
    },
    name: { patterns: [{ match: '`[^`]*(?:`|$)', name: `variable.other.property.${SCOPE}` }] },
    mapping: { patterns: [lineWith('<->|->|<-', 'keyword.operator.arrow'), lineWith('off', 'keyword.other')] },
    arrow: { patterns: [{ match: '<->|->|<-', name: `keyword.operator.arrow.${SCOPE}` }] },
    statement: { patterns: [{ match: `^\\s*(?:${words(statements)})`, name: `keyword.control.${SCOPE}` }] },
    call: {
      patterns: [
        {
          match: `(?!${words(['in', 'order', 'and', 'or', 'not', 'when', 'if', 'then', 'else'])})${WORD}(?=\\()`,
          name: `support.function.${SCOPE}`,
        },
      ],
    },
    constant: { patterns: [{ match: words(CONSTANTS), name: `constant.language.${SCOPE}` }] },
    number: {
      patterns: [{ match: `\\b\\d[\\d_]*(?:\\.\\d[\\d_]*)?%?`, name: `constant.numeric.${SCOPE}` }],
    },
    keyword: { patterns: [{ match: words(later), name: `keyword.other.${SCOPE}` }] },
    operator: { patterns: [{ match: '!=|<=|>=|[=<>+*/-]', name: `keyword.operator.${SCOPE}` }] },
  },
})
