/** Convert: what the language's services answer, in the words of the Language Server Protocol. */
import {
  CODES,
  type Completion,
  type CompletionKind,
  type Diagnostic,
  type DocumentSymbol,
  type LineIndex,
  type SemanticToken,
  type SemanticTokenType,
  type Severity,
} from '@lockstep/dsl'
import {
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  InsertTextFormat,
  type Diagnostic as ProtocolDiagnostic,
  type DocumentSymbol as ProtocolSymbol,
  SymbolKind,
} from 'vscode-languageserver/node'
import { positionOf, rangeOf } from './places'

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
}

/** Codes of things that stand there for nothing, which editors show faded. */
const UNUSED = new Set(CODES.filter(({ name }) => name === 'unused-values' || name === 'shadowed-on-new').map(({ code }) => code))

/** `placeOf` gives the address and the lines of another file. */
export const diagnosticOf = (
  found: Diagnostic,
  lines: LineIndex,
  placeOf: (file: string) => { readonly uri: string; readonly lines: LineIndex },
): ProtocolDiagnostic => ({
  range: rangeOf(lines, found.span),
  severity: SEVERITIES[found.severity],
  code: found.code,
  source: 'lockstep',
  message: found.help === undefined ? found.message : `${found.message}\n${found.help}`,
  ...(UNUSED.has(found.code) ? { tags: [1] } : {}),
  ...(found.related.length === 0
    ? {}
    : {
        relatedInformation: found.related.map(({ location, message }) => {
          const place = placeOf(location.file)
          return { location: { uri: place.uri, range: rangeOf(place.lines, location.span) }, message }
        }),
      }),
})

const COMPLETION_KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  property: CompletionItemKind.Field,
  field: CompletionItemKind.Field,
  object: CompletionItemKind.Class,
  value: CompletionItemKind.EnumMember,
  list: CompletionItemKind.Module,
  table: CompletionItemKind.Enum,
  function: CompletionItemKind.Function,
}

export const completionOf = (one: Completion, order: number, lines: LineIndex, text: string): CompletionItem => ({
  label: one.label,
  kind: COMPLETION_KINDS[one.kind] ?? CompletionItemKind.Value,
  ...(one.detail === '' ? {} : { detail: one.detail }),
  ...(one.doc === '' ? {} : { documentation: { kind: 'markdown', value: one.doc } }),
  sortText: String(order).padStart(5, '0'),
  // An editor compares this with what stands in the range: inside of text that begins with a quote.
  filterText: text.charAt(one.span.start) === '"' ? one.insert : one.label,
  insertTextFormat: InsertTextFormat.PlainText,
  textEdit: { range: rangeOf(lines, one.span), newText: one.insert },
})

const SYMBOL_KINDS: Readonly<Partial<Record<DocumentSymbol['kind'], SymbolKind>>> = {
  policy: SymbolKind.Package,
  sync: SymbolKind.Class,
  from: SymbolKind.Interface,
  map: SymbolKind.Namespace,
  mapping: SymbolKind.Field,
  values: SymbolKind.Enum,
  'value-row': SymbolKind.EnumMember,
  lifecycle: SymbolKind.Event,
}

export const symbolKindOf = (kind: DocumentSymbol['kind']): SymbolKind => SYMBOL_KINDS[kind] ?? SymbolKind.Property

export const symbolOf = ({ name, kind, span, children }: DocumentSymbol, lines: LineIndex): ProtocolSymbol => {
  const range = rangeOf(lines, span)
  return {
    // Editors refuse an empty name.
    name: name || kind,
    kind: symbolKindOf(kind),
    range,
    selectionRange: { start: range.start, end: positionOf(lines, Math.min(span.end, span.start + name.length)) },
    children: children.map((child) => symbolOf(child, lines)),
  }
}

/** The order is that of the numbers sent. */
export const TOKEN_TYPES: readonly SemanticTokenType[] = [
  'keyword',
  'property',
  'type',
  'variable',
  'function',
  'string',
  'number',
  'operator',
  'comment',
]

/** Five numbers for each token: lines and columns since the one before, length, type, modifiers. */
export const tokensOf = (tokens: readonly SemanticToken[], lines: LineIndex): number[] => {
  let before = { line: 0, character: 0 }
  return tokens.flatMap(({ span, type }) => {
    const index = TOKEN_TYPES.indexOf(type)
    if (index < 0) return []
    const at = positionOf(lines, span.start)
    const isSameLine = at.line === before.line
    const numbers = [at.line - before.line, isSameLine ? at.character - before.character : at.character, span.end - span.start, index, 0]
    before = at
    return numbers
  })
}
