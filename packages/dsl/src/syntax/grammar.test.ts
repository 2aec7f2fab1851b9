import { defaultParserErrorProvider } from 'chevrotain'
import { expect, test } from 'vitest'
import { Grammar } from './grammar'

test('one token ahead decides every choice of the grammar, and no rule calls itself before it has read something', () => {
  expect(() => new Grammar(defaultParserErrorProvider, false)).not.toThrow()
})
