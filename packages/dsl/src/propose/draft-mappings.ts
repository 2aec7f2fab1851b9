/** Mappings of a sync in the making: a line for each guess, spelled from both ways to one way to none. */
import type { HubspotObject, SalesforceObject } from '../catalog/catalog'
import { findField } from '../catalog/find'
import { hubspotKind, isRequiredOnCreate, salesforceValueType } from '../types/value-type'
import type { DraftBlock, DraftLine, DraftPiece } from './draft'
import { areSameOptions, draftTable } from './draft-table'
import { type Guess, guessPairs, unpaired } from './guess-pairs'
import { canBeNamed, nameText, textText } from './words-of-policy'

/** The warning that an option has no counterpart: a table's open rows are for people to fill. */
const OPEN_ROWS = 'LS5004'

export type DraftMappings = { readonly map: DraftBlock; readonly tables: readonly DraftBlock[]; readonly guesses: readonly Guess[] }

const REASONS = {
  known: undefined,
  name: () => 'same name',
  label: ({ property, field }: Guess) => `labels: "${property.label}" and "${field.label}"`,
  words: ({ property, field }: Guess) => `labels: "${property.label}" and "${field.label}"`,
} as const

/** What a blank becomes on the way to a field that a new record must have. */
const defaultOf = ({ field, on, known }: Guess): string => {
  const isRequired = on.some((object) => {
    const own = findField(object, field.name)
    return own !== undefined && isRequiredOnCreate(own)
  })
  if (!isRequired) return ''
  const type = salesforceValueType(field)
  if (known?.default !== undefined) return ` default ${textText(known.default)}`
  return type === 'text' ? ' default "[unknown]"' : ''
}

const spellingsOf = (guess: Guess, all: readonly SalesforceObject[], table: string | undefined): readonly string[] => {
  const { property, field, on, known } = guess
  const left = nameText(property.name)
  const targets = on.length === all.length ? [nameText(field.name)] : on.map((object) => `${nameText(object.name)}.${nameText(field.name)}`)
  const [target = ''] = targets
  // Where Salesforce's country picklists are on, it adds a field of codes, and takes no country of another spelling.
  const hasCodes = field.name.endsWith('Country') && on.some((object) => findField(object, `${field.name}Code`) !== undefined)
  const using = known?.using ?? table ?? (hasCodes && known !== undefined ? 'countries' : undefined)
  const options = using === undefined ? '' : ` using ${using}`
  // One way would set a withdrawal on the other side back.
  if (known?.isConsent === true) return [`${left} <-> ${target} sticky true even when paused`]
  const blank = defaultOf(guess)
  const isDay = hubspotKind(property) === 'date and time' && field.type === 'date'
  return [
    ...(blank === '' ? [] : [`${left} <-> ${target}${options}${blank}`]),
    `${left} <-> ${target}${options}`,
    ...(isDay && options === '' ? [`date(${left}) -> ${target}${blank}`] : []),
    `${left} <- ${target}${options}`,
    ...(blank === '' ? [] : [`${left} -> ${target}${options}${blank}`]),
    `${left} -> ${target}${options}`,
  ]
}

/** Fields that a new record must have, without a guess. */
const requiredLines = (salesforce: readonly SalesforceObject[], guesses: readonly Guess[]): readonly DraftPiece[] => {
  const filled = new Set(
    guesses.filter((one) => one.why !== 'words').flatMap(({ field, on }) => on.map((object) => `${object.name}.${field.name}`)),
  )
  return salesforce.flatMap((object) =>
    object.fields
      .filter((field) => isRequiredOnCreate(field) && !filled.has(`${object.name}.${field.name}`))
      .map((field): DraftPiece => {
        const options = (field.options ?? []).slice(0, 3).map((one) => textText(one.value))
        const hint = options.length === 0 ? '' : ` (${options.join(', ')}${(field.options ?? []).length > 3 ? ', ...' : ''})`
        return {
          kind: 'comment',
          text: `Required: Salesforce makes no ${object.name} without ${field.name}${hint}. Map something to it, with a default, before a line creates one.`,
        }
      }),
  )
}

const MOST_NAMED = 60

/** `tableName` gives a free name for a table of values. */
export const draftMappings = (
  hubspot: HubspotObject,
  salesforce: readonly SalesforceObject[],
  tableName: (property: string) => string,
): DraftMappings => {
  const guesses = guessPairs(hubspot, salesforce).filter(({ property, field }) => canBeNamed(property.name) && canBeNamed(field.name))
  const tables: DraftBlock[] = []
  const lineOf = (guess: Guess): readonly DraftPiece[] => {
    const { property, field, on } = guess
    const isChoice = property.type === 'enumeration' && (field.type === 'picklist' || field.type === 'multipicklist')
    const needsTable = isChoice && guess.known?.using === undefined && !areSameOptions(property, field)
    const table = needsTable ? draftTable(tableName(property.name), property, field) : undefined
    const note = REASONS[guess.why]?.(guess)
    const groups = on.length === salesforce.length ? [on] : on.map((one) => [one])
    return groups.map((group): DraftPiece => {
      if (table !== undefined && table.rows === 0) {
        const [spelling = ''] = spellingsOf({ ...guess, on: group }, salesforce, undefined)
        return { kind: 'comment', text: `Left out: no option of ${property.name} matches one of ${field.name}: ${spelling}` }
      }
      if (table !== undefined && !tables.includes(table.block)) tables.push(table.block)
      const line: DraftLine = {
        kind: 'line',
        spellings: spellingsOf({ ...guess, on: group }, salesforce, table?.name),
        ...(note === undefined ? {} : { note }),
        ...(table === undefined || table.isWhole ? {} : { bears: [OPEN_ROWS] }),
      }
      return line
    })
  }
  const part = (head: string, of: readonly Guess[]): readonly DraftPiece[] =>
    of.length === 0 ? [] : [{ kind: 'gap' }, { kind: 'comment', text: head }, ...of.flatMap(lineOf)]
  const known = guesses.filter((one) => one.why === 'known').flatMap(lineOf)
  const alike = part(
    'Guesses: the same name or label on both sides. See that they mean the same.',
    guesses.filter((one) => one.why === 'name' || one.why === 'label'),
  )
  const maybe = guesses.filter((one) => one.why === 'words')
  const lonely = unpaired(hubspot, guesses).map((one) => one.name)
  const more = lonely.length > MOST_NAMED ? ` and ${lonely.length - MOST_NAMED} more` : ''
  const required = requiredLines(salesforce, guesses)
  const lines: DraftPiece[] = [
    ...known,
    ...alike,
    ...(maybe.length === 0
      ? []
      : [
          { kind: 'gap' } as const,
          { kind: 'comment', text: 'Perhaps: the labels are similar, no more. Take the # away where they mean the same.' } as const,
        ]),
    ...maybe.map((guess): DraftPiece => {
      const [spelling = ''] = spellingsOf({ ...guess, on: guess.on.slice(0, 1) }, salesforce, undefined)
      return { kind: 'comment', text: `${spelling}  (${REASONS.words(guess)})` }
    }),
    ...(required.length === 0 ? [] : [{ kind: 'gap' } as const, ...required]),
    ...(lonely.length === 0
      ? []
      : [
          { kind: 'gap' } as const,
          {
            kind: 'comment',
            text: `Left out, because no field has a similar name or label: ${lonely.slice(0, MOST_NAMED).join(', ')}${more}.`,
          } as const,
        ]),
  ]
  return { map: { kind: 'block', head: 'map', lines }, tables, guesses }
}
