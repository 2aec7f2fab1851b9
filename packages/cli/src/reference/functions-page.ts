/** The reference page of functions, by group, written from the language package. */
import {
  FUNCTION_GROUPS,
  type FunctionDefinition,
  type FunctionGroup,
  functions,
  quote,
  type Signature,
  signaturesOf,
  type Value,
} from '@lockstep/dsl'

const headings: Readonly<Record<FunctionGroup, string>> = {
  'any value': 'Any value',
  text: 'Texts',
  number: 'Numbers',
  date: 'Dates and times',
  list: 'Lists (multi-selects)',
  email: 'Email addresses',
  phone: 'Phone numbers',
  web: 'Web addresses and domains',
  name: 'Names of people',
  place: 'Countries, states and postal codes',
  currency: 'Currencies and amounts',
}

/** As a policy writes it. */
const literal = (value: Value): string => (value === null ? 'blank' : typeof value === 'string' ? quote(value) : String(value))

const cell = (text: string): string => text.replaceAll('|', '\\|')

const words: Readonly<Record<string, string>> = {
  boolean: 'checkbox',
  moment: 'date or time',
  multipicklist: 'list',
  datetime: 'date and time',
  url: 'web address',
}
const word = (type: string): string => words[type] ?? type

const signature = (name: string, { parameters, result }: Signature): string => {
  const inside = parameters.map((one) => `${one.name}${one.rest ? ', …' : ''}${one.optional ? '?' : ''}: ${word(one.type)}`).join(', ')
  return `\`${name}(${inside})\` → ${result === 'same' ? 'the type of the first argument' : word(result)}`
}

const section = (one: FunctionDefinition): readonly string[] => [
  '',
  `### ${one.name}`,
  '',
  ...signaturesOf(one).map((way) => `${signature(one.name, way)}  `),
  `It ${one.summary}.${one.inverse === undefined ? '' : ` Undone by [\`${one.inverse}\`](#${one.inverse}), so it may stand in a two-way mapping.`}`,
  '',
  '| call | result |',
  '|---|---|',
  ...one.examples.map(
    ({ args, result }) => `| \`${cell(`${one.name}(${args.map(literal).join(', ')})`)}\` | \`${cell(literal(result))}\` |`,
  ),
]

const contents = (group: FunctionGroup): string =>
  `- ${headings[group]}: ${functions
    .filter((one) => one.group === group)
    .map(({ name }) => `[\`${name}\`](#${name})`)
    .join(' ')}`

/** Markdown: every function with its examples, which run as tests in the language package. */
export const functionsPage = (): string =>
  [
    '# Functions',
    '',
    'Generated from the language package: `npm run docs`.',
    '',
    `${functions.length} functions. They are total: none fails, and where there is no answer the result is blank, so that \`first_known(…, "otherwise")\` says what happens then.`,
    'None looks at a clock. `?` marks an argument that may be left out, `…` one that may be repeated. Only a function that another undoes may stand in a two-way mapping,',
    'as in `country <-> MailingCountryCode using country_code`; there, and in any `using`, it is called with the value alone.',
    'Time zones are names such as `Europe/Berlin` or `America/New_York`. Countries may be written in any usual way.',
    '',
    ...FUNCTION_GROUPS.map(contents),
    ...FUNCTION_GROUPS.flatMap((group) => [
      '',
      `## ${headings[group]}`,
      ...functions.filter((one) => one.group === group).flatMap(section),
    ]),
  ]
    .join('\n')
    .concat('\n')
