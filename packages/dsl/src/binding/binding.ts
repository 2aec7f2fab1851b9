/** Binding: what every step of name resolution shares. */
import type { Catalog } from '../catalog/catalog'
import type { Code, CodeArgs, Place } from '../diagnostics/code'
import { report } from '../diagnostics/code'
import type { Diagnostic, Fix } from '../diagnostics/diagnostic'
import { nearest } from '../diagnostics/did-you-mean'
import type { NameNode, TextNode } from '../syntax/ast'
import { quote } from '../syntax/lexer'
import type { Span } from '../text/span'
import type { BoundTable } from './bound'
import type { PolicySymbol, Reference } from './symbols'

export type Binding = {
  /** Absent when the policy folder has none: then nothing that only a catalog knows is reported. */
  readonly catalog?: Catalog
  readonly tables: ReadonlyMap<string, BoundTable>
  /** The Salesforce objects that each HubSpot object of the folder is synced with, as written. */
  readonly heads: ReadonlyMap<string, readonly string[]>
  report<A extends CodeArgs>(kind: Code<A>, args: A, place: Place): void
  refer(symbol: PolicySymbol, file: string, span: Span, declares?: true): void
  /** Refers by what `make` gives, which is asked for it once somebody asks for references. */
  referLater(make: () => readonly Reference[]): void
  /** Whether lines may be taken from what was bound before. */
  readonly remembers: boolean
}

/** A binding that collects, the references in their order once somebody asks; a diagnostic that was said once is not said again (`same as` reads lines twice). */
export const collectBinding = (
  catalog: Catalog | undefined,
  tables: ReadonlyMap<string, BoundTable>,
  heads: ReadonlyMap<string, readonly string[]>,
  remembers: boolean,
): { readonly binding: Binding; readonly diagnostics: Diagnostic[]; readonly references: () => readonly Reference[] } => {
  const diagnostics: Diagnostic[] = []
  const parts: (() => readonly Reference[])[] = []
  let open: Reference[] | undefined
  let all: readonly Reference[] | undefined
  const said = new Set<string>()
  return {
    diagnostics,
    references: () => {
      all ??= parts.flatMap((make) => make())
      return all
    },
    binding: {
      remembers,
      ...(catalog === undefined ? {} : { catalog }),
      tables,
      heads,
      report(kind, args, place) {
        const diagnostic = report(kind, args, place)
        const key = `${diagnostic.code} ${diagnostic.file} ${diagnostic.span.start} ${diagnostic.span.end} ${diagnostic.message}`
        if (said.has(key)) return
        said.add(key)
        diagnostics.push(diagnostic)
      },
      refer(symbol, file, span, declares) {
        if (open === undefined) {
          const list: Reference[] = []
          open = list
          parts.push(() => list)
        }
        open.push({ symbol, location: { file, span }, ...(declares === undefined ? {} : { declares }) })
      },
      referLater(make) {
        open = undefined
        parts.push(make)
      },
    },
  }
}

/** What other languages call a blank. */
const NOTHING = ['null', 'nil', 'none', 'empty', 'undefined']

/** Salesforce's own names for what people add end with `__c`, which is easily left out. */
const customName = (name: string, candidates: readonly string[]): string | undefined =>
  candidates.find((one) => one.toLowerCase() === `${name.toLowerCase()}__c`)

/** Help and, where only capitals differ, the certain fix for a name that is not among `candidates`. */
export const didYouMean = (
  name: NameNode,
  candidates: readonly string[],
  otherwise: string,
): { readonly help: string; readonly fix?: Fix } => {
  if (NOTHING.includes(name.value.toLowerCase()) && !candidates.includes(name.value))
    return { help: 'to ask for a value that is not there, write `is blank` or `is known`' }
  const near = nearest(name.value, candidates) ?? customName(name.value, candidates)
  if (near === undefined) return { help: otherwise }
  const help = `did you mean \`${near}\`?`
  if (near.toLowerCase() !== name.value.toLowerCase()) return { help }
  return { help, fix: { title: `write \`${near}\``, edits: [{ span: name.span, text: name.quoted ? `\`${near}\`` : near }] } }
}

/** As `didYouMean`, for a name that the policy writes as text in double quotes. */
export const didYouMeanText = (
  text: TextNode,
  candidates: readonly string[],
  otherwise: string,
): { readonly help: string; readonly fix?: Fix } => {
  const near = nearest(text.value, candidates)
  if (near === undefined) return { help: otherwise }
  const help = `did you mean \`"${near}"\`?`
  if (near.toLowerCase() !== text.value.toLowerCase()) return { help }
  return { help, fix: { title: `write \`${quote(near)}\``, edits: [{ span: text.span, text: quote(near) }] } }
}
