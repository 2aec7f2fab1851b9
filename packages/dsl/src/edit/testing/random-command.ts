/** Random command: a command for a policy, out of a row of numbers, so that a test can make many and shrink them. */
import type { BlockKind } from '../../syntax/keywords'
import type { EditCommand, PlaceSpec } from '../command'
import type { Form } from '../form'
import type { OptionForm } from '../form-parts'
import { type Field, fieldsOf } from '../form-parts'
import { FORMS, MAPPING_OPTIONS } from '../forms'
import { formOf, statementsOf } from '../read-node'
import { isOption, isStatement } from '../read-statement'
import { opensOf, type Target } from '../targets'
import type { Spec } from '../write-statement'

/** Takes the next number below `count`. */
export type Dice = (count: number) => number

/** Dice that fall as the numbers say, over and over. */
export const diceFrom = (numbers: readonly number[]): Dice => {
  let at = 0
  return (count) => {
    const number = numbers[at % numbers.length] ?? 0
    at++
    return count <= 1 ? 0 : (number + (at > numbers.length ? at : 0)) % count
  }
}

const EXPRESSIONS = [
  'email is known',
  'company.type = "PARTNER" and (score >= 1.5 or not city in ("a", "b"))',
  'lower(trim(nick))',
  'if a = 1 then 2 else 3',
  '`external id`',
  'a - -1',
  '"text"',
  'hubspot.company is blank',
  'firstname + " " + lastname',
  'member of "Ready for sales"',
  'no contact where email contains "x"',
] as const
const NAMES = ['Lead', 'Contact', 'Account', 'external id', 'when', 'map', 'lead_status', 'first_name', '会社', 'newest'] as const
const TEXTS = ['', 'a "quoted" one', 'back\\slash', 'lead', 'Closed - Won', '日本', '# no comment', 'a\nb'] as const
const SUMS = ['"x"', 'lower(nick)', '-1', 'a + 1', 'true'] as const
const PATHS = ['email', 'Lead.Email', '`external id`', 'Contact.External__c'] as const
const SCALARS = ['NEW', 'a "b"', 7, -1.5, true, false, null] as const
const DESCRIPTIONS = ['one line', 'two\nlines', '', 'trailing  ', '# a sign', 'first\n\nthird', '  inset'] as const
const UNITS = ['minute', 'hour'] as const

const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice(from.length)]!

const listOf = <T>(dice: Dice, from: readonly T[]): readonly T[] => Array.from({ length: 1 + dice(3) }, () => pick(dice, from))

const randomField = (dice: Dice, field: Field, isOption: boolean): unknown => {
  switch (field.type) {
    case 'name':
      return pick(dice, NAMES)
    case 'text':
      return pick(dice, TEXTS)
    case 'number':
      return pick(dice, [1, 5, 20_000, 1.5])
    case 'limit':
      return pick(dice, [20, '5%', '2.5%'])
    case 'expression':
      return isOption && field.field === 'value' ? pick(dice, SUMS) : pick(dice, EXPRESSIONS)
    case 'path':
      return pick(dice, PATHS)
    case 'choice':
      return pick(dice, field.of)
    case 'unit':
      return pick(dice, UNITS)
    case 'scalar':
      return pick(dice, SCALARS)
    case 'scalars':
      return listOf(dice, SCALARS)
    case 'list':
      return field.item === 'name' ? listOf(dice, NAMES) : listOf(dice, TEXTS)
    case 'count':
      return dice(3)
    case 'fields':
      return listOf(dice, NAMES).map((name) => ({ name, value: pick(dice, SCALARS) }))
    case 'variant': {
      const by = pick(dice, Object.keys(field.words))
      return field.named.includes(by) ? { by, name: pick(dice, TEXTS) } : { by }
    }
    case 'flag':
      return true
    case 'options':
      return Array.from({ length: dice(3) }, () => randomOption(dice, pick(dice, field.forms)))
  }
}

const randomOption = (dice: Dice, form: OptionForm): Spec => ({ ...randomFields(dice, form, true), kind: form.kind })

const randomFields = (dice: Dice, form: OptionForm, isOption: boolean): { readonly [field: string]: unknown } =>
  Object.fromEntries(
    fieldsOf(form.parts).flatMap(({ field, optional }) =>
      optional && dice(2) === 0 ? [] : [[field.field, randomField(dice, field, isOption)]],
    ),
  )

