/** Words of a policy: names and texts as the language writes them. */
import { KEYWORDS, RESERVED_OPERANDS } from '../syntax/keywords'
import { quote } from '../syntax/lexer'
import { parse } from '../syntax/parse'

/** Keywords are contextual: one is a name wherever it reads as one in each place that a proposal puts names. */
const readsAsName = (word: string): boolean =>
  parse({
    file: 'policy.sync',
    text: `sync ${word} with ${word} {\n  match ${word} = ${word}\n  from ${word} {\n    on new link\n  }\n  map {\n    ${word} <-> ${word}\n    ${word} <-> ${word}.${word}\n    date(${word}) -> ${word}\n  }\n}\n`,
  }).diagnostics.length === 0

const taken = new Set<string>([...KEYWORDS, ...RESERVED_OPERANDS].filter((word) => !readsAsName(word)))

/** Names that no line of a policy can hold. */
export const canBeNamed = (name: string): boolean => name !== '' && !/[`\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)

/** A name, in back-ticks where it would be read as something else. */
export const nameText = (name: string): string => (/^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !taken.has(name) ? name : `\`${name}\``)

export { quote as textText }
