/** Repeated blocks: what a folder says twice, which is told once for each file and not looked into any further. */
import { report } from '../diagnostics/code'
import { duplicateDeclaration } from '../diagnostics/codes/names'
import type { Diagnostic } from '../diagnostics/diagnostic'
import type { Span } from '../text/span'
import type { BoundPolicy } from './bound'

/** A block of which a folder may have one: `what` names it, `span` its head. */
type Declared = { readonly file: string; readonly block: Span; readonly span: Span; readonly what: string }
type Repeated = { readonly second: Declared; readonly first: Declared }

export type RepeatedBlocks = {
  readonly diagnostics: readonly Diagnostic[]
  /** Whether the place lies in a block that repeats another one. */
  covers(file: string, span: Span): boolean
}

const SYNC = '`sync '

const relatedOf = (first: Declared, others: readonly Repeated[]) => [
  { location: { file: first.file, span: first.span }, message: 'the first one' },
  ...others.map(({ second }) => ({ location: { file: second.file, span: second.span }, message: 'written twice too' })),
]

/** One diagnostic for all that a file repeats of another file, since a copy is one mistake; it names a `sync` where there is one. */
const tellCopy = (copies: readonly Repeated[]): readonly Diagnostic[] => {
  const head = copies.find(({ second }) => second.what.startsWith(SYNC)) ?? copies[0]
  if (head === undefined) return []
  const { second, first } = head
  const others = copies.filter((one) => one !== head)
  const help =
    others.length === 0
      ? {}
      : { help: `\`${second.file}\` repeats blocks of \`${first.file}\`: keep one of the two files, or rename what is new` }
  return [
    report(
      duplicateDeclaration,
      { what: second.what },
      { file: second.file, span: second.span, related: relatedOf(first, others), ...help },
    ),
  ]
}

/** Of several blocks of one name the first stands, in the order of files and places. */
export const repeatedBlocks = (declared: readonly Declared[]): RepeatedBlocks => {
  const firsts = new Map<string, Declared>()
  const inOneFile: Repeated[] = []
  const byFiles = new Map<string, Repeated[]>()
  const blocks = new Map<string, Span[]>()
  for (const second of declared) {
    const first = firsts.get(second.what)
    if (first === undefined) {
      firsts.set(second.what, second)
      continue
    }
    blocks.set(second.file, [...(blocks.get(second.file) ?? []), second.block])
    if (first.file === second.file) inOneFile.push({ second, first })
    else {
      const key = JSON.stringify([second.file, first.file])
      byFiles.set(key, [...(byFiles.get(key) ?? []), { second, first }])
    }
  }
  return {
    diagnostics: [...inOneFile.map((one) => [one]), ...byFiles.values()].flatMap(tellCopy),
    covers: (file, span) => blocks.get(file)?.some((block) => block.start <= span.start && span.end <= block.end) === true,
  }
}

/** The policy as far as it is judged: without the blocks that repeat others. */
export const withoutRepeated = (bound: BoundPolicy, { covers, diagnostics }: RepeatedBlocks): BoundPolicy => {
  if (diagnostics.length === 0) return bound
  const isFirst = ({ file, node }: { readonly file: string; readonly node: { readonly span: Span } }): boolean => !covers(file, node.span)
  return {
    files: bound.files,
    policies: bound.policies.filter(isFirst),
    syncs: bound.syncs.filter(isFirst),
    tables: bound.tables.filter(isFirst),
    lifecycles: bound.lifecycles.filter(isFirst),
    activities: bound.activities.filter(isFirst),
    campaigns: bound.campaigns.filter(isFirst),
    tests: bound.tests.filter(isFirst),
    get references() {
      return bound.references
    },
  }
}