const randomStatement = (dice: Dice, form: Form): Spec => {
  const inner = form.opens === undefined ? [] : FORMS.filter((one) => one.place === form.opens)
  const statements = Array.from({ length: inner.length === 0 ? 0 : dice(3) }, () => randomStatement(dice, pick(dice, inner)))
  return {
    ...randomFields(dice, form, false),
    kind: form.kind,
    ...(form.by === undefined ? {} : { by: form.by }),
    ...(statements.length === 0 ? {} : { statements }),
  }
}

const formsIn = (place: BlockKind) => FORMS.filter((one) => one.place === place)

/** A command that fits some statement among `targets`, which must not be empty; it may still ask for what the policy says already. */
export const randomCommand = (dice: Dice, targets: readonly Target[], file: string): EditCommand | undefined => {
  const here = targets.filter(({ located }) => located.parsed.source.file === file)
  const { id: target, located } = pick(dice, here)
  const form = formOf(located.place, located.node)
  const siblings = here.filter((one) => one.located.parents.at(-1) === located.parents.at(-1))
  const place: PlaceSpec = pick(dice, ['first', 'last', { before: pick(dice, siblings).id }, { after: pick(dice, siblings).id }])
  switch (dice(9)) {
    case 0: {
      const opens = opensOf(located)
      const into = opens !== undefined && dice(4) > 0 ? { into: target } : {}
      const statement = randomStatement(dice, pick(dice, formsIn(opens !== undefined && 'into' in into ? opens : 'file')))
      const children = here.filter((one) => one.located.parents.at(-1) === located.node)
      const spot: PlaceSpec =
        children.length === 0
          ? 'last'
          : pick(dice, ['first', 'last', { before: pick(dice, children).id }, { after: pick(dice, children).id }])
      if (!isStatement(statement)) throw new Error(`not a statement: ${JSON.stringify(statement)}`)
      return {
        command: 'add',
        file,
        ...into,
        statement,
        ...('into' in into && dice(2) === 0 ? { place: spot } : {}),
        ...(dice(2) === 0 ? { description: pick(dice, DESCRIPTIONS) } : {}),
      }
    }
    case 1:
    case 2: {
      const fields = form ? fieldsOf(form.parts) : []
      if (fields.length === 0) return undefined
      const { field, optional } = pick(dice, fields)
      const value = optional && dice(3) === 0 ? null : randomField(dice, field, false)
      return { command: 'change', file, target, set: { [field.field]: value } }
    }
    case 3: {
      const others = formsIn(located.place).filter((one) => one.opens === undefined && form?.opens === undefined)
      if (others.length === 0) return undefined
      const statement = randomStatement(dice, pick(dice, others))
      if (!isStatement(statement)) throw new Error(`not a statement: ${JSON.stringify(statement)}`)
      return { command: 'replace', file, target, statement }
    }
    case 4:
      // Small things go more often than whole blocks, so that there stays something to edit.
      return (statementsOf(located.node)?.length ?? 0) > 2 && dice(8) > 0 ? undefined : { command: 'remove', file, target }
    case 5:
      return { command: 'move', file, target, place }
    case 6:
      return { command: 'describe', file, target, description: dice(4) === 0 ? null : pick(dice, DESCRIPTIONS) }
    case 7: {
      if (form?.kind !== 'mapping')
        return { command: 'wrap', file, target, field: pick(dice, ['condition', 'when']), before: 'not (', after: ')' }
      const option = randomOption(dice, pick(dice, MAPPING_OPTIONS))
      if (!isOption(option)) throw new Error(`not an option: ${JSON.stringify(option)}`)
      if (dice(3) === 0) return { command: 'remove-option', file, target, option: option.kind }
      if (dice(3) === 0)
        return {
          command: 'wrap',
          file,
          target,
          field: pick(dice, ['hubspot', 'salesforce', 'default.value']),
          before: 'lower(',
          after: ')',
        }
      return { command: 'set-option', file, target, option }
    }
    default: {
      if (form?.kind === 'values') return { command: 'rename-table', file, target, to: pick(dice, NAMES) }
      if (form?.kind !== 'sync') return undefined
      return { command: 'rename-object', file, target, to: pick(dice, NAMES) }
    }
  }
}
