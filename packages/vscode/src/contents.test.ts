/** What the extension tells the editor itself: its snippets are policies, and its grammar colours them as the language reads them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parse, semanticTokens } from '@lockstep/dsl'
import { beforeAll, expect, test } from 'vitest'
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma'
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate'
import snippets from '../snippets.json'
import { textMateGrammar } from './text-mate'

const examples = ['contacts.sync', 'policy.sync', 'lead-status.sync', 'lifecycle.sync'].map((name) =>
  readFileSync(join(import.meta.dirname, '../../../examples/acme', name), 'utf8'),
)

let grammar: IGrammar
beforeAll(async () => {
  await loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')))
  const raw = parseRawGrammar(JSON.stringify(textMateGrammar()), 'grammar.json')
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => raw,
  })
  const loaded = await registry.loadGrammar(raw.scopeName)
  if (loaded === null) throw new Error('the grammar cannot be loaded')
  grammar = loaded
})

/** Each piece of a line with its innermost scope, white space left out. */
const pieces = (line: string): readonly (readonly [string, string])[] =>
  grammar
    .tokenizeLine(line, INITIAL)
    .tokens.map(({ startIndex, endIndex, scopes }): readonly [string, string] => [
      line.slice(startIndex, endIndex),
      (scopes.at(-1) ?? '').replace('.lockstep-policy', ''),
    ])
    .filter(([text]) => text.trim() !== '')

test('a mapping’s ends are names whatever they are called, and its options are words of the language', () => {
  expect(pieces('  default  <->  Lead.Title  prefer salesforce unless blank  # theirs')).toEqual([
    ['default', 'variable.other.property'],
    ['<->', 'keyword.operator.arrow'],
    ['Lead', 'entity.name.type'],
    ['.', 'source'],
    ['Title', 'variable.other.property'],
    ['prefer', 'keyword.other'],
    ['salesforce', 'keyword.other'],
    ['unless', 'keyword.other'],
    ['blank', 'constant.language'],
    ['# theirs', 'comment.line.number-sign'],
  ])
  expect(pieces('full_name <- upper(FirstName) + " x"').map(([, scope]) => scope)).toEqual([
    'variable.other.property',
    'keyword.operator.arrow',
    'support.function',
    'source',
    'keyword.operator',
    'string.quoted.double',
    'string.quoted.double',
    'string.quoted.double',
  ])
})

/** What both ways of colouring agree on: the scopes that stand for a kind of the language's own. */
const KINDS: Readonly<Record<string, RegExp>> = {
  comment: /^comment/,
  string: /^(string|constant\.character)/,
  number: /^constant\.numeric/,
  operator: /^keyword\.operator/,
}

test('comments, texts, numbers and signs of every example are coloured as the language reads them', () => {
  for (const text of examples) {
    const wrong: string[] = []
    const tokens = semanticTokens(parse({ file: 'a.sync', text }))
    let offset = 0
    let state = INITIAL
    for (const line of text.split('\n')) {
      const found = grammar.tokenizeLine(line, state)
      state = found.ruleStack
      for (const { span, type } of tokens.filter((one) => one.span.start >= offset && one.span.start < offset + line.length)) {
        const kind = KINDS[type]
        const scope = found.tokens.find((one) => one.endIndex > span.start - offset)?.scopes.at(-1) ?? ''
        const isOther = Object.values(KINDS).some((other) => other.test(scope))
        if (kind ? !kind.test(scope) : isOther) wrong.push(`${text.slice(span.start, span.end)}: ${type}, ${scope}`)
      }
      offset += line.length + 1
    }
    expect(wrong).toEqual([])
  }
})

/** The snippet as it is inserted, each place with its first choice. */
const expanded = (body: readonly string[]): string =>
  body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d/g, '')

const WITHIN: Readonly<Record<string, (text: string) => string>> = {
  from: (text) => `sync contact with Lead {\n${text}\n}\n`,
  'map-line': (text) => `sync contact with Lead {\nmap {\n${text}\n}\n}\n`,
  'prefer-salesforce': (text) => `sync contact with Lead {\nmap {\n${text}\n}\n}\n`,
}

test.each(Object.entries(snippets))('the snippet «%s» is a piece of policy', (_, { prefix, body }) => {
  const text = (WITHIN[prefix] ?? String)(expanded(body))
  expect(parse({ file: 'a.sync', text }).diagnostics.map((one) => `${one.code} ${text.slice(one.span.start, one.span.end)}`)).toEqual([])
})
