import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lex } from '../syntax/lexer'
import { parse } from '../syntax/parse'
import { damage, disturbSpace } from '../testing/arbitraries'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { runs } from '../testing/seed'
import { formatText } from './format'

const formatted = (text: string) => formatText({ file: 'a.sync', text })

test('the kitchen sink is formatted already', () => {
  expect(formatted(KITCHEN_SINK)).toBe(KITCHEN_SINK)
})

test('lays out blocks, columns, comments and blank lines', () => {
  const text =
    '\n\nsync contact   with Lead,Contact{ # people\n\n\nmatch email=Email\nmap {\n# one\nemail <-> Email default "x"\n\n\n\nlong_name -> lower( FirstName )+"!" once#c\nb <- B\n\n}\nfrom hubspot {\non new create\non change update\n}\n}'
  expect(formatted(text)).toBe(
    [
      'sync contact with Lead, Contact {  # people',
      '  match email = Email',
      '  map {',
      '    # one',
      '    email      <->  Email                  default "x"',
      '',
      '    long_name   ->  lower(FirstName) + "!" once  #c',
      '    b          <-   B',
      '  }',
      '  from hubspot {',
      '    on new     create',
      '    on change  update',
      '  }',
      '}',
      '',
    ].join('\n'),
  )
})

test('keeps Windows line ends', () => {
  expect(formatted('policy "A" {\r\nevery 5 minutes\r\n}\r\n')).toBe('policy "A" {\r\n  every 5 minutes\r\n}\r\n')
})

test('a block on one line stays on it', () => {
  expect(formatted('sync a with B { map { a<->   B } }').trim()).toBe('sync a with B { map { a<->   B } }')
  expect(formatted('sync a with B { map { a   <->   B } }')).toBe('sync a with B { map { a <-> B } }\n')
})

test('a file with a syntax error is left as it is', () => {
  expect(formatted('policy "A" {\n every   5   minuets\n}')).toBe('policy "A" {\n every   5   minuets\n}')
})

test('an empty file stays empty and a file of comments keeps them', () => {
  expect([formatted(''), formatted('  \n\n'), formatted('  # a  \n\n\n\n#b')]).toEqual(['', '', '# a\n\n#b\n'])
})

const pieces = (text: string) => {
  const { tokens, comments } = lex(text)
  return [tokens.map((token) => token.text), comments.map((comment) => comment.text)]
}

test('law 10: formatting changes white space only, moves no comment, and is done after once', () => {
  fc.assert(
    fc.property(disturbSpace(KITCHEN_SINK), (text) => {
      const once = formatted(text)
      expect(pieces(once)).toEqual(pieces(text))
      expect(formatted(once)).toBe(once)
      expect(parse({ file: 'a.sync', text: once }).diagnostics).toEqual([])
      expect(once).toBe(once.replace(/[ \t]+$/gm, ''))
    }),
    runs(150),
  )
})

test('law 10 holds for damaged policies too', () => {
  fc.assert(
    fc.property(damage(KITCHEN_SINK), (text) => {
      const once = formatted(text)
      expect(pieces(once)).toEqual(pieces(text))
      expect(formatted(once)).toBe(once)
    }),
    runs(150),
  )
})
