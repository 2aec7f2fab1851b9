/** The reference page of the diagnostics, written from the one registry of codes. */
import { CODES } from '@lockstep/dsl'

const phases: readonly (readonly [string, string])[] = [
  ['1', 'Syntax'],
  ['2', 'Names'],
  ['3', 'Types'],
  ['4', 'Meaning'],
  ['5', 'Catalog'],
  ['8', 'Deprecation'],
  ['9', 'Style'],
]

const page = ({ code, name, severity, doc }: (typeof CODES)[number]): string =>
  [
    `### ${code} ${name}`,
    '',
    `*${severity}.* ${doc.text}`,
    '',
    'Wrong:',
    '',
    '```sync wrong',
    doc.wrong.trimEnd(),
    '```',
    '',
    'Right:',
    '',
    '```sync right',
    doc.right.trimEnd(),
    '```',
  ].join('\n')

/** Markdown, a section a phase, sorted by number. */
export const diagnosticsPage = (): string =>
  [
    '# Diagnostics',
    '',
    'Generated from the registry of codes: `npm run docs`. `lockstep explain CODE` prints the same page in a terminal. A number is never used again for something else.',
    ...phases.flatMap(([digit, title]) => {
      const codes = CODES.filter((code) => code.code[2] === digit).sort((a, b) => (a.code < b.code ? -1 : 1))
      return codes.length === 0 ? [] : ['', `## ${title}`, ...codes.flatMap((code) => ['', page(code)])]
    }),
  ]
    .join('\n')
    .concat('\n')
