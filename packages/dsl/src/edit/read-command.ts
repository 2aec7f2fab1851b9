/** Read command: JSON to the closed union of commands, or one sentence that says what is wrong with it. */
import type { EditCommand } from './command'
import { isObject, type JsonObject } from './json'
import { problemOf, problemOfOption } from './read-statement'
import { type Refusal, refuse } from './refusal'

type Need = 'text' | 'text or null' | 'place' | 'statement' | 'option' | 'fields'

/** The fields of each command besides `command` and `file`; a `?` marks those that may be absent. */
export const COMMAND_FIELDS: Readonly<Record<EditCommand['command'], Readonly<Record<string, Need>>>> = {
  add: { 'into?': 'text', statement: 'statement', 'place?': 'place', 'description?': 'text' },
  change: { target: 'text', set: 'fields' },
  replace: { target: 'text', statement: 'statement' },
  remove: { target: 'text' },
  move: { target: 'text', place: 'place' },
  describe: { target: 'text', description: 'text or null' },
  'set-option': { target: 'text', option: 'option' },
  'remove-option': { target: 'text', option: 'text' },
  wrap: { target: 'text', field: 'text', before: 'text', after: 'text' },
  'rename-table': { target: 'text', to: 'text' },
  'rename-object': { target: 'text', to: 'text' },
}

/** The version of the shapes of commands. */
export const EDIT_VERSION = 1

const quoted = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')

const wrong = (need: Need, value: unknown): string | undefined => {
  switch (need) {
    case 'text':
      return typeof value === 'string' ? undefined : 'is text'
    case 'text or null':
      return typeof value === 'string' || value === null ? undefined : 'is text, or `null`'
    case 'fields':
      return isObject(value) ? undefined : 'is an object of fields'
    case 'place':
      return isPlace(value) ? undefined : 'is `"first"`, `"last"`, `{"before": ID}` or `{"after": ID}`'
    case 'statement':
      return problemOf(undefined, value)
    case 'option':
      return problemOfOption(value)
  }
}

const isPlace = (value: unknown): boolean => {
  if (value === 'first' || value === 'last') return true
  if (!isObject(value) || Object.keys(value).length !== 1) return false
  return typeof (value['before'] ?? value['after']) === 'string'
}

/** What is wrong with a command; nothing when all is well. */
const problem = (value: unknown): string | undefined => {
  const names = Object.keys(COMMAND_FIELDS)
  if (!isObject(value)) return `a command is an object whose \`command\` is one of ${quoted(names)}`
  const name = names.find((one) => one === value['command'])
  if (name === undefined) return `\`${String(value['command'])}\` is no command; there are ${quoted(names)}`
  const fields = Object.entries(COMMAND_FIELDS[name as EditCommand['command']])
  const known = ['command', 'file', ...fields.map(([key]) => key.replace('?', ''))]
  const stranger = Object.keys(value).find((key) => !known.includes(key) && !(key === 'version' && value[key] === EDIT_VERSION))
  if (stranger !== undefined) return `\`${name}\` has no field \`${stranger}\`; it has ${quoted(known)}`
  if (typeof value['file'] !== 'string') return `\`file\` of \`${name}\` is the path of a file in the policy folder`
  for (const [key, need] of fields) {
    const field = key.replace('?', '')
    const given = value[field]
    if (given === undefined) {
      if (key === field) return `\`${name}\` needs the field \`${field}\``
      continue
    }
    const found = wrong(need, given)
    if (found !== undefined) return need === 'statement' || need === 'option' ? found : `\`${field}\` of \`${name}\` ${found}`
  }
  return undefined
}

const isCommand = (value: unknown): value is EditCommand => problem(value) === undefined

/** Takes `{"version": 1, "commands": [...]}`, or one command with `"version": 1` in it. */
export const readCommands = (value: unknown): { readonly ok: true; readonly commands: readonly EditCommand[] } | Refusal => {
  if (!isObject(value)) return refuse('bad-command', 'edits are an object with `version` and `commands`')
  if (value['version'] !== EDIT_VERSION) return refuse('bad-command', `\`version\` of edits is ${EDIT_VERSION}`)
  if ('command' in value) return readAll([value])
  const { commands } = value as JsonObject
  const stranger = Object.keys(value).find((key) => key !== 'version' && key !== 'commands')
  if (stranger !== undefined) return refuse('bad-command', `edits have no field \`${stranger}\`; they have \`version\` and \`commands\``)
  return Array.isArray(commands) ? readAll(commands) : refuse('bad-command', '`commands` of edits is a list')
}

const readAll = (values: readonly unknown[]): { readonly ok: true; readonly commands: readonly EditCommand[] } | Refusal => {
  const commands: EditCommand[] = []
  for (const [index, value] of values.entries()) {
    if (!isCommand(value)) return refuse('bad-command', `${values.length > 1 ? `command ${index + 1}: ` : ''}${problem(value)}`)
    commands.push(value)
  }
  return { ok: true, commands }
}
