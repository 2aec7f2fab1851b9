/** The reference page of shipped tables: which place each row is, and how it may be spelled. */
import { type ShippedTable, shippedTables } from '@lockstep/dsl'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const rows = ({ places }: ShippedTable): readonly string[] =>
  places.length === 0
    ? [
        'Its rows are read from both systems, again every 15 minutes while runs go on, and at once before an owner is refused: owners come and go.',
        '',
        "Salesforce's owner stands. Where it goes to a queue, or to a user without exactly one counterpart in HubSpot, HubSpot keeps its owner, and a card says why until that is over.",
        'An owner in HubSpot without exactly one counterpart is an error: HubSpot is set back to the owner that both agreed on.',
      ]
    : [
        '| code | name | also |',
        '|---|---|---|',
        ...places.map(
          ([code, name, ...spellings]) => `| ${code} | ${cell(name)} | ${cell(spellings.filter((one) => one !== name).join('; '))} |`,
        ),
      ]

/** Markdown: every shipped table with its rows. */
export const tablesPage = (): string =>
  [
    '# Shipped tables',
    '',
    'Generated from the language package: `npm run docs`. `using` takes these beside your own `values`.',
    '',
    'A place is found by any of its spellings; capital letters, accents, dots and doubled spaces do not matter. What is written is the option that the other system has for that',
    'place, however it spells it; where the other side is plain text, it is the name, or the code where the field is made for codes (its name ends in `Code`, or it holds three',
    'characters or fewer). A text that is no spelling of any place is an error card. Two values that name the same place agree, so nothing is written.',
    '',
    ...shippedTables.map(({ name, summary, places }) => `- \`${name}\`: ${summary}${places.length === 0 ? '' : ` (${places.length})`}`),
    ...shippedTables.flatMap((table) => ['', `## ${table.name}`, '', `The ${table.summary}.`, '', ...rows(table)]),
  ]
    .join('\n')
    .concat('\n')
