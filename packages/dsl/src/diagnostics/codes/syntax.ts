/** Codes LS1xxx: syntax. */
import { type Code, code } from '../code'

export const unknownCharacter = code({
  code: 'LS1001',
  name: 'unknown-character',
  severity: 'error',
  message: ({ found }: { found: string }) => `\`${found}\` means nothing in a policy`,
  help: () => 'delete it, or put text in double quotes',
  doc: {
    text: 'A policy is made of words, text in double quotes, numbers, arrows and a few signs. This character is none of them.',
    wrong: 'policy "Acme" {\n  every 5 minutes @\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const foreignSpelling = code({
  code: 'LS1002',
  name: 'foreign-spelling',
  severity: 'error',
  message: ({ found, means }: { found: string; means: string }) =>
    means === '' ? `\`${found}\` is not used in a policy` : `\`${found}\` is written \`${means}\` in a policy`,
  help: ({ means }) => (means === '' ? 'delete it: a statement ends with its line' : `write \`${means}\``),
  doc: {
    text: 'Signs of other languages are understood but not accepted, so that every policy reads alike. The fix puts in the right one.',
    wrong: "sync contact with Lead {\n  from Lead {\n    include when LeadSource == 'Web'\n  }\n}\n",
    right: 'sync contact with Lead {\n  from Lead {\n    include when LeadSource = "Web"\n  }\n}\n',
  },
})

export const unclosedText = code({
  code: 'LS1003',
  name: 'unclosed-text',
  severity: 'error',
  message: () => 'this text is not closed on its line',
  help: () => 'put a `"` at its end',
  doc: {
    text: 'Text stands between two double quotes on one line. A quote inside it is written `\\"`.',
    wrong: 'policy "Acme {\n  every 5 minutes\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const unclosedName = code({
  code: 'LS1004',
  name: 'unclosed-name',
  severity: 'error',
  message: () => 'this name is not closed on its line',
  help: () => 'put a back-tick at its end',
  doc: {
    text: 'A name in back-ticks begins and ends with one, on the same line.',
    wrong: 'sync `p_subscription with Subscription__c {\n}\n',
    right: 'sync `p_subscription` with Subscription__c {\n}\n',
  },
})

export const unknownEscape = code({
  code: 'LS1005',
  name: 'unknown-escape',
  severity: 'error',
  message: ({ found }: { found: string }) => `\`${found}\` means nothing inside text`,
  help: () => 'for a back-slash write two',
  doc: {
    text: 'Inside text a back-slash is only used for `\\"`, `\\\\`, `\\n` and `\\t`.',
    wrong: 'values share {\n  "C:\\Data" <-> "Data"\n}\n',
    right: 'values share {\n  "C:\\\\Data" <-> "Data"\n}\n',
  },
})

export const expectedSomething = code({
  code: 'LS1006',
  name: 'expected-something-else',
  severity: 'error',
  message: ({ expected, found }: { expected: string; found: string }) => `expected ${expected}, found ${found}`,
  doc: {
    text: 'The line cannot go on this way. The message names what may stand in this place.',
    wrong: 'sync contact with {\n}\n',
    right: 'sync contact with Lead {\n}\n',
  },
})

export const unexpected = code({
  code: 'LS1007',
  name: 'unexpected',
  severity: 'error',
  message: ({ found, after }: { found: string; after: string }) => `${found} cannot follow ${after}`,
  help: () => 'delete it, or begin a new line: a statement ends with its line',
  doc: {
    text: 'The statement was complete before this word. Every statement has a line of its own.',
    wrong: 'policy "Acme" {\n  every 5 minutes sharp\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const unknownStatement = code({
  code: 'LS1008',
  name: 'unknown-statement',
  severity: 'error',
  message: ({ found, place }: { found: string; place: string }) => `${found} begins no statement ${place}`,
  doc: {
    text: 'A statement is known by its first word. The help lists the words that may begin one here.',
    wrong: 'policy "Acme" {\n  poll 5 minutes\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const misspeltKeyword = code({
  code: 'LS1009',
  name: 'misspelt-keyword',
  severity: 'error',
  message: ({ found, meant }: { found: string; meant: string }) => `\`${found}\` is not a word of the language; did you mean \`${meant}\``,
  help: ({ meant }) => `write \`${meant}\``,
  doc: {
    text: 'The word is nearly one that may stand here. The rest of the line is read as if it were.',
    wrong: 'sync contact wiht Lead {\n}\n',
    right: 'sync contact with Lead {\n}\n',
  },
})

export const unclosedBlock = code({
  code: 'LS1010',
  name: 'unclosed-block',
  severity: 'error',
  message: ({ head }: { head: string }) => `the block of ${head} is not closed`,
  help: () => 'put a `}` on a line of its own where the block ends',
  doc: {
    text: 'Every `{` needs its `}`. What follows was read as if the brace were there.',
    wrong: 'policy "Acme" {\n  every 5 minutes\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const unopenedBlock = code({
  code: 'LS1011',
  name: 'unopened-block',
  severity: 'error',
  message: () => 'there is no block that this `}` could close',
  help: () => 'delete it, or look for a `{` missing above',
  doc: {
    text: 'There are more closing braces than opening ones.',
    wrong: 'policy "Acme" {\n  every 5 minutes\n}\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const missingBlock = code({
  code: 'LS1012',
  name: 'missing-block',
  severity: 'error',
  message: ({ head }: { head: string }) => `\`${head}\` needs a block`,
  help: () => 'end the line with `{`',
  doc: {
    text: 'This statement holds others, between `{` at the end of its line and `}` on a line of its own.',
    wrong: 'policy "Acme"\n  every 5 minutes\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const braceOnOwnLine = code({
  code: 'LS1013',
  name: 'brace-on-own-line',
  severity: 'error',
  message: () => 'the `{` stands on the line of its statement',
  help: () => 'move it to the end of the line above',
  doc: {
    text: 'A statement ends with its line, and so its block begins on that line.',
    wrong: 'policy "Acme"\n{\n  every 5 minutes\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const oneStatementALine = code({
  code: 'LS1014',
  name: 'one-statement-a-line',
  severity: 'error',
  message: ({ found }: { found: string }) => `${found} stands on the line of another statement`,
  help: () => 'begin a new line before it',
  doc: {
    text: 'One line holds one statement, so that changes to a policy are easy to review.',
    wrong: 'policy "Acme" {\n  every 5 minutes\n} values t {\n  "a" <-> "b"\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\nvalues t {\n  "a" <-> "b"\n}\n',
  },
})

export const arrowNeedsSpace = code({
  code: 'LS1015',
  name: 'arrow-needs-space',
  severity: 'error',
  message: ({ arrow }: { arrow: string }) => `\`${arrow}\` needs white space on both sides`,
  help: ({ arrow }) => `write \` ${arrow} \``,
  doc: {
    text: 'Arrows carry data and have to be seen. White space also tells `a <- b` from a comparison with a negative number.',
    wrong: 'sync contact with Lead {\n  map {\n    email<->Email\n  }\n}\n',
    right: 'sync contact with Lead {\n  map {\n    email <-> Email\n  }\n}\n',
  },
})

export const unclosedParenthesis = code({
  code: 'LS1016',
  name: 'unclosed-parenthesis',
  severity: 'error',
  message: () => 'this `(` is not closed',
  help: () => 'put a `)` where the list or expression ends',
  doc: {
    text: 'Every `(` needs its `)`. The statement was read as ending with its line.',
    wrong: 'lifecycle contact.lifecyclestage {\n  order ("lead", "customer"\n}\n',
    right: 'lifecycle contact.lifecyclestage {\n  order ("lead", "customer")\n}\n',
  },
})

export const tooComplex = code({
  code: 'LS1017',
  name: 'too-complex',
  severity: 'error',
  message: ({ what }: { what: string }) => `this statement ${what}`,
  help: () => 'split it, or use a value table',
  doc: {
    text: 'An expression may nest 40 deep and hold 500 operators, so that every policy is read and run in bounded time.',
    wrong: `sync contact with Lead {\n  from Lead {\n    include when ${'('.repeat(41)}Email is known${')'.repeat(41)}\n  }\n}\n`,
    right: 'sync contact with Lead {\n  from Lead {\n    include when Email is known\n  }\n}\n',
  },
})

export const textNeedsQuotes = code({
  code: 'LS1019',
  name: 'text-needs-quotes',
  severity: 'error',
  message: ({ found }: { found: string }) => `\`${found}\` is text and needs double quotes`,
  help: ({ found }) => `write \`"${found}"\``,
  doc: {
    text: 'Values are text in double quotes; a bare word would be the name of a property.',
    wrong: 'values lead_status {\n  NEW <-> "Open"\n}\n',
    right: 'values lead_status {\n  "NEW" <-> "Open"\n}\n',
  },
})

export const negatedTest = code({
  code: 'LS1020',
  name: 'negated-test',
  severity: 'error',
  message: ({ found, means }: { found: string; means: string }) => `\`${found}\` is written \`${means}\``,
  help: ({ means }) => `write \`${means}\``,
  doc: {
    text: 'Every value is either known or blank, so that one word says it.',
    wrong: 'sync contact with Lead {\n  from Lead {\n    include when Email is not blank\n  }\n}\n',
    right: 'sync contact with Lead {\n  from Lead {\n    include when Email is known\n  }\n}\n',
  },
})

export const unexpectedBlock = code({
  code: 'LS1021',
  name: 'unexpected-block',
  severity: 'error',
  message: ({ head }: { head: string }) => `${head} takes no block`,
  help: () => 'delete the braces and what is between them',
  doc: {
    text: 'This statement is one line. Only statements that hold others have braces.',
    wrong: 'policy "Acme" {\n  every 5 minutes {\n  }\n}\n',
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const wrongPlace = code({
  code: 'LS1022',
  name: 'wrong-place',
  severity: 'error',
  message: ({ found, place, belongs }: { found: string; place: string; belongs: string }) =>
    `\`${found}\` cannot stand ${place}, it belongs ${belongs}`,
  help: () => 'move it there, or look for a brace missing above',
  doc: {
    text: 'The statement is known, but not in this block. A brace too many or too few above often causes this.',
    wrong: 'match email = Email\n',
    right: 'sync contact with Lead {\n  match email = Email\n}\n',
  },
})

export const nameNeedsBackticks = code({
  code: 'LS1023',
  name: 'name-needs-back-ticks',
  severity: 'error',
  message: ({ found }: { found: string }) => `\`${found}\` is a word of the language in this place`,
  help: () => 'if it is a name, put it in back-ticks',
  doc: {
    text: 'A few words mean something at the start of an operand: `if not true false blank any all no hubspot salesforce`. A property of that name needs back-ticks there.',
    wrong: 'sync contact with Lead {\n  map {\n    any <-> Any__c\n  }\n}\n',
    right: 'sync contact with Lead {\n  map {\n    `any` <-> Any__c\n  }\n}\n',
  },
})

export const tooManyErrors = code({
  code: 'LS1024',
  name: 'too-many-errors',
  severity: 'error',
  message: ({ most }: { most: string }) => `only the first ${most} syntax errors of this file are shown`,
  help: () => 'mend the first ones',
  doc: {
    text: 'A file shows its first 100 syntax errors. Is it a policy at all?',
    wrong: '%\n'.repeat(101),
    right: 'policy "Acme" {\n  every 5 minutes\n}\n',
  },
})

export const chainedComparison = code({
  code: 'LS1025',
  name: 'chained-comparison',
  severity: 'error',
  message: ({ found }: { found: string }) => `\`${found}\` cannot follow another comparison`,
  help: () => 'join two comparisons with `and` or `or`',
  doc: {
    text: 'A comparison has two sides. For a range or a choice write two of them, or `in ("a", "b")`.',
    wrong: 'sync contact with Lead {\n  from Lead {\n    include when 1 < Score__c < 5\n  }\n}\n',
    right: 'sync contact with Lead {\n  from Lead {\n    include when 1 < Score__c and Score__c < 5\n  }\n}\n',
  },
})

/** In order of number. LS1018 told of constructs that are carried out by now, and is not used again. */
export const SYNTAX_CODES: readonly Code<never>[] = [
  unknownCharacter,
  foreignSpelling,
  unclosedText,
  unclosedName,
  unknownEscape,
  expectedSomething,
  unexpected,
  unknownStatement,
  misspeltKeyword,
  unclosedBlock,
  unopenedBlock,
  missingBlock,
  braceOnOwnLine,
  oneStatementALine,
  arrowNeedsSpace,
  unclosedParenthesis,
  tooComplex,
  textNeedsQuotes,
  negatedTest,
  unexpectedBlock,
  wrongPlace,
  nameNeedsBackticks,
  tooManyErrors,
  chainedComparison,
]
