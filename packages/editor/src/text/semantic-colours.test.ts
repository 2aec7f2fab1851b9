/** The packed form counts each token from the one before. */
import { indexLines, parse, semanticTokens } from '@lockstep/dsl'
import { expect, test } from 'vitest'
import { legend, packed } from './semantic-colours'

test('tokens unpack to the words they were made from', () => {
  const text = 'sync contact with Lead {\n  match email = Email # by email\n}\n'
  const lines = indexLines(text)
  const numbers = packed(semanticTokens(parse({ file: 'a.sync', text })), (offset) => {
    const { line, column } = lines.positionAt(offset)
    return { lineNumber: line, column }
  })
  const words: [string, string | undefined][] = []
  let line = 0
  let column = 0
  for (let at = 0; at < numbers.length; at += 5) {
    const [down = 0, right = 0, length = 0, kind = 0] = numbers.subarray(at, at + 4)
    line += down
    column = down === 0 ? column + right : right
    words.push([(text.split('\n')[line] ?? '').slice(column, column + length), legend[kind]])
  }
  expect(words).toEqual([
    ['sync', 'keyword'],
    ['contact', 'type'],
    ['with', 'keyword'],
    ['Lead', 'type'],
    ['match', 'keyword'],
    ['email', 'property'],
    ['=', 'operator'],
    ['Email', 'property'],
    ['# by email', 'comment'],
  ])
})
