/** Going from a name to its declaration and its other places, folding, and colours by meaning. */
import type { Location } from '@lockstep/dsl'
import { askLanguage } from '../document/language-client'
import { requestRevealSpan } from '../document/reveal'
import { modelOfPath, pathOf } from './models'
import { monaco } from './monaco'
import { rangeOf } from './places'
import { legend, packed } from './semantic-colours'

/** A place in any open file, as Monaco names places; none where the file is not open any more. */
const placeOf = ({ file, span }: Location): monaco.languages.Location | undefined => {
  const model = modelOfPath(file)
  return model === null ? undefined : { uri: model.uri, range: rangeOf(model, span) }
}

/** Registers the providers and the way into another file's tab; called once for the page. */
export const registerNavigation = (languageId: string): void => {
  monaco.languages.registerDefinitionProvider(languageId, {
    provideDefinition: async (model, position) => {
      const offset = model.getOffsetAt(position)
      const found = await askLanguage<'define'>({ kind: 'define', path: pathOf(model), text: model.getValue(), offset })
      return found === null ? null : placeOf(found)
    },
  })
  monaco.languages.registerReferenceProvider(languageId, {
    provideReferences: async (model, position) => {
      const offset = model.getOffsetAt(position)
      const found = await askLanguage<'refer'>({ kind: 'refer', path: pathOf(model), text: model.getValue(), offset })
      return found.flatMap((each) => placeOf(each) ?? [])
    },
  })
  monaco.editor.registerEditorOpener({
    openCodeEditor: (_source, resource, selection) => {
      const model = monaco.editor.getModel(resource)
      if (model === null) return false
      const range =
        selection === undefined ? new monaco.Range(1, 1, 1, 1) : 'column' in selection ? monaco.Range.fromPositions(selection) : selection
      const start = model.getOffsetAt(new monaco.Position(range.startLineNumber, range.startColumn))
      const end = model.getOffsetAt(new monaco.Position(range.endLineNumber, range.endColumn))
      requestRevealSpan(pathOf(model), { start, end }, true)
      return true
    },
  })
  monaco.languages.registerFoldingRangeProvider(languageId, {
    provideFoldingRanges: async (model) => {
      const ranges = await askLanguage<'fold'>({ kind: 'fold', path: pathOf(model), text: model.getValue() })
      return ranges.map(({ start, end, kind }) =>
        kind === 'comment' ? { start, end, kind: monaco.languages.FoldingRangeKind.Comment } : { start, end },
      )
    },
  })
  monaco.languages.registerDocumentSemanticTokensProvider(languageId, {
    getLegend: () => ({ tokenTypes: [...legend], tokenModifiers: [] }),
    provideDocumentSemanticTokens: async (model) => {
      const version = model.getVersionId()
      const tokens = await askLanguage<'colour'>({ kind: 'colour', path: pathOf(model), text: model.getValue() })
      if (tokens === null || model.isDisposed() || model.getVersionId() !== version) return null
      return { data: packed(tokens, (offset) => model.getPositionAt(offset)) }
    },
    releaseDocumentSemanticTokens: () => undefined,
  })
}
