/** Arguments: the command line to a command and what it was given, with clear words for what is wrong. */
import { parseArgs } from 'node:util'
import { LockstepError } from '@lockstep/runtime'
import type { Command, Given } from './command'

const wrong = (message: string, help: string): never => {
  throw new LockstepError('setting', message, { help })
}

const reason = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  const unknown = /Unknown option '([^']+)'/.exec(text)
  if (unknown !== null) return `there is no option \`${unknown[1]}\``
  const missing = /Option '([^' ]+)[^']*' argument missing/.exec(text)
  if (missing !== null) return `\`${missing[1]}\` needs a value`
  const ambiguous = /Option '([^']+)' does not take an argument/.exec(text)
  if (ambiguous !== null) return `\`${ambiguous[1]}\` takes no value`
  return text.split('\n')[0] ?? text
}

/** Throws a `setting` error where the words do not fit the command. */
export const parseArguments = (command: Command, words: readonly string[]): Given & { readonly wantsHelp: boolean } => {
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
  }
  for (const flag of command.flags)
    options[flag.name] = { type: flag.value === undefined ? 'boolean' : 'string', multiple: flag.repeatable ?? false }
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    return wrong(reason(error), `see \`lockstep ${command.name} --help\``)
  }
  const { values, positionals } = parsed
  const wantsHelp = values['help'] === true
  if (!wantsHelp && positionals.length < command.positionals.least)
    wrong(`\`lockstep ${command.name}\` needs ${command.arguments}`, `see \`lockstep ${command.name} --help\``)
  if (positionals.length > command.positionals.most) {
    wrong(
      `\`lockstep ${command.name}\` does not take \`${positionals[command.positionals.most]}\``,
      `see \`lockstep ${command.name} --help\``,
    )
  }
  const all = (flag: string): readonly string[] => {
    const value = values[flag]
    if (Array.isArray(value)) return value.map(String)
    return typeof value === 'string' ? [value] : []
  }
  return { wantsHelp, positionals, has: (flag) => values[flag] === true || all(flag).length > 0, get: (flag) => all(flag)[0], all }
}
