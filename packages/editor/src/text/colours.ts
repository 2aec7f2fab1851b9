/** Monaco's colours, light and dark, in step with the style sheet. */
import { monaco } from './monaco'

type Palette = {
  readonly keyword: string
  readonly text: string
  readonly number: string
  readonly comment: string
  readonly sign: string
  readonly name: string
  readonly call: string
  readonly object: string
  readonly table: string
  readonly bad: string
}

const light: Palette = {
  keyword: '4338b0',
  text: '0f6b3f',
  number: '9a4a00',
  comment: '69707d',
  sign: '8a2f74',
  name: '1b2029',
  call: '0b6a8a',
  object: '1b2029',
  table: '7a4f00',
  bad: 'b42318',
}
const dark: Palette = {
  keyword: 'a9a6ff',
  text: '7fd1a2',
  number: 'f0b37a',
  comment: '8b93a3',
  sign: 'e39ad2',
  name: 'e4e7ee',
  call: '7cc7e6',
  object: 'e4e7ee',
  table: 'e6c27a',
  bad: 'ff9b8f',
}

const rules = (of: Palette): monaco.editor.ITokenThemeRule[] => [
  { token: '', foreground: of.name },
  { token: 'keyword', foreground: of.keyword, fontStyle: 'bold' },
  { token: 'string', foreground: of.text },
  { token: 'number', foreground: of.number },
  { token: 'comment', foreground: of.comment, fontStyle: 'italic' },
  { token: 'operator', foreground: of.sign, fontStyle: 'bold' },
  { token: 'delimiter', foreground: of.comment },
  { token: 'property', foreground: of.name },
  { token: 'function', foreground: of.call },
  { token: 'type', foreground: of.object },
  { token: 'variable', foreground: of.table },
  { token: 'invalid', foreground: of.bad },
]

/** Defines both themes; Monaco keeps them for the page. */
export const defineColours = (): void => {
  monaco.editor.defineTheme('lockstep-light', {
    base: 'vs',
    inherit: true,
    rules: rules(light),
    colors: {
      'editor.background': '#ffffff',
      'editor.lineHighlightBackground': '#f3f5f9',
      'editorLineNumber.foreground': '#8a92a0',
      'editorLineNumber.activeForeground': '#2b3240',
      'editorGutter.background': '#ffffff',
      'editorWidget.background': '#ffffff',
      'editorIndentGuide.background1': '#e6e9ef',
      'editor.rangeHighlightBackground': '#e6e9ff',
    },
  })
  monaco.editor.defineTheme('lockstep-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: rules(dark),
    colors: {
      'editor.background': '#171a21',
      'editor.lineHighlightBackground': '#1e222b',
      'editorLineNumber.foreground': '#6d7585',
      'editorLineNumber.activeForeground': '#d5d9e2',
      'editorGutter.background': '#171a21',
      'editorWidget.background': '#1e222b',
      'editorIndentGuide.background1': '#2a2f3a',
      'editor.rangeHighlightBackground': '#2b2f55',
    },
  })
}
