/** Analysis: a policy folder parsed, bound and checked in one go. */
import { bind } from './binding/bind'
import type { BoundPolicy } from './binding/bound'
import { withoutRepeated } from './binding/repeated-blocks'
import type { Catalog } from './catalog/catalog'
import { checks } from './checks/index'
import { report } from './diagnostics/code'
import { moreFindings } from './diagnostics/codes/meaning'
import type { Diagnostic, Severity } from './diagnostics/diagnostic'
import { type ParseResult, parse } from './syntax/parse'
import type { Source } from './text/source'
import { withoutUnreadLines } from './unread-lines'

export type Analysis = {
  /** In the order given. */
  readonly files: readonly ParseResult[]
  /** By file, then place; at most 100 a file, the last of which says how many more there are. */
  readonly diagnostics: readonly Diagnostic[]
  readonly bound: BoundPolicy
  readonly catalog?: Catalog
  /** What could not be checked without a catalog, as a sentence; `null` when all was. */
  readonly skipped: string | null
}

const MOST = 100
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

const byPlace = (a: Diagnostic, b: Diagnostic): number => {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    RANK[a.severity] - RANK[b.severity] ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  )
}

/** Errors are kept before warnings, so that a capped file never looks clean. */
const capped = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  if (diagnostics.length <= MOST) return diagnostics
  const kept = [...diagnostics].sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MOST - 1)
  const last = diagnostics[diagnostics.length - 1]
  const count = String(diagnostics.length - kept.length)
  const more = last === undefined ? [] : [report(moreFindings, { count }, { file: last.file, span: last.span })]
  return [...kept.sort(byPlace), ...more]
}

/** Never throws, whatever the texts hold. */
export const analyze = (sources: readonly Source[], catalog?: Catalog): Analysis =>
  analyzeParsed(
    sources.map((source) => parse(source)),
    catalog,
  )

/** As `analyze`, for files that have been parsed. `remembers`: whether the time may be shortened by what is known of the last texts. */
export const analyzeParsed = (files: readonly ParseResult[], catalog?: Catalog, remembers = true): Analysis => {
  const { bound, diagnostics, repeated } = bind(files, catalog, remembers)
  const judged = withoutRepeated(bound, repeated)
  const found = checks.flatMap((check) => (check.needsCatalog && catalog === undefined ? [] : check.run(judged, catalog)))
  const told = [...diagnostics, ...found].filter((one) => repeated.diagnostics.includes(one) || !repeated.covers(one.file, one.span))
  const all = [...files.flatMap((file) => file.diagnostics), ...withoutUnreadLines(files, told)].sort(byPlace)
  const byFile = new Map<string, Diagnostic[]>()
  for (const one of all) {
    const group = byFile.get(one.file)
    if (group === undefined) byFile.set(one.file, [one])
    else group.push(one)
  }
  return {
    files,
    diagnostics: [...byFile.values()].flatMap(capped),
    bound,
    ...(catalog === undefined ? {} : { catalog }),
    skipped:
      catalog === undefined ? 'names and types were not checked against HubSpot and Salesforce, because the folder has no catalog' : null,
  }
}
