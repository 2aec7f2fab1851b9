/** The reference page of the grammar: every rule as text and as a picture, read out of the parser. */
import { type GrammarBlock, type GrammarPart, type GrammarRule, grammarBlocks, grammarRules, KEYWORDS } from '@lockstep/dsl'
import { railroadOf } from './railroad'

const quoted = (text: string): string => `"${text}"`

const ebnf = (part: GrammarPart, inside = false): string => {
  switch (part.kind) {
    case 'word':
    case 'sign':
      return quoted(part.text)
    case 'token':
      return part.meaning === undefined ? part.text : `${part.text} (* ${part.meaning} *)`
    case 'rule':
      return part.text
    case 'sequence':
      return part.parts.map((one) => ebnf(one, true)).join(', ')
    case 'choice': {
      const text = part.parts.map((one) => ebnf(one)).join(' | ')
      return inside ? `(${text})` : text
    }
    case 'optional':
      return `[${ebnf(part.part)}]`
    case 'repeated':
      return `{${ebnf(part.part)}}`
  }
}

const WIDE = 120

/** One line where it fits, else each alternative on its own. */
const production = ({ name, part }: GrammarRule): string => {
  const line = `${name} = ${ebnf(part)} ;`
  if (line.length <= WIDE) return line
  if (part.kind === 'choice') return `${name} =\n    ${part.parts.map((one) => ebnf(one)).join('\n  | ')}\n  ;`
  if (part.kind !== 'sequence') return line
  return `${name} =\n  ${part.parts.map((one) => choiceBelow(one)).join(',\n  ')} ;`
}

const choiceBelow = (part: GrammarPart): string => {
  const line = ebnf(part, true)
  if (part.kind !== 'choice' || line.length <= WIDE) return line
  return `(\n      ${part.parts.map((one) => ebnf(one)).join('\n    | ')}\n  )`
}

const link = (rule: string): string => `[${rule}](#${rule.toLowerCase()})`

const blockLine = ({ name, rules }: GrammarBlock): string =>
  `| ${name === 'file' ? 'a file' : name === 'activity' ? 'the block of an activity' : `\`${name}\``} | ${rules.map(link).join(', ')} |`

/** File name of a rule's picture, beside the page. */
const pictureOf = (rule: string): string => `grammar/${rule}.svg`

/** Markdown: lines and blocks, kinds of tokens, every rule. */
const grammarPage = (rules: readonly GrammarRule[]): string =>
  [
    '# Grammar',
    '',
    'Generated from the parser: `npm run docs`. What the lines mean is in [the language](language.md).',
    '',
    'A statement is one line; a line that opens a parenthesis goes on until it is closed. A line that ends with `{` opens a block, which a line `}` closes.',
    'Which rule reads a line is settled by the block it stands in and by its first word; a line of `map`, `values` or `activities` that begins with no',
    'word of its own is told by its arrow. One token ahead decides every choice.',
    '',
    '## Blocks',
    '',
    '| in | stand lines of |',
    '|---|---|',
    ...grammarBlocks().map(blockLine),
    '',
    '## Tokens',
    '',
    '| kind | is |',
    '|---|---|',
    '| `name` | a word of letters, digits and `_` that begins with no digit, or anything between back-ticks; a keyword too, where the place takes no keyword of that spelling |',
    '| `text` | anything between double quotes, on one line; `\\\\`, `\\"`, `\\n` and `\\t` stand for a backslash, a quote, a new line and a tab |',
    '| `number` | digits, with `_` between them and a decimal point as wanted |',
    '| `percentage` | a number with `%` right after it |',
    '| `arrow` | `<->`, `->` or `<-` |',
    '| `mapping-arrow` | an arrow, or `off` |',
    '| `comparison-sign` | `=`, `!=`, `<`, `<=`, `>` or `>=` |',
    '| `quantifier` | `any`, `all` or `no` |',
    '| `duration-unit` | `second`, `minute`, `hour`, `day` or `week`, also with `s` |',
    '',
    '`#` starts a comment that ends with the line. White space parts tokens, and stands on both sides of every arrow.',
    '',
    `Keywords: ${[...KEYWORDS]
      .sort()
      .map((word) => `\`${word}\``)
      .join(', ')}.`,
    '',
    '## Rules',
    '',
    'In the text, a comma means *followed by*, `|` *or*, `[ ]` *may be left out*, `{ }` *as often as wanted, or never*; `(* *)` says what a name stands for.',
    'In the pictures, round boxes are written as they are, yellow ones are kinds of tokens, grey ones other rules.',
    ...rules.flatMap((rule) => [
      '',
      `### ${rule.name}`,
      '',
      '```ebnf',
      production(rule),
      '```',
      '',
      `![${rule.name}](${pictureOf(rule.name)})`,
    ]),
  ]
    .join('\n')
    .concat('\n')

/** The page and its pictures: file name to text. */
export const grammarPages = (): readonly (readonly [string, string])[] => {
  const rules = grammarRules()
  return [['grammar.md', grammarPage(rules)], ...rules.map((rule) => [pictureOf(rule.name), railroadOf(rule)] as const)]
}
