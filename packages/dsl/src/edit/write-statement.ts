/** Write statement: the canonical text of a statement's head, from its form and its fields. */
import { inline } from '../format/gaps'
import { KEYWORDS } from '../syntax/keywords'
import { lex, quote } from '../syntax/lexer'
import type { Field, OptionForm, Part } from './form-parts'
import { isObject } from './json'

/** A statement as read from a command or from the tree. */
export type Spec = { readonly kind: string; readonly [field: string]: unknown }

/** How the author of an existing line likes lists: what stands between their items, and whether a comma ends them. */
export type Style = {
  readonly between?: string
  readonly trailing?: boolean
  /** Names that are keywords stand in back-ticks. */
  readonly quoteKeywords?: boolean
  /** Expressions may hold comments, since their text is not what is written. */
  readonly mayHoldComments?: boolean
  /** The text of fields that stay as they are. */
  readonly kept?: ReadonlyMap<string, string>
}

const WORD = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u
const KEYWORD_SET: ReadonlySet<string> = new Set(KEYWORDS)

/** A name as the language writes it; in back-ticks where it has to be. */
export const writeName = (value: string, quoteKeywords = false): string =>
  WORD.test(value) && !(quoteKeywords && KEYWORD_SET.has(value)) ? value : `\`${value}\``

/** A value of a table row as the language writes it. */
export const writeScalar = (value: unknown): string => {
  if (value === null) return 'blank'
  return typeof value === 'string' ? quote(value) : String(value)
}

/** Tokens of the text in the gaps that the formatter gives them, on one line and without comments. */
export const onOneLine = (text: string): string => {
  const { tokens } = lex(text)
  return inline(tokens, 0, tokens.length)
}

/** The head of a statement on one line, without its block. */
export const writeHead = (form: OptionForm, spec: Spec, style: Style = {}): string => onOneLine(writeParts(form.parts, spec, style, ''))

const writeParts = (parts: readonly Part[], spec: Spec, style: Style, prefix: string): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return part
      if (part.type === 'group') return spec[part.field] === undefined ? '' : writeParts(part.parts, spec, style, prefix)
      return style.kept?.get(prefix + part.field) ?? writeField(part, spec, style)
    })
    .join(' ')

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const writeField = (field: Field, spec: Spec, style: Style): string => {
  const value = spec[field.field]
  switch (field.type) {
    case 'name':
      return writeName(String(value), style.quoteKeywords)
    case 'text':
      return quote(String(value))
    case 'number':
    case 'limit':
    case 'expression':
    case 'path':
    case 'choice':
      return String(value)
    case 'unit':
      return spec[field.count] === 1 ? String(value) : `${String(value)}s`
    case 'scalar':
      return writeScalar(value)
    case 'scalars':
      return items(value).map(writeScalar).join(', ')
    case 'list': {
      const written = items(value).map((one) => (field.item === 'name' ? writeName(String(one), style.quoteKeywords) : quote(String(one))))
      return written.join(`${style.between ?? field.between} `) + (style.trailing ? ',' : '')
    }
    case 'count':
      return value === 0 ? 'no' : String(value)
    case 'fields': {
      const written = items(value).map((one) =>
        isObject(one) ? `${writeName(String(one['name']), style.quoteKeywords)} = ${writeScalar(one['value'])}` : '',
      )
      return written.length === 0 ? '' : `(${written.join(', ')})`
    }
    case 'variant': {
      const by = isObject(value) ? String(value['by']) : ''
      const words = field.words[by] ?? ''
      return isObject(value) && field.named.includes(by) ? `${words} ${quote(String(value['name']))}` : words
    }
    case 'flag':
      return value === true ? field.words : ''
    case 'options':
      return items(value)
        .map((option, index) => {
          const form = isObject(option) ? field.forms.find((one) => one.kind === option['kind']) : undefined
          if (!form || !isObject(option)) return ''
          return (
            style.kept?.get(`${field.field}.${index}`) ??
            writeParts(form.parts, { ...option, kind: form.kind }, style, `${field.field}.${index}.`)
          )
        })
        .join(' ')
  }
}
