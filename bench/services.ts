/** Service figures: how long an editor waits for each answer of the language service, in a policy of 10,000 lines. */
import {
  type Analysis,
  analyze,
  codeActions,
  complete,
  definitionAt,
  documentHighlights,
  documentSymbols,
  foldingRanges,
  format,
  hover,
  inlayHints,
  prepareRename,
  referencesAt,
  rename,
  semanticTokens,
  signatureHelp,
  workspaceSymbols,
} from '@lockstep/dsl'
import { round, say, title } from './figures'
import { companions, longPolicy } from './language'

const LINES = 10_000
const RUNS = 200
/** What an editor should wait for an answer at most, p95, milliseconds. */
const TARGET = 30

const FILE = 'contacts.sync'

/** The 95th and the 50th of a hundred, milliseconds; the first run, in which code is compiled, is left out. */
const measure = (act: (run: number) => unknown): { readonly p95: number; readonly median: number } => {
  act(0)
  const times = Array.from({ length: RUNS }, (_, run) => {
    const start = performance.now()
    act(run + 1)
    return performance.now() - start
  }).sort((a, b) => a - b)
  return { p95: times[Math.ceil(times.length * 0.95) - 1] ?? 0, median: times[Math.floor(times.length / 2)] ?? 0 }
}

/** Prints the figures of each service. */
export const benchServices = async (): Promise<void> => {
  const { text, catalog, root } = longPolicy(LINES)
  const others = companions(root)
  title(`Language service, ${text.split('\n').length} lines`)
  const look = (body: string): Analysis => analyze([...others, { file: FILE, text: body }], catalog)
  const report = (what: string, how: string, act: (run: number) => unknown): void => {
    const { p95, median } = measure(act)
    say(
      what,
      `${round(p95)} ms`,
      `p95 of ${RUNS}, median ${round(median)} ms${how === '' ? '' : `; ${how}`}${p95 > TARGET ? `; ABOVE ${TARGET} ms` : ''}`,
    )
  }
  const at = text.indexOf('bench_2500')
  const typed = (run: number) => `${text.slice(0, at)}${'abcdefghijkl'.slice(0, 1 + (run % 12))}${text.slice(at)}`
  report('diagnostics after one keystroke', 'parse, bind and every check', (run) => look(typed(run)))
  const opened = (run: number) => `${text.slice(0, at)}\n${' '.repeat(1 + (run % 12))}${text.slice(at)}`
  report('diagnostics after a new line', '', (run) => look(opened(run)))

  const analysis = look(text)
  const parsed = analysis.files.find(({ source }) => source.file === FILE)
  if (parsed === undefined) throw new Error('the long policy is missing')
  /** Another place of the file each time. */
  const place = (run: number) => text.indexOf('<->', Math.floor((text.length / (RUNS + 2)) * run) % (text.length - 200))
  const name = (run: number) => place(run) + 6
  report('completion', 'before the arrow', (run) => complete(analysis, FILE, place(run)))
  report('completion of a field', 'after the arrow', (run) => complete(analysis, FILE, place(run) + 3))
  report('completion after a keystroke', 'with the analysis that it needs', (run) => complete(look(typed(run)), FILE, at + 1))
  report('hover', '', (run) => hover(analysis, FILE, name(run)))
  report('definition', '', (run) => definitionAt(analysis, FILE, name(run)))
  report('references', '', (run) => referencesAt(analysis, FILE, name(run)))
  report('highlights', '', (run) => documentHighlights(analysis, FILE, name(run)))
  report('signature help', '', (run) => signatureHelp(analysis, FILE, name(run)))
  report('code actions', '', (run) => codeActions(analysis, FILE, { start: name(run), end: name(run) }))
  const table = text.indexOf('using lead_status') + 8
  report('rename, asked whether', '', () => prepareRename(analysis, FILE, table))
  report('rename, tried out and carried through', 'analyses the renamed policy', (run) => rename(analysis, FILE, table, `other_${run}`))
  report('inlay hints, one screen', '', (run) =>
    inlayHints(analysis, FILE, { start: place(run), end: Math.min(place(run) + 4_000, text.length) }),
  )
  report('document symbols', '', () => documentSymbols(parsed))
  report('workspace symbols', '', () => workspaceSymbols(analysis.files, 'bench_49'))
  report('folding', '', () => foldingRanges(parsed))
  report('semantic tokens', '', () => semanticTokens(parsed))
  report('formatting', '', () => format(parsed.source))
}
