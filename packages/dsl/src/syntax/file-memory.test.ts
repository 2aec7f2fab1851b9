import { expect, test } from 'vitest'
import { openFileMemory } from './file-memory'

const filled = (mostFiles: number, mostCharacters: number, uses: readonly (readonly [file: string, characters: number])[]) => {
  const memory = openFileMemory<string>(mostFiles, mostCharacters)
  for (const [file, characters] of uses) memory.keep(file, `${file} of ${characters}`, characters)
  return ['a', 'b', 'c', 'd'].map(memory.recall)
}

test('of too many files, those used longest ago are let go', () => {
  expect(
    filled(2, 100, [
      ['a', 1],
      ['b', 1],
      ['a', 2],
      ['c', 1],
    ]),
  ).toEqual(['a of 2', undefined, 'c of 1', undefined])
})

test('of too much text, so much is let go that the rest fits', () => {
  expect(
    filled(9, 100, [
      ['a', 60],
      ['b', 30],
      ['c', 50],
      ['d', 20],
    ]),
  ).toEqual([undefined, 'b of 30', 'c of 50', 'd of 20'])
})

test('a text that alone is too much is not kept, and nothing else beside it', () => {
  expect(
    filled(9, 100, [
      ['a', 60],
      ['b', 101],
    ]),
  ).toEqual([undefined, undefined, undefined, undefined])
})
