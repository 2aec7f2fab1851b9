import { expect, test } from 'vitest'
import { codeFrame } from './code-frame'
import type { Diagnostic } from './diagnostic'

const make = (text: string, piece: string, more: Partial<Diagnostic> = {}): Diagnostic => {
  const start = text.indexOf(piece)
  return {
    code: 'LS1009',
    name: 'x',
    severity: 'error',
    file: 'a.sync',
    span: { start, end: start + piece.length },
    message: 'say `with`',
    related: [],
    ...more,
  }
}

test('shows the line, the place and the help', () => {
  const text = '# a\nsync contact wiht Lead {\n'
  expect(codeFrame(make(text, 'wiht', { help: 'write `with`' }), new Map([['a.sync', text]]))).toBe(
    [
      'error[LS1009]: say `with`',
      ' --> a.sync:2:14',
      '  |',
      '2 | sync contact wiht Lead {',
      '  |              ^^^^',
      '  = help: write `with`',
    ].join('\n'),
  )
})

test('aligns tabs and wide characters', () => {
  const text = '\t"日本"\t-> B'
  expect(codeFrame(make(text, '->'), new Map([['a.sync', text]]))).toBe(
    ['error[LS1009]: say `with`', ' --> a.sync:1:7', '  |', '1 |     "日本"  -> B', '  |             ^^'].join('\n'),
  )
})

test('labels further places, in other files too, and leaves out the lines between', () => {
  const text = 'one\n\n\nfour\n'
  const related = [
    { location: { file: 'a.sync', span: { start: 0, end: 3 } }, message: 'first here' },
    { location: { file: 'b.sync', span: { start: 1, end: 2 } }, message: 'and here' },
    { location: { file: 'c.sync', span: { start: 0, end: 1 } }, message: 'gone' },
  ]
  const texts = new Map([
    ['a.sync', text],
    ['b.sync', 'xyz'],
  ])
  expect(codeFrame(make(text, 'four', { related, severity: 'warning' }), texts)).toBe(
    [
      'warning[LS1009]: say `with`',
      ' --> a.sync:4:1',
      '  |',
      '1 | one',
      '  | --- first here',
      '...',
      '4 | four',
      '  | ^^^^',
      ' ::: b.sync:1:2',
      '  |',
      '1 | xyz',
      '  |  - and here',
      ' ::: c.sync: gone',
    ].join('\n'),
  )
})

test('colours only when asked', () => {
  const text = 'ab'
  expect(codeFrame(make(text, 'b'), new Map([['a.sync', text]]), { colour: true }).split('\n')[0]).toBe(
    '\u001b[31merror[LS1009]\u001b[0m\u001b[1m: say `with`\u001b[0m',
  )
})

test('an empty span at the end of the text still gets a caret', () => {
  expect(
    codeFrame({ ...make('ab', 'b'), span: { start: 2, end: 2 } }, new Map([['a.sync', 'ab']]))
      .split('\n')
      .at(-1),
  ).toBe('  |   ^')
})
