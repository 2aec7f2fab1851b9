import { expect, test } from 'vitest'
import { SYNTAX_CODES } from '../diagnostics/codes/syntax'
import { KITCHEN_SINK } from '../testing/kitchen-sink'
import { applyTextEdits } from '../text/text-edit'
import type { Expression } from './ast'
import { KEYWORDS, RESERVED_OPERANDS } from './keywords'
import { parse } from './parse'

const problems = (text: string) =>
  parse({ file: 'a.sync', text }).diagnostics.map(
    (one) => `${one.code} ${text.slice(one.span.start, one.span.end)} | ${one.message}${one.help ? ` | ${one.help}` : ''}`,
  )

test('the kitchen sink has no syntax errors', () => {
  expect(problems(KITCHEN_SINK)).toEqual([])
})

test.each(SYNTAX_CODES.map((code) => [code.code, code] as const))(
  '%s: its wrong example is reported with it, its right one is clean',
  (_, { code, doc }) => {
    expect(
      [...new Set(parse({ file: 'a.sync', text: doc.wrong }).diagnostics.map((one) => one.code))].filter((one) => one === code),
    ).toEqual([code])
    expect(problems(doc.right)).toEqual([])
  },
)

test.each(SYNTAX_CODES.map((code) => [code.code, code] as const))('%s: its fixes remove it', (_, { code, doc }) => {
  const count = (text: string) => problems(text).filter((line) => line.startsWith(code)).length
  for (const { code: found, fix } of parse({ file: 'a.sync', text: doc.wrong }).diagnostics)
    if (found === code && fix) expect(count(applyTextEdits(doc.wrong, fix.edits))).toBe(count(doc.wrong) - 1)
})

test('every word of the language may be the name of a property', () => {
  const needsBackticks = new Set<string>(RESERVED_OPERANDS)
  for (const word of KEYWORDS) {
    const name = needsBackticks.has(word) ? `\`${word}\`` : word
    const text = `sync contact with Lead {\n  match ${['through', 'none'].includes(word) ? `\`${word}\`` : name} = Lead.${word}\n  map {\n    ${name} <-> Lead.${word}\n    a <-> ${name} default "x"\n  }\n}\n`
    expect([word, problems(text)]).toEqual([word, []])
  }
})

test('a whole file of slips: one diagnostic each, in the place of the slip', () => {
  const text = `sycn contact wiht Lead {
  match email == Email
  from Lead {
    include when Email is not blank && Status in ('New')
    on new create when
    on delete deleet
  }
  map {
    a->B
    any <-> B
    email Email
    c <-> C defualt "x"
    d <-> D
  }
}
values t {
  NEW <-> "a"
  otherwize copy
}
`
  expect(problems(text).map((line) => line.split(' | ')[0])).toEqual([
    'LS1009 sycn',
    'LS1009 wiht',
    'LS1002 ==',
    'LS1020 is not blank',
    'LS1002 &&',
    "LS1002 'New'",
    'LS1006 when',
    'LS1009 deleet',
    'LS1015 ->',
    'LS1023 any',
    'LS1006 Email',
    'LS1009 defualt',
    'LS1019 NEW',
    'LS1009 otherwize',
  ])
})

test('messages say what was expected and what such a line looks like', () => {
  expect(problems('sync contact with Lead {\n  map {\n    email Email\n    a -> \n    a <-> B foo\n  }\n}\n')).toEqual([
    'LS1006 Email | expected an arrow (`<->`, `->`, `<-` or `off`), found `Email` | write an arrow (`<->`, `->`, `<-` or `off`): such a line reads `email <-> Email`',
    'LS1006 -> | expected a value or a name, found the end of the line | write a value or a name: such a line reads `email <-> Email`',
    'LS1007 foo | `foo` cannot follow `B` | an option of a mapping is `prefer`, `default`, `when`, `using`, `once`, `sticky` or `required`',
  ])
})

test('a forgotten closing brace is told at the block it belongs to, and what follows is read', () => {
  const text = 'sync contact with Lead {\n  map {\n    email <-> Email\n  from Lead {\n    on new create\n  }\n}\npolicy "A" {\n}\n'
  const { ast, diagnostics } = parse({ file: 'a.sync', text })
  expect(diagnostics.map((one) => [one.code, text.slice(0, one.span.start).split('\n').length])).toEqual([['LS1010', 2]])
  expect(ast.statements.map((node) => [node.kind, node.kind === 'sync' ? node.statements.map((inner) => inner.kind) : []])).toEqual([
    ['sync', ['map', 'from']],
    ['policy', []],
  ])
})

test('operators bind as people expect', () => {
  const shape = (node: Expression): string => {
    if (node.kind === 'binary') return `(${shape(node.left)} ${node.op} ${shape(node.right)})`
    if (node.kind === 'unary') return `(${node.op} ${shape(node.operand)})`
    if (node.kind === 'test') return `(${shape(node.operand)} is ${node.test?.value})`
    if (node.kind === 'literal') return node.text
    return node.kind === 'path' ? node.segments.map((segment) => segment.value).join('.') : node.kind
  }
  const read = (condition: string) => {
    const [sync] = parse({ file: 'a.sync', text: `sync c with L {\n from L {\n include when ${condition}\n}\n}` }).ast.statements
    const from = sync?.kind === 'sync' ? sync.statements[0] : undefined
    const include = from?.kind === 'from' ? from.statements[0] : undefined
    return include?.kind === 'include' ? shape(include.condition) : undefined
  }
  expect(read('not a = 1 + 2 * -3 and b is known or c starts with "x" and x.y - 1 - 2 > 0')).toBe(
    '(((not (a = (1 + (2 * (- 3))))) and (b is known)) or ((c starts with "x") and (((x.y - 1) - 2) > 0)))',
  )
})

test('garbage is answered in bounded time', () => {
  for (const text of [
    '{'.repeat(50_000),
    '('.repeat(50_000),
    `sync a with B {\n map {\n a -> ${'('.repeat(5_000)}x${')'.repeat(5_000)}\n}\n}`,
    'not '.repeat(20_000),
    '-'.repeat(50_000),
    '@\n'.repeat(20_000),
  ]) {
    expect(parse({ file: 'a.sync', text }).diagnostics.length).toBeGreaterThan(0)
  }
})
