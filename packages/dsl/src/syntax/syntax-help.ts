/** Syntax help: the next action for a line that went wrong, named by what could stand there and by what a whole line looks like. */
import { nearest } from '../diagnostics/did-you-mean'
import { HOLD_KINDS, MAPPING_OPTIONS } from './keywords'
import type { LineError, LineRule } from './parse-line'
import type { Token } from './tokens'

/** `a`, `a or b`, `a, b or c` */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`

const quoted = (words: readonly string[]): readonly string[] => words.map((word) => `\`${word}\``)

/** A whole line of each kind; where it has several shapes, by a word that stands in it. */
const SHAPES: Readonly<Partial<Record<LineRule, string | Readonly<Record<string, string>>>>> = {
  policy: 'policy "Name" {',
  every: 'every 5 minutes',
  side: { '': 'salesforce budget 20_000 calls per day', creates: 'hubspot creates companies no' },
  conflicts: 'conflicts newest, then salesforce',
  hold: 'hold when deletes exceed 5%',
  sync: 'sync contact with Lead, Contact {',
  match: { '': 'match email = Email', through: 'match through contact' },
  prefer: 'prefer Contact, then newest',
  from: { '': 'from Lead {', same: 'from Contact same as Lead' },
  include: { '': 'include when Email is known', member: 'include when member of "Ready for sales"' },
  on: { '': 'on new create', change: 'on change update', delete: 'on delete ignore', merge: 'on merge follow' },
  mapping: { '': 'email <-> Email', prefer: 'phone <-> Phone prefer salesforce unless blank' },
  associate: 'associate company <-> AccountId',
  pipeline: 'pipeline "default" <-> record type "Standard" {',
  stage: 'stage "closedwon" <-> "Closed Won"',
  values: 'values lead_status {',
  row: '"NEW" <-> "Open"',
  otherwise: { '': 'otherwise error', '->': 'otherwise -> "Open"' },
  lifecycle: 'lifecycle contact.lifecyclestage {',
  order: 'order ("lead", "customer")',
  advance: 'advance to "customer" when any Opportunity is won',
  carry: { '': 'carry to company', contacts: 'carry to contacts of company' },
  activity: 'call <-> Task.Call when hubspot.hs_call_duration > 1 minute',
  form: 'form "Webinar sign-up" -> Campaign "Autumn webinar" status "Responded"',
  show: 'show in sf_campaigns',
  given: 'given contact ada (email = "ada@example.com")',
  step: { '': 'then hubspot changes ada (email = "ada@example.org")', pass: 'then 10 minutes pass' },
  expect: { '': 'expect ada (email = "ada@example.com")', error: 'expect error "DUPLICATES_DETECTED" for ada' },
}

const shapeOf = (rule: LineRule, tokens: readonly Token[], expected: readonly string[]): string | undefined => {
  const shapes = SHAPES[rule]
  if (shapes === undefined || typeof shapes === 'string') return shapes
  const words = new Set([...tokens.map(({ value }) => value), ...expected.map((one) => one.replaceAll('`', ''))])
  return Object.entries(shapes).find(([word]) => words.has(word))?.[1] ?? shapes['']
}

/** The words of a closed list that the grammar takes as a name, by the word in front of them. */
const CHOICES: Readonly<Partial<Record<LineRule, Readonly<Record<string, readonly string[]>>>>> = {
  hold: { when: HOLD_KINDS },
  side: { companies: ['yes', 'no'] },
  conflicts: { conflicts: ['newest', 'salesforce', 'hubspot'], then: ['salesforce', 'hubspot'] },
  on: {
    new: ['create', 'link', 'ignore'],
    change: ['update', 'ignore'],
    delete: ['delete', 'unlink', 'ignore'],
    merge: ['follow', 'delete'],
  },
  mapping: { prefer: ['salesforce', 'hubspot'], until: ['hubspot', 'salesforce'] },
  otherwise: { otherwise: ['error', 'copy', 'blank', '->', '<-'] },
}

const choicesAfter = (rule: LineRule, before: Token | undefined): readonly string[] | undefined => {
  if (before === undefined) return undefined
  if (rule === 'every' && before.kind === 'number') return ['minutes', 'hours', 'days']
  if (before.value === 'is') return ['known', 'blank', 'linked', 'included']
  const choices = CHOICES[rule]
  return choices && Object.hasOwn(choices, before.value) ? choices[before.value] : undefined
}

/** Lines with fields in parentheses. */
const FIELDS: ReadonlySet<LineRule> = new Set<LineRule>(['given', 'step', 'expect'])

/** Help for what was expected and is not there. */
export const expectedHelp = (
  rule: LineRule,
  { expected, found }: LineError,
  before: Token | undefined,
  tokens: readonly Token[],
): string => {
  if (rule === 'side' && found?.kind === ',' && before?.kind === 'number') {
    const next = tokens[tokens.indexOf(found) + 1]
    if (next?.kind === 'number') return `write the number as \`${before.text}_${next.text}\``
  }
  const isNameAlone = expected.length > 0 && expected.every((one) => one === 'a name')
  const choices = isNameAlone || rule === 'otherwise' ? choicesAfter(rule, before) : undefined
  const wanted = choices ? quoted(choices) : expected
  const shape = shapeOf(rule, tokens, expected)
  if (expected.includes('`)`'))
    return found?.kind === 'word' && FIELDS.has(rule)
      ? 'write `,` between two fields, and `)` where they end'
      : 'write `)` where the list or expression ends'
  const action = wanted.length > 6 ? '' : `write ${either(wanted)}`
  if (shape === undefined) return action === '' ? 'complete the line, or delete it' : action
  return action === '' ? `such a line reads \`${shape}\`` : `${action}: such a line reads \`${shape}\``
}

/** What may follow a line that is complete, where that is not an option of a mapping. */
const FOLLOWING: Readonly<Partial<Record<LineRule, readonly string[]>>> = {
  activity: ['when'],
  form: ['status'],
  associate: ['label', 'role', 'required'],
  given: ['for', 'linked', 'member'],
  step: ['into', 'to', 'from'],
}

/** Words of other languages, and what is written here. */
const FOREIGN_WORDS: Readonly<Record<string, string>> = { like: 'contains', equals: '=', where: 'when', eq: '=', includes: 'contains' }

/** Help for what follows a statement that was complete; `undefined` where the usual one will do. */
export const unexpectedHelp = (rule: LineRule, found: Token, before: Token | undefined, tokens: readonly Token[]): string | undefined => {
  const isLast = tokens.at(-1) === found
  if (isLast && (found.kind === ',' || found.kind === ')' || found.kind === '.')) return 'delete it: a statement ends with its line'
  if (found.value === 'percent' && before?.kind === 'number') return `write \`${before.text}%\``
  if (rule === 'sync') return found.value === 'and' ? 'write `,` in its place' : 'put a `,` between two objects'
  if (found.kind === 'word' && Object.hasOwn(FOREIGN_WORDS, found.value)) return `write \`${FOREIGN_WORDS[found.value]}\` in its place`
  const meant = found.kind === 'word' ? nearest(found.value, FOLLOWING[rule] ?? []) : undefined
  if (meant !== undefined) return `did you mean \`${meant}\`?`
  return rule === 'mapping' ? `an option of a mapping is ${either(quoted(MAPPING_OPTIONS))}` : undefined
}
