/** The page of edits: every command and every statement that a command may hold. */
import { type EditReference, editReference } from '@lockstep/dsl'

type Statement = EditReference['mappingOptions'][number]
type Field = Statement['fields'][number]

const ABOUT: Readonly<Record<string, string>> = {
  add: 'Puts a new statement into a block (`into`), or at the top of a file. Without `place` it stands after those of its kind.',
  change: 'Gives some fields of a statement other values.',
  replace: 'Puts another statement in the place of a line, whose comments stay.',
  remove: 'Takes a statement out, with the comments that it owns and what its block holds.',
  move: 'Gives a statement another place in its block.',
  describe: 'Gives a statement another description, the comment lines directly above it.',
  'set-option': 'Adds an option to a mapping or association, or puts it in the place of the one of its kind.',
  'remove-option': 'Takes the option of that kind away.',
  wrap: 'Puts text around an expression; `field` names it, with its option before it: `"default.value"`.',
  'rename-table': 'Gives a value table another name, where it is defined and wherever it is used.',
  'rename-object': 'Gives a sync another object, in its head and wherever a statement names it as an object.',
}

const table = (fields: readonly Field[]): readonly string[] => [
  '| field | takes |',
  '|---|---|',
  ...fields.map(({ name, takes, optional }) => `| \`${name}\`${optional ? ' (optional)' : ''} | ${takes.replaceAll('|', '\\|')} |`),
]

const titleOf = ({ kind, by }: Statement) => `\`"kind": "${kind}"\`${by === undefined ? '' : `, \`"by": "${by}"\``}`

const statement = (one: Statement): readonly string[] => [
  titleOf(one),
  '',
  ...(one.fields.length === 0 && one.opens === undefined
    ? ['It has no fields.']
    : table([
        ...one.fields,
        ...(one.opens === undefined ? [] : [{ name: 'statements', takes: `a list of statements of \`${one.opens}\``, optional: true }]),
      ])),
  '',
]

/** Markdown. */
export const editsPage = (): string => {
  const { commands, places, mappingOptions, associateOptions } = editReference()
  return [
    '# Edits',
    '',
    'What the graph of the editor does to a policy, as JSON: for `lockstep edit` and for programs of your own. How to use it is told in',
    '[Edit a policy from a program](../how-to/edit-a-policy-from-a-program.md). Generated from the code; do not edit.',
    '',
    'Edits are `{"version": 1, "commands": [...]}`, made one after another or not at all, or one command with `"version": 1` among its fields.',
    'Each command has `command`, its name; `file`, the path of a file in the policy folder; and, for most, `target`, the id of a construct.',
    '',
    'Ids are those of the graph: a kind and a qualified name, such as `hubspot-object:contact` for a sync, `mapping:contact.email<->Lead.Email`,',
    '`on-new:contact.hubspot.2` or `values:lead_status`. What the graph does not draw has an id made alike: `from:contact.Lead`, `map:contact`,',
    '`budget:salesforce`, `hold:contact.deletes`, and for rows and lines without a name their number: `value-row:lead_status.3`.',
    'Of two constructs with one id the later gets a number: `every#2`.',
    '',
    '## Commands',
    '',
    ...commands.flatMap(({ name, fields }) => [`### ${name}`, '', ABOUT[name] ?? '', '', ...table(fields), '']),
    '## Statements',
    '',
    ...places.flatMap(({ place, statements }) => [
      `### ${place === 'file' ? 'At the top of a file' : `In \`${place}\``}`,
      '',
      ...statements.flatMap(statement),
    ]),
    '## Options of a mapping',
    '',
    ...mappingOptions.flatMap(statement),
    '## Options of an association',
    '',
    ...associateOptions.flatMap(statement),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
