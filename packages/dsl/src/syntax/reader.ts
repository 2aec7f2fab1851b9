/** Reader: what turning one line's concrete tree into nodes needs: the names, texts and choices it is made of, and a place for complaints. */

import { report } from '../diagnostics/code'
import { expectedSomething, misspeltKeyword } from '../diagnostics/codes/syntax'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { nearest } from '../diagnostics/did-you-mean'
import type { Choice, DurationUnit, NameNode, NumberNode, TextNode } from './ast'
import { DURATION_UNITS } from './keywords'
import { describeToken, either, replaceFix } from './syntax-errors'
import type { Token } from './tokens'

/** One line being read; `end` is the offset after its last token. */
export type Reader = { readonly file: string; readonly end: number; readonly diagnostics: Diagnostic[] }

export const toName = (token: Token): NameNode => ({
  kind: 'name',
  span: token.span,
  text: token.text,
  value: token.value,
  quoted: token.kind === 'name',
})

export const nameOf = (token: Token | undefined): NameNode | undefined => token && toName(token)

export const toText = (token: Token): TextNode => ({ kind: 'text', span: token.span, text: token.text, value: token.value })

export const textOf = (token: Token | undefined): TextNode | undefined => token && toText(token)

export const numberOf = (token: Token | undefined): NumberNode | undefined =>
  token && { kind: 'number', span: token.span, text: token.text, value: Number(token.value) }

/** The word as one of a closed list; a misspelt one is reported and read as meant, any other is reported and left out. */
export const choiceOf = <V extends string>(reader: Reader, token: Token | undefined, allowed: readonly V[]): Choice<V> | undefined => {
  if (!token) return undefined
  const { file } = reader
  const { span } = token
  const exact = token.kind === 'word' ? allowed.find((word) => word === token.value) : undefined
  if (exact !== undefined) return { span, value: exact }
  const close = token.kind === 'word' ? nearest(token.value, allowed) : undefined
  const meant = allowed.find((word) => word === close)
  if (meant !== undefined) {
    reader.diagnostics.push(report(misspeltKeyword, { found: token.text, meant }, { file, span, fix: replaceFix(span, meant) }))
    return { span, value: meant }
  }
  const expected = either(allowed.map((word) => `\`${word}\``))
  reader.diagnostics.push(report(expectedSomething, { expected, found: describeToken(token) }, { file, span, help: `write ${expected}` }))
  return undefined
}

const UNITS = Object.keys(DURATION_UNITS) as DurationUnit[]
const UNIT_WORDS = UNITS.flatMap((unit): string[] => [`${unit}s`, unit])

/** A unit of time, in the singular whichever way it is written. */
export const durationUnitOf = (reader: Reader, token: Token | undefined): Choice<DurationUnit> | undefined => {
  const word = choiceOf(reader, token, UNIT_WORDS)
  const unit = UNITS.find((one) => word?.value === one || word?.value === `${one}s`)
  return word && unit ? { span: word.span, value: unit } : undefined
}
