/** One Monaco model for each open file; a model is the only undo history that its file has. */
import type { TextEdit } from '@lockstep/dsl'
import { editText } from '../document/policy-store'
import { monaco } from './monaco'
import { rangeOf } from './places'

const uriOf = (path: string): monaco.Uri => monaco.Uri.from({ scheme: 'policy', path: `/${path}` })

/** The path of a model's file. */
export const pathOf = (model: monaco.editor.ITextModel): string => model.uri.path.slice(1)

/** The model of a file that is open. */
export const modelOfPath = (path: string): monaco.editor.ITextModel | null => monaco.editor.getModel(uriOf(path))

/** The model of a file, made with its text at the first call. */
export const modelOf = (path: string, text: string, languageId: string): monaco.editor.ITextModel => {
  const there = monaco.editor.getModel(uriOf(path))
  if (there !== null) return there
  const model = monaco.editor.createModel(text, languageId, uriOf(path))
  model.setEOL(monaco.editor.EndOfLineSequence.LF)
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  })
  model.onDidChangeContent(() => editText(path, model.getValue()))
  return model
}

/** Puts a text from outside into a model as one undoable step; false when the file has no model. */
export const replaceModelText = (path: string, text: string): boolean => {
  const model = monaco.editor.getModel(uriOf(path))
  if (model === null) return false
  if (model.getValue() === text) return true
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
  return true
}

/** Makes edits that were worked out for the text `base`, as one undoable step; false when the model holds another text or is not there. */
export const editModelText = (path: string, base: string, edits: readonly TextEdit[]): boolean => {
  const model = monaco.editor.getModel(uriOf(path))
  if (model === null || model.getValue() !== base) return false
  model.pushStackElement()
  model.pushEditOperations(
    [],
    edits.map((edit) => ({ range: rangeOf(model, edit.span), text: edit.text })),
    () => null,
  )
  model.pushStackElement()
  return true
}

/** Forgets models of files that are no longer open. */
export const dropOtherModels = (paths: ReadonlySet<string>): void => {
  for (const model of monaco.editor.getModels()) if (model.uri.scheme === 'policy' && !paths.has(pathOf(model))) model.dispose()
}
