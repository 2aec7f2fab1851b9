/** Help: what the program and each command say of themselves. */
import type { Command } from './command'

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

const flagLabel = (flag: Command['flags'][number]): string => `--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`

/** `lockstep --help`. */
export const programHelp = (commands: readonly Command[], version: string): string =>
  [
    `lockstep ${version}: HubSpot and Salesforce kept in step under a written policy`,
    '',
    'Usage: lockstep COMMAND [ARGUMENTS] [OPTIONS]',
    '',
    columns(commands.map((command) => [command.name, command.about] as const)),
    '',
    'Every command explains itself with --help. Exit codes: 0 done or no difference, 1 error, 2 differences or changes planned,',
    '3 authentication, 4 quota, 5 held for approval, 6 stale plan.',
  ].join('\n')

/** `lockstep COMMAND --help`. */
export const commandHelp = (command: Command): string =>
  [
    `Usage: lockstep ${command.name}${command.arguments === '' ? '' : ` ${command.arguments}`}${command.flags.length === 0 ? '' : ' [OPTIONS]'}`,
    '',
    ...command.details,
    ...(command.flags.length === 0 ? [] : ['', columns(command.flags.map((flag) => [flagLabel(flag), flag.about] as const))]),
  ].join('\n')
