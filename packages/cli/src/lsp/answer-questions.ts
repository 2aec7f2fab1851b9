/** Answer questions: each request of the protocol that asks about one place, answered by the language's own services. */
import {
  codeActions,
  complete,
  definitionAt,
  documentHighlights,
  documentSymbols,
  type FileEdits,
  foldingRanges,
  format,
  hover,
  inlayHints,
  type Location,
  type ParseResult,
  prepareRename,
  referencesAt,
  rename,
  semanticTokens,
  signatureHelp,
  workspaceSymbols,
} from '@lockstep/dsl'
import {
  CodeActionKind,
  type Connection,
  FoldingRangeKind,
  InlayHintKind,
  type Position,
  type Location as ProtocolLocation,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import { completionOf, diagnosticOf, symbolKindOf, symbolOf, tokensOf } from './convert'
import type { OpenFolders } from './open-folders'
import { editsOf, offsetOf, rangeOf, spanOf } from './places'
import type { PolicyFolder } from './policy-folder'

type Asked = { readonly textDocument: { readonly uri: string } }

/** Everything that an answer about one document is made of; the analysis is left to those that need it. */
const lookAt = (folders: OpenFolders, { textDocument }: Asked) => {
  const place = folders.placeOf(textDocument.uri)
  const parsed = place?.folder.parsed().find((one): one is ParseResult => one.source.file === place.file)
  return place && parsed ? { ...place, parsed, lines: place.folder.lines(place.file) } : undefined
}

const locationOf = (folder: PolicyFolder, { file, span }: Location): ProtocolLocation => ({
  uri: folder.uriOf(file),
  range: rangeOf(folder.lines(file), span),
})

const workspaceEditOf = (folder: PolicyFolder, files: readonly FileEdits[]): WorkspaceEdit => ({
  changes: Object.fromEntries(files.map(({ file, edits }) => [folder.uriOf(file), editsOf(folder.lines(file), edits)])),
})

const namesOf = (folder: PolicyFolder) => {
  const catalog = folder.catalog()
  return { files: folder.parsed(), ...(catalog ? { catalog } : {}) }
}

/** The protocol's number for a request that could not be carried out, with a sentence for the person who asked. */
const REQUEST_FAILED = -32_803

/** Tells the connection how to answer. A document that is not known has empty answers. */
export const answerQuestions = (connection: Connection, folders: OpenFolders): void => {
  const at = (asked: Asked & { readonly position: Position }) => {
    const seen = lookAt(folders, asked)
    return seen && { ...seen, offset: offsetOf(seen.lines, asked.position) }
  }

  connection.onCompletion((asked) => {
    const seen = at(asked)
    return seen
      ? complete(namesOf(seen.folder), seen.file, seen.offset).map((one, order) =>
          completionOf(one, order, seen.lines, seen.parsed.source.text),
        )
      : []
  })
  connection.onHover((asked) => {
    const seen = at(asked)
    const found = seen && hover(seen.folder.analysis(), seen.file, seen.offset)
    return found ? { contents: { kind: 'markdown', value: found.markdown }, range: rangeOf(seen.lines, found.span) } : null
  })
  connection.onSignatureHelp((asked) => {
    const seen = at(asked)
    const found = seen && signatureHelp({ files: seen.folder.parsed() }, seen.file, seen.offset)
    if (!found) return null
    return {
      signatures: found.signatures.map(({ label, parameters }) => ({
        label,
        documentation: found.doc,
        parameters: parameters.map((one) => ({ label: one })),
      })),
      activeSignature: 0,
      activeParameter: found.active,
    }
  })
  connection.onDefinition((asked) => {
    const seen = at(asked)
    const found = seen && definitionAt(seen.folder.analysis(), seen.file, seen.offset)
    return found ? locationOf(seen.folder, found) : null
  })
  connection.onReferences((asked) => {
    const seen = at(asked)
    if (!seen) return []
    const declared = asked.context.includeDeclaration ? undefined : definitionAt(seen.folder.analysis(), seen.file, seen.offset)
    return referencesAt(seen.folder.analysis(), seen.file, seen.offset)
      .filter((one) => one.file !== declared?.file || one.span.start !== declared.span.start)
      .map((one) => locationOf(seen.folder, one))
  })
  connection.onDocumentHighlight((asked) => {
    const seen = at(asked)
    return seen
      ? documentHighlights(seen.folder.analysis(), seen.file, seen.offset).map((span) => ({ range: rangeOf(seen.lines, span) }))
      : []
  })
  connection.onPrepareRename((asked) => {
    const seen = at(asked)
    const found = seen && prepareRename(seen.folder.analysis(), seen.file, seen.offset)
    if (!found) return null
    return 'reason' in found
      ? new ResponseError(REQUEST_FAILED, found.reason)
      : { range: rangeOf(seen.lines, found.span), placeholder: found.name }
  })
  connection.onRenameRequest((asked) => {
    const seen = at(asked)
    if (!seen) return null
    const found = rename(seen.folder.analysis(), seen.file, seen.offset, asked.newName)
    return found.kind === 'edits' ? workspaceEditOf(seen.folder, found.files) : new ResponseError(REQUEST_FAILED, found.reason)
  })
  connection.onDocumentSymbol((asked) => {
    const seen = lookAt(folders, asked)
    return seen ? documentSymbols(seen.parsed).map((one) => symbolOf(one, seen.lines)) : []
  })
  connection.onWorkspaceSymbol(({ query }) =>
    folders.all().flatMap((folder) =>
      workspaceSymbols(folder.parsed(), query).map(({ name, kind, location, container }) => ({
        name: name || kind,
        kind: symbolKindOf(kind),
        location: locationOf(folder, location),
        containerName: container,
      })),
    ),
  )
  connection.onFoldingRanges((asked) => {
    const seen = lookAt(folders, asked)
    return seen
      ? foldingRanges(seen.parsed).map(({ start, end, kind }) => ({
          startLine: start - 1,
          endLine: end - 1,
          ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
        }))
      : []
  })
  connection.onDocumentFormatting((asked) => {
    const seen = lookAt(folders, asked)
    return seen ? editsOf(seen.lines, format(seen.parsed.source)) : []
  })
  connection.onCodeAction((asked) => {
    const seen = lookAt(folders, asked)
    if (!seen) return []
    const { folder } = seen
    const placeOf = (file: string) => ({ uri: folder.uriOf(file), lines: folder.lines(file) })
    return codeActions(seen.folder.analysis(), seen.file, spanOf(seen.lines, asked.range))
      .map((one) => ({
        title: one.title,
        kind: one.kind === 'quickfix' ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite,
        ...(one.isPreferred ? { isPreferred: true } : {}),
        ...(one.mends ? { diagnostics: [diagnosticOf(one.mends, seen.lines, placeOf)] } : {}),
        edit: workspaceEditOf(folder, one.files),
      }))
      .filter(({ kind }) => asked.context.only === undefined || asked.context.only.some((wanted) => `${kind}.`.startsWith(`${wanted}.`)))
  })
  connection.languages.inlayHint.on((asked) => {
    const seen = lookAt(folders, asked)
    return seen
      ? inlayHints(seen.folder.analysis(), seen.file, spanOf(seen.lines, asked.range)).map(({ offset, label, kind }) => ({
          position: rangeOf(seen.lines, { start: offset, end: offset }).start,
          label,
          ...(kind === 'type' ? { kind: InlayHintKind.Type } : {}),
          paddingLeft: true,
        }))
      : []
  })
  connection.languages.semanticTokens.on((asked) => {
    const seen = lookAt(folders, asked)
    return { data: seen ? tokensOf(semanticTokens(seen.parsed), seen.lines) : [] }
  })
}
