/** The text of the active file in Monaco. */
import { useEffect, useRef } from 'react'
import { analysis } from '../document/analysis'
import { cursor } from '../document/cursor'
import { openFile, policy, saveFile, textHost } from '../document/policy-store'
import { revealRequest } from '../document/reveal'
import { useStore } from '../ui/store'
import { s } from '../ui/strings'
import { theme } from '../ui/theme'
import { ensureLanguage, languageId } from './language'
import { markersOf } from './markers'
import { dropOtherModels, editModelText, modelOf, pathOf, replaceModelText } from './models'
import { monaco } from './monaco'
import { rangeOf } from './places'

const owner = 'policy'

const createEditor = (place: HTMLElement): monaco.editor.IStandaloneCodeEditor =>
  monaco.editor.create(place, {
    model: null,
    automaticLayout: true,
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace',
    fontSize: 13,
    lineHeight: 21,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: 'line',
    padding: { top: 10, bottom: 10 },
    folding: true,
    stickyScroll: { enabled: false },
    quickSuggestions: { other: true, comments: false, strings: true },
    wordBasedSuggestions: 'off',
    fixedOverflowWidgets: true,
    tabSize: 2,
    accessibilitySupport: 'auto',
    'semanticHighlighting.enabled': true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    unicodeHighlight: { ambiguousCharacters: false },
    smoothScrolling: false,
    occurrencesHighlight: 'singleFile',
    suggest: { showStatusBar: false, preview: false },
  })

export const TextPane = () => {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef<monaco.editor.IStandaloneCodeEditor | null>(null)
  const views = useRef(new Map<string, monaco.editor.ICodeEditorViewState>())
  const moving = useRef(false)
  const granted = useRef(0)
  const now = useStore(policy)
  const wish = useStore(revealRequest)
  const dark = useStore(theme) === 'dark'
  const checked = useStore(analysis)
  const active = now.state === 'ready' ? now.active : null
  const text = now.state === 'ready' ? (now.files.find((file) => file.path === active)?.text ?? '') : ''
  const latestText = useRef(text)
  latestText.current = text

  useEffect(() => {
    ensureLanguage()
    if (place.current === null) return
    const editor = createEditor(place.current)
    shown.current = editor
    editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => {
      const model = editor.getModel()
      if (model !== null) void saveFile(pathOf(model))
    })
    editor.onDidChangeCursorPosition((event) => {
      const model = editor.getModel()
      if (model !== null) cursor.set({ file: pathOf(model), offset: model.getOffsetAt(event.position), byGraph: moving.current })
    })
    textHost.set({ replace: replaceModelText, edit: editModelText })
    return () => {
      shown.current = null
      editor.dispose()
    }
  }, [])

  useEffect(() => {
    monaco.editor.setTheme(dark ? 'lockstep-dark' : 'lockstep-light')
  }, [dark])

  useEffect(() => {
    const editor = shown.current
    if (editor === null || active === null) return
    const before = editor.getModel()
    const view = editor.saveViewState()
    if (before !== null && view !== null) views.current.set(pathOf(before), view)
    editor.setModel(modelOf(active, latestText.current, languageId))
    editor.updateOptions({ ariaLabel: s.policy.editor(active) })
    editor.restoreViewState(views.current.get(active) ?? null)
  }, [active])

  useEffect(() => {
    if (checked === null) return
    dropOtherModels(new Set(checked.files.map((file) => file.path)))
    for (const file of checked.files) {
      const model = modelOf(file.path, file.text, languageId)
      // An answer to an older text would put its marks in wrong places; a newer answer is on its way.
      if (model.getValue() === file.text) monaco.editor.setModelMarkers(model, owner, markersOf(model, file.path, checked.diagnostics))
    }
  }, [checked])

  useEffect(() => {
    const editor = shown.current
    // A wish is granted once: choosing another tab later must not lead back to it.
    if (wish === null || editor === null || granted.current === wish.seq) return
    if (wish.file !== active) {
      openFile(wish.file)
      return
    }
    const model = editor.getModel()
    if (model === null) return
    granted.current = wish.seq
    const range =
      wish.span !== null
        ? rangeOf(model, wish.span)
        : new monaco.Range(
            wish.line ?? 1,
            model.getLineFirstNonWhitespaceColumn(wish.line ?? 1) || 1,
            wish.line ?? 1,
            model.getLineMaxColumn(wish.line ?? 1),
          )
    moving.current = !wish.focus
    editor.setPosition(range.getStartPosition())
    editor.revealRangeInCenterIfOutsideViewport(range)
    moving.current = false
    const marks = editor.createDecorationsCollection([{ range, options: { isWholeLine: true, className: 'revealed-line' } }])
    if (wish.focus) editor.focus()
    const timer = setTimeout(() => marks.clear(), 2500)
    return () => {
      clearTimeout(timer)
      marks.clear()
    }
  }, [wish, active])

  return <div className="text-pane" ref={place} />
}

export default TextPane
