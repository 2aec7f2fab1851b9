/** Grammar rules as the reference shows them: read as they are written, and all of them used. */
import { expect, test } from 'vitest'
import { type GrammarPart, grammarBlocks, grammarRules } from './grammar-rules'

const usedIn = (part: GrammarPart): readonly string[] => {
  if (part.kind === 'rule') return [part.text]
  if (part.kind === 'sequence' || part.kind === 'choice') return part.parts.flatMap(usedIn)
  return part.kind === 'optional' || part.kind === 'repeated' ? usedIn(part.part) : []
}

test('a rule is read as it is written', () => {
  expect(grammarRules().find(({ name }) => name === 'hold')).toEqual({
    name: 'hold',
    part: {
      kind: 'sequence',
      parts: [
        { kind: 'word', text: 'hold' },
        { kind: 'word', text: 'when' },
        { kind: 'token', text: 'name', meaning: 'what' },
        { kind: 'word', text: 'exceed' },
        {
          kind: 'choice',
          parts: [
            { kind: 'token', text: 'percentage' },
            { kind: 'token', text: 'number' },
          ],
        },
      ],
    },
  })
})

test('every rule is used, by a block or by another rule, and every rule used is there', () => {
  const rules = grammarRules()
  const used = new Set([...grammarBlocks().flatMap((block) => block.rules), ...rules.flatMap(({ part }) => usedIn(part))])
  expect([...used].sort()).toEqual(rules.map(({ name }) => name).sort())
})
