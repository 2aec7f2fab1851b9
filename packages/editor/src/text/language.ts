/** Tells Monaco about the policy language: brackets, comments, suggestions, hover, formatting, fixes, navigation. Registered once for the page. */

import { analysis } from '../document/analysis'
import { askLanguage } from '../document/language-client'
import type { Suggestion } from '../document/protocol'
import { announce } from '../ui/announce'
import { s } from '../ui/strings'
import { defineColours } from './colours'
import { lineTokens } from './line-tokens'
import { pathOf } from './models'
import { monaco } from './monaco'
import { registerNavigation } from './navigation'
import { rangeOf } from './places'

/** The language's id in Monaco. */
export const languageId = 'lockstep-policy'

const kinds: Readonly<Record<string, keyof typeof monaco.languages.CompletionItemKind>> = {
  keyword: 'Keyword',
  property: 'Field',
  field: 'Field',
  object: 'Class',
  value: 'EnumMember',
  option: 'EnumMember',
  text: 'EnumMember',
  table: 'Enum',
  values: 'Enum',
  function: 'Function',
  list: 'Module',
  snippet: 'Snippet',
}

/** Where a question was asked. */
type Asked = { readonly text: string; readonly offset: number; readonly position: monaco.Position }

/** Columns are counted from the place of the question, so that they still hold when more has been typed meanwhile. */
const toItem = ({ text, offset, position }: Asked, each: Suggestion, order: number): monaco.languages.CompletionItem => ({
  label: each.detail === '' ? each.label : { label: each.label, description: each.detail },
  insertText: each.insert,
  kind: monaco.languages.CompletionItemKind[kinds[each.kind] ?? 'Value'],
  documentation: each.doc === '' ? undefined : { value: each.doc },
  range: new monaco.Range(
    position.lineNumber,
    position.column - (offset - each.span.start),
    position.lineNumber,
    position.column + (each.span.end - offset),
  ),
  sortText: String(order).padStart(5, '0'),
  filterText: text.charAt(each.span.start) === '"' ? `"${each.label}"` : each.label,
})

const register = (): void => {
  defineColours()
  monaco.languages.register({ id: languageId, extensions: ['.sync'] })
  monaco.languages.setLanguageConfiguration(languageId, {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
      { open: '`', close: '`', notIn: ['string', 'comment'] },
    ],
    surroundingPairs: [
      { open: '(', close: ')' },
      { open: '"', close: '"' },
      { open: '`', close: '`' },
    ],
    wordPattern: /[\p{L}_][\p{L}\p{M}\p{N}_]*/u,
    indentationRules: { increaseIndentPattern: /\{\s*(#.*)?$/, decreaseIndentPattern: /^\s*\}/ },
  })
  monaco.languages.setTokensProvider(languageId, lineTokens)
  registerNavigation(languageId)
  monaco.languages.registerCompletionItemProvider(languageId, {
    triggerCharacters: ['.', '"', ' '],
    provideCompletionItems: async (model, position) => {
      const asked = { text: model.getValue(), offset: model.getOffsetAt(position), position }
      const found = await askLanguage<'complete'>({ kind: 'complete', path: pathOf(model), text: asked.text, offset: asked.offset })
      return { suggestions: found.map((each, order) => toItem(asked, each, order)) }
    },
  })
  monaco.languages.registerHoverProvider(languageId, {
    provideHover: async (model, position) => {
      const version = model.getVersionId()
      const found = await askLanguage<'hover'>({
        kind: 'hover',
        path: pathOf(model),
        text: model.getValue(),
        offset: model.getOffsetAt(position),
      })
      if (found === null || model.isDisposed() || model.getVersionId() !== version) return null
      return { range: rangeOf(model, found.span), contents: [{ value: found.markdown }] }
    },
  })
  monaco.languages.registerDocumentFormattingEditProvider(languageId, {
    displayName: 'Lockstep',
    provideDocumentFormattingEdits: async (model) => {
      const version = model.getVersionId()
      const found = await askLanguage<'format'>({ kind: 'format', path: pathOf(model), text: model.getValue() })
      if (found === null) {
        announce(s.policy.formatRefused, 'bad')
        return []
      }
      if (model.isDisposed() || model.getVersionId() !== version) return []
      return found.edits.map((edit) => ({ range: rangeOf(model, edit.span), text: edit.text }))
    },
  })
  monaco.languages.registerCodeActionProvider(languageId, {
    provideCodeActions: (model, range) => {
      const path = pathOf(model)
      const text = model.getValue()
      const now = analysis.get()
      if (now === null || now.files.find((file) => file.path === path)?.text !== text) return { actions: [], dispose: () => undefined }
      const actions = now.diagnostics.flatMap((each): readonly monaco.languages.CodeAction[] => {
        if (each.file !== path || each.fix === undefined || !monaco.Range.areIntersectingOrTouching(rangeOf(model, each.span), range))
          return []
        const edits = each.fix.edits.map((edit) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: rangeOf(model, edit.span), text: edit.text },
        }))
        return [{ title: s.policy.fix(each.fix.title), kind: 'quickfix', isPreferred: true, edit: { edits } }]
      })
      return { actions: [...actions], dispose: () => undefined }
    },
  })
}

let isRegistered = false

/** Registers the language; later calls do nothing, since two providers of one kind would answer twice. */
export const ensureLanguage = (): void => {
  if (isRegistered) return
  isRegistered = true
  register()
}
