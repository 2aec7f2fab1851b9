/** A line is coloured by what its words mean where they stand. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf } from './line-tokens'

const read = (line: string) =>
  piecesOf(line).map((piece, index, all) => [line.slice(piece.start, all[index + 1]?.start ?? line.length).trim(), piece.type])

test('in a mapping both ends are names and the options are keywords', () => {
  expect(read('  company -> Lead.Company default "[x]" # why')).toEqual([
    ['company', 'property'],
    ['->', 'operator'],
    ['Lead', 'property'],
    ['.', 'delimiter'],
    ['Company', 'property'],
    ['default', 'keyword'],
    ['"[x]"', 'string'],
    ['# why', 'comment'],
  ])
})

test('a rule begins with its keyword, and names keep their own look', () => {
  expect(read('on new create Lead when company.type = "PARTNER"')).toEqual([
    ['on', 'keyword'],
    ['new', 'keyword'],
    ['create', 'keyword'],
    ['Lead', 'property'],
    ['when', 'keyword'],
    ['company', 'property'],
    ['.', 'delimiter'],
    ['type', 'property'],
    ['=', 'operator'],
    ['"PARTNER"', 'string'],
  ])
})

test('any line has pieces in order and within it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (line) => {
      const starts = piecesOf(line).map((piece) => piece.start)
      expect(starts).toEqual([...starts].sort((a, b) => a - b))
      expect(starts.every((start) => start >= 0 && start < line.length)).toBe(true)
    }),
  )
})
