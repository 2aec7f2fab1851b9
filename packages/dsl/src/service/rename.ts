/** Rename: gives one of the policy's own names another spelling wherever it stands, or says why it may not. */
import { analyzeParsed } from '../analysis'
import type { BoundPolicy } from '../binding/bound'
import { type PolicySymbol, type Reference, symbolKey } from '../binding/symbols'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { findFunction } from '../functions/index'
import { KEYWORDS } from '../syntax/keywords'
import { type ParseResult, parse } from '../syntax/parse'
import { type Span, touches } from '../text/span'
import { applyTextEdits, type TextEdit } from '../text/text-edit'
import { shippedTable } from '../values/shipped-tables'
import type { ServiceInput } from './hover'

/** The edits of one file. */
export type FileEdits = { readonly file: string; readonly edits: readonly TextEdit[] }

export type Renameable = { readonly span: Span; readonly name: string }
export type RenameResult = { readonly kind: 'edits'; readonly files: readonly FileEdits[] } | Refusal
/** `reason` is a sentence for the person who asked. */
export type Refusal = { readonly kind: 'refused'; readonly reason: string }

/** What a rename has to look at; an `Analysis` is one. */
export type RenameInput = ServiceInput & { readonly diagnostics: readonly Diagnostic[] }

const refused = (reason: string): Refusal => ({ kind: 'refused', reason })

const isRefusal = (value: Renameable | Refusal): value is Refusal => 'reason' in value

const referencesOf = (bound: BoundPolicy, symbol: PolicySymbol): readonly Reference[] => {
  const key = symbolKey(symbol)
  return bound.references.filter((reference) => symbolKey(reference.symbol) === key)
}

const referenceAt = ({ bound }: ServiceInput, file: string, offset: number) =>
  bound.references.find(({ location }) => location.file === file && touches(location.span, offset))

/** The name under the offset, where it is one that the policy itself introduces; else why it cannot be renamed. Never throws. */
export const prepareRename = (analysis: ServiceInput, file: string, offset: number): Renameable | Refusal => {
  const found = referenceAt(analysis, file, offset)
  if (!found) return refused('there is no name here that a policy could rename')
  const { symbol, location } = found
  if (!referencesOf(analysis.bound, symbol).some((one) => one.declares))
    return refused(`\`${symbol.name}\` is not a name of this policy: ${ELSEWHERE[symbol.kind] ?? 'it comes from elsewhere'}`)
  return { span: location.span, name: symbol.name }
}

const ELSEWHERE: Readonly<Partial<Record<PolicySymbol['kind'], string>>> = {
  table: 'it comes with Lockstep',
  function: 'it comes with Lockstep',
  property: 'HubSpot gives it',
  list: 'HubSpot gives it',
  'hubspot-object': 'HubSpot gives it',
  field: 'Salesforce gives it',
  'record-type': 'Salesforce gives it',
  'salesforce-object': 'Salesforce gives it',
}

const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u

