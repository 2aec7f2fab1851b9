/** The reference page of the language: constructs and expressions, written from the language package. */
import { CONSTRUCTS, type Construct, SHIPPED_TABLES } from '@lockstep/dsl'

const places: readonly (readonly [Construct['within'], string])[] = [
  ['file', 'In a file'],
  ['policy', 'In `policy`'],
  ['sync', 'In `sync`'],
  ['from', 'In `from`'],
  ['map', 'In `map`'],
  ['mapping', 'After a mapping: options, in any order'],
  ['pipeline', 'In `pipeline`'],
  ['values', 'In `values`'],
  ['lifecycle', 'In `lifecycle`'],
  ['activities', 'In `activities`'],
  ['activity', 'In the block of an activity'],
  ['campaigns', 'In `campaigns`'],
  ['test', 'In `test`'],
]

const construct = ({ spelling, meaning, example }: Construct): string =>
  [`### \`${spelling}\``, '', meaning, '', '```sync part', example, '```'].join('\n')

const expressions = `## Expressions

Literals: text in double quotes, numbers (\`20_000\`), \`true\`, \`false\`, \`blank\`, durations (\`30 minutes\`). Names of properties and fields; one step through an
association or lookup (\`company.type\`, \`Account.Name\`). Inside \`from X\` a bare name is X's; left of an arrow it is HubSpot's, right of it Salesforce's; in the
options of a mapping every name begins with \`hubspot.\` or \`salesforce.\`.

\`= != < <= > >=\`, \`and or not\`, \`in ("a", "b")\`, \`is known\`, \`is blank\`, \`contains\`, \`starts with\`, \`ends with\`, \`member of "LIST"\`, \`is linked [to OBJECT]\`,
\`is included\`, \`+ - * /\`, \`if C then A else B\`, and calls of [functions](functions.md). \`any | all | no OBJECT where C\`, or
\`is open | is won | is lost\` for \`where C\`, looks at the records that hang on this one: those that HubSpot associates, or those of Salesforce whose lookup of this
object’s name, else any lookup, holds it; a contact’s opportunities, and an opportunity’s contacts, are those of the contact roles. \`all\` and \`no\` are true where
there are none. Two dates a distance apart give a duration, a date and a duration a date; durations may be divided, as in \`(closedate - createdate) / 1 day\`.

**Bounded**: no expression may take more than a billion steps for one record, about a second; the checker works that out from the sizes of the fields.

**Blank equals only blank**: when \`x\` is blank, \`x = "a"\`, \`x < 5\` and \`contains\` are false and \`x != "a"\` is true; \`not\` is the exact opposite. \`+\` on text takes
blank as empty (all blank gives blank); arithmetic with blank gives blank. A Salesforce checkbox is never
blank. A HubSpot checkbox that was never set is \`false\` wherever it is compared; \`is blank\` and \`= blank\` still tell it from one that was unticked.

Names are written exactly as the systems spell them. Back-ticks are needed only where the place also takes a keyword of that spelling. \`#\` starts a comment; the comment
lines directly above a statement describe it.`

/** Markdown: every construct by spelling, meaning and example. */
export const languagePage = (): string =>
  [
    '# Language',
    '',
    'Generated from the language package: `npm run docs`. A policy is a folder: every `.sync` file in it counts, order does not matter. HubSpot stands left, Salesforce right; arrows carry data.',
    'What is not written does not happen.',
    ...places.flatMap(([within, heading]) => [
      '',
      `## ${heading}`,
      ...CONSTRUCTS.filter((one) => one.within === within).flatMap((one) => ['', construct(one)]),
    ]),
    '',
    expressions,
    '',
    '## Checked, but not run yet',
    '',
    'A policy that uses one of these is checked like any other, and refused as a whole, by name and line, where it would run: `sync` of objects other than contacts, `associate`, `pipeline`, `match through`, `activities`, `campaigns`,',
    'lifecycles of other objects than contacts or by other records than `any Opportunity`, and `any | all | no` of Salesforce’s related records.',
    '',
    '## Shipped tables',
    '',
    `\`using\` takes these beside your own \`values\`: ${SHIPPED_TABLES.map((name) => `\`${name}\``).join(', ')}. [Their rows](tables.md).`,
  ]
    .join('\n')
    .concat('\n')
