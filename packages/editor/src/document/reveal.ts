/** Wishes to show a place of the policy text, made by the graph, the problems list and links in reports. */
import { createStore } from '../ui/store'

/** `line` is 1-based; `span` wins where both are given. */
export type RevealRequest = {
  readonly seq: number
  readonly file: string
  readonly line: number | null
  readonly span: { readonly start: number; readonly end: number } | null
  /** Whether the text takes the keyboard focus. */
  readonly focus: boolean
}

export const revealRequest = createStore<RevealRequest | null>(null)
let seq = 0

/** Reads `contacts.sync:12`; `null` when it is not of that form. */
export const parseRule = (rule: string): { readonly file: string; readonly line: number } | null => {
  const match = /^(.+):(\d+)$/.exec(rule)
  if (match === null || match[1] === undefined) return null
  return { file: match[1], line: Number(match[2]) }
}

/** Asks the policy page to show `file:line`. */
export const requestReveal = (rule: string): void => {
  const place = parseRule(rule)
  if (place === null) return
  seq += 1
  revealRequest.set({ seq, file: place.file, line: place.line, span: null, focus: true })
}

/** Asks the policy page to show a span. */
export const requestRevealSpan = (file: string, span: { readonly start: number; readonly end: number }, focus: boolean): void => {
  seq += 1
  revealRequest.set({ seq, file, line: null, span, focus })
}