/** The name as the language writes it, in back-ticks where it is not a plain word; `undefined` when it cannot be written. */
export const spellName = (name: string): string | undefined => {
  if (name.trim() === '' || /[`\n\r]/.test(name)) return undefined
  return PLAIN.test(name) && !(KEYWORDS as readonly string[]).includes(name) ? name : `\`${name}\``
}

/**
 * The edits, over all files, that give the name under the offset the spelling `name`. They are tried out first: where they would change
 * what any line means, or what is found wrong with it, the rename is refused. Never throws.
 */
export const rename = (analysis: RenameInput, file: string, offset: number, name: string): RenameResult => {
  const prepared = prepareRename(analysis, file, offset)
  if (isRefusal(prepared)) return prepared
  const symbol = referenceAt(analysis, file, offset)!.symbol
  const wanted = name.trim().replace(/^`(.*)`$/, '$1')
  const spelled = spellName(wanted)
  if (spelled === undefined) return refused('a name has at least one character, and no back-tick')
  if (wanted === symbol.name) return { kind: 'edits', files: [] }
  const taken = takenBy(analysis, symbol, wanted)
  if (taken !== undefined) return refused(taken)
  const places = referencesOf(analysis.bound, symbol)
  const unread = unreadPlace(analysis, symbol.name, places)
  if (unread !== undefined) return refused(`\`${unread}\` has a syntax error in a line that says \`${symbol.name}\`: mend it first`)
  const files = editsOf(places, spelled)
  return keepsMeaning(analysis, symbol, wanted, files)
    ? { kind: 'edits', files }
    : refused(`\`${wanted}\` would change what the policy means`)
}

const takenBy = ({ bound }: ServiceInput, symbol: PolicySymbol, name: string): string | undefined => {
  if (
    bound.references.some(
      (one) => one.declares && one.symbol.kind === symbol.kind && one.symbol.owner === symbol.owner && one.symbol.name === name,
    )
  )
    return `the policy has another \`${name}\``
  if (symbol.kind === 'table' && (shippedTable(name) !== undefined || findFunction(name) !== undefined))
    return `\`${name}\` comes with Lockstep already`
  return undefined
}

/** A file where a line with a syntax error holds the name: what it means there is not known. */
const unreadPlace = ({ files }: ServiceInput, name: string, places: readonly Reference[]): string | undefined => {
  const known = new Set(places.map(({ location }) => `${location.file} ${location.span.start}`))
  return files.find(({ source, tokens, diagnostics }) => {
    if (diagnostics.length === 0) return false
    const wrong = new Set(diagnostics.map(({ span }) => lineOf(source.text, span.start)))
    return tokens.some(
      (token) =>
        (token.kind === 'word' || token.kind === 'name') &&
        token.value === name &&
        !known.has(`${source.file} ${token.span.start}`) &&
        wrong.has(lineOf(source.text, token.span.start)),
    )
  })?.source.file
}

/** Where the line begins that holds the offset. */
const lineOf = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf('\n', Math.max(offset - 1, 0)), text.lastIndexOf('\r', Math.max(offset - 1, 0)))

const editsOf = (places: readonly Reference[], spelled: string): readonly FileEdits[] => {
  const byFile = new Map<string, Map<number, TextEdit>>()
  for (const { location } of places) {
    const edits = byFile.get(location.file) ?? new Map<number, TextEdit>()
    edits.set(location.span.start, { span: location.span, text: spelled })
    byFile.set(location.file, edits)
  }
  return [...byFile]
    .map(([file, edits]) => ({ file, edits: [...edits.values()].sort((a, b) => a.span.start - b.span.start) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** Whether the renamed policy has the same findings, and the same places name the same things. */
const keepsMeaning = (analysis: RenameInput, symbol: PolicySymbol, name: string, files: readonly FileEdits[]): boolean => {
  const renamed = analysis.files.map((one) => after(one, files.find(({ file }) => file === one.source.file)?.edits))
  const next = analyzeParsed(renamed, analysis.catalog)
  const meant = analysis.bound.references.map((one) => (isSameSymbol(one.symbol, symbol) ? { ...one, symbol: { ...symbol, name } } : one))
  const codes = (found: readonly Diagnostic[]) => found.map((one) => `${one.file} ${one.code}`).join('\n')
  return nameTheSame(next.bound.references, meant) && codes(next.diagnostics) === codes(analysis.diagnostics)
}

const isSameSymbol = (a: PolicySymbol, b: PolicySymbol) => a.kind === b.kind && a.name === b.name && a.owner === b.owner

/** Whether the same files name the same things, as often and in whichever order. */
const nameTheSame = (some: readonly Reference[], others: readonly Reference[]): boolean => {
  if (some.length !== others.length) return false
  const counts = new Map<string, number>()
  const keyOf = ({ symbol, location }: Reference) => `${location.file} ${symbolKey(symbol)}`
  for (const [index, one] of some.entries()) {
    const other = others[index]!
    if (one.location.file === other.location.file && isSameSymbol(one.symbol, other.symbol)) continue
    const [a, b] = [keyOf(one), keyOf(other)]
    counts.set(a, (counts.get(a) ?? 0) + 1)
    counts.set(b, (counts.get(b) ?? 0) - 1)
  }
  return [...counts.values()].every((count) => count === 0)
}

const after = (parsed: ParseResult, edits: readonly TextEdit[] | undefined): ParseResult =>
  edits === undefined ? parsed : parse({ file: parsed.source.file, text: applyTextEdits(parsed.source.text, edits) })
