import { expect, test } from 'vitest'
import { descriptionOf, ownedRange } from './comments'
import { parse } from './parse'

const owned = (text: string, piece: string) => {
  const parsed = parse({ file: 'a.sync', text })
  const start = text.indexOf(piece)
  const range = ownedRange(parsed, { start, end: start + piece.length })
  return [text.slice(range.start, range.end), descriptionOf(parsed, { start, end: start + piece.length })]
}

test.each(['\n', '\r\n'])('a construct owns the comment lines directly above, the one after it, and its line end (%j)', (end) => {
  const text = ['# far', '', '  # one', '  #two', '  every 5 minutes  # after', '# next', '}'].join(end)
  expect(owned(text, 'every 5 minutes')).toEqual([['  # one', '  #two', '  every 5 minutes  # after', ''].join(end), 'one\ntwo'])
})

test('a comment behind another statement above is not its own', () => {
  expect(owned('a # mine\nb\n', 'b')).toEqual(['b\n', undefined])
})

test('works at both ends of the text', () => {
  expect(owned('# x\na', 'a')).toEqual(['# x\na', 'x'])
  expect(owned('a', 'a')).toEqual(['a', undefined])
})

test('a construct that shares its line owns its tokens only', () => {
  expect(owned('map { a -> B }', 'a -> B')).toEqual(['a -> B', undefined])
})
