/** The reference page of the commands, written from the commands themselves. */
import type { Command } from '../command'

const flagRow = (flag: Command['flags'][number]): string =>
  `| \`--${flag.name}${flag.value === undefined ? '' : ` ${flag.value.replaceAll('|', '\\|')}`}\` | ${flag.about} |`

const section = (command: Command): string =>
  [
    `## lockstep ${command.name}`,
    '',
    `\`lockstep ${command.name}${command.arguments === '' ? '' : ` ${command.arguments}`}\`: ${command.about}.`,
    '',
    ...command.details,
    ...(command.flags.length === 0 ? [] : ['', '| option | does |', '|---|---|', ...command.flags.map(flagRow)]),
  ].join('\n')

/** Markdown. */
export const commandsPage = (commands: readonly Command[]): string =>
  [
    '# Commands',
    '',
    'Generated from the program: `npm run docs`.',
    '',
    'In the repository the program is `npx lockstep`. Data goes to standard output and messages to standard error; colour and progress show only on a terminal, and `NO_COLOR` turns colour off.',
    'Ctrl-C stops cleanly within a second, and what was begun is taken up by the next run.',
    '',
    '| exit code | means |',
    '|---|---|',
    '| 0 | done, or no difference |',
    '| 1 | an error |',
    '| 2 | differences, or changes planned |',
    '| 3 | authentication: a missing or refused credential |',
    '| 4 | quota: the budget or a vendor’s limit is used up |',
    '| 5 | held for approval |',
    '| 6 | the saved plan is stale |',
    '',
    ...commands.map(section).flatMap((text) => [text, '']),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
