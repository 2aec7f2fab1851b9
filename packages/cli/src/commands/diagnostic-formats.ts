/** Diagnostics in the formats of other tools: SARIF 2.1.0 and GitHub's workflow annotations. */
import type { Diagnostic } from '@lockstep/dsl'

type Texts = ReadonlyMap<string, string>

const position = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 }
}

const region = ({ file, span }: Diagnostic, texts: Texts) => {
  const text = texts.get(file) ?? ''
  const start = position(text, span.start)
  const end = position(text, span.end)
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const

/** Gives a file of the policy the path by which the tool knows it. */
type PathOf = (file: string) => string

/** A relative reference as RFC 3986 has it: every letter that means something there is escaped, a colon too. */
const uriOf = (path: string): string =>
  path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')

/** One SARIF log with one run. */
export const toSarif = (
  diagnostics: readonly Diagnostic[],
  texts: Texts,
  { version, pathOf }: { readonly version: string; readonly pathOf: PathOf },
) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      // Columns are counted as JavaScript counts letters; without this line they would be read as whole characters.
      columnKind: 'utf16CodeUnits',
      tool: {
        driver: {
          name: 'lockstep',
          version,
          rules: [...new Map(diagnostics.map(({ code, name }) => [code, { id: code, name }])).values()],
        },
      },
      results: diagnostics.map((diagnostic) => ({
        ruleId: diagnostic.code,
        level: levels[diagnostic.severity],
        message: { text: diagnostic.help === undefined ? diagnostic.message : `${diagnostic.message}\n${diagnostic.help}` },
        locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(pathOf(diagnostic.file)) }, region: region(diagnostic, texts) } }],
      })),
    },
  ],
})

const escapeMessage = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** One annotation a line, as GitHub's workflow commands have it. */
export const toGithub = (diagnostics: readonly Diagnostic[], texts: Texts, pathOf: PathOf): string =>
  diagnostics
    .map((diagnostic) => {
      const { startLine, startColumn, endLine, endColumn } = region(diagnostic, texts)
      const level = diagnostic.severity === 'info' ? 'notice' : diagnostic.severity
      const message = diagnostic.help === undefined ? diagnostic.message : `${diagnostic.message}\n${diagnostic.help}`
      return `::${level} file=${escapeProperty(pathOf(diagnostic.file))},line=${startLine},col=${startColumn},endLine=${endLine},endColumn=${endColumn},title=${diagnostic.code}::${escapeMessage(message)}`
    })
    .join('\n')
