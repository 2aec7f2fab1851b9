/** Policy impact: what a policy makes of a changed catalog, by checking it against the old and the new one. */
import { analyzeParsed } from '../analysis'
import type { PolicySymbol, Reference } from '../binding/symbols'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { parse } from '../syntax/parse'
import type { Source } from '../text/source'
import type { Location } from '../text/span'
import type { Catalog } from './catalog'
import { type CatalogChange, catalogDifferences } from './differences'

/** A change with the places of the policy that name what changed. */
export type TouchingChange = { readonly change: CatalogChange; readonly places: readonly Location[] }

export type PolicyImpact = {
  readonly changes: readonly CatalogChange[]
  /** Errors that the new catalog brings: until they are mended, the policy does not run. */
  readonly broken: readonly Diagnostic[]
  /** Warnings and hints that the new catalog brings. */
  readonly warned: readonly Diagnostic[]
  /** Findings that the new catalog takes away. */
  readonly mended: readonly Diagnostic[]
  /** Changes of what the policy names, whether or not a check minds them; additions touch nothing. */
  readonly touched: readonly TouchingChange[]
}

const textOf = ({ code, file, span, message }: Diagnostic): string => JSON.stringify([code, file, span.start, span.end, message])

const without = (found: readonly Diagnostic[], known: readonly Diagnostic[]): readonly Diagnostic[] => {
  const texts = new Set(known.map(textOf))
  return found.filter((one) => !texts.has(textOf(one)))
}

const isMeant = (change: CatalogChange, { kind, owner, name }: PolicySymbol): boolean => {
  const { thing, side, object } = change
  const ofField = side === 'hubspot' ? kind === 'property' : kind === 'field'
  switch (thing) {
    case 'object':
      return (
        change.change === 'removed' &&
        ((kind === (side === 'hubspot' ? 'hubspot-object' : 'salesforce-object') && name === change.name) ||
          (ofField && owner === change.name))
      )
    case 'property':
    case 'field':
      return ofField && owner === object && name === change.name
    case 'option':
      return (
        (ofField && owner === object && name === change.of) ||
        (side === 'hubspot' && kind === 'stage' && owner === change.of && name === change.name)
      )
    case 'list':
      return kind === 'list' && name === (change.fact === 'name' ? change.from : change.name)
    case 'pipeline':
      return kind === 'pipeline' && owner === object && name === (change.id ?? change.name)
    case 'stage':
      return kind === 'pipeline-stage' && owner === `${object}/${change.of}` && name === (change.id ?? change.name)
    case 'form':
      return kind === 'form' && name === (change.fact === 'name' ? change.from : change.name)
    case 'campaign':
      return kind === 'campaign' && name === (change.fact === 'name' ? change.from : change.name)
    case 'record type':
      return kind === 'record-type' && owner === object && name === change.name
    default:
      return false
  }
}

const placesOf = (change: CatalogChange, references: readonly Reference[]): readonly Location[] =>
  change.change === 'added' && change.thing !== 'option'
    ? []
    : references.filter((one) => isMeant(change, one.symbol)).map((one) => one.location)

/** What turns `before` into `after`, and what that means for the policy. Never throws. */
export const policyImpact = (sources: readonly Source[], before: Catalog, after: Catalog): PolicyImpact => {
  const files = sources.map((source) => parse(source))
  const [was, is] = [analyzeParsed(files, before), analyzeParsed(files, after)]
  const fresh = without(is.diagnostics, was.diagnostics)
  const changes = catalogDifferences(before, after)
  return {
    changes,
    broken: fresh.filter((one) => one.severity === 'error'),
    warned: fresh.filter((one) => one.severity !== 'error'),
    mended: without(was.diagnostics, is.diagnostics),
    touched: changes.map((change) => ({ change, places: placesOf(change, was.bound.references) })).filter((one) => one.places.length > 0),
  }
}
