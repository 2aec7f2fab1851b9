import { expect, test } from 'vitest'
import { parse } from './parse'

/** The help for what is wrong with one line of a block. */
const help = (line: string, block = 'sync contact with Lead {\n  map {') => {
  const close = block
    .split('{')
    .slice(1)
    .map(() => '}')
    .join('\n')
  return parse({ file: 'a.sync', text: `${block}\n${line}\n${close}\n` }).diagnostics.map((one) => one.help)
}
const FROM = 'sync contact with Lead {\n  from hubspot {'

test('help names what could stand there, then shows a line of the same shape', () => {
  expect(help('on delete', FROM)).toEqual(['write `delete`, `unlink` or `ignore`: such a line reads `on delete ignore`'])
  expect(help('on new', FROM)).toEqual(['write `create`, `link` or `ignore`: such a line reads `on new create`'])
  expect(help('phone <-> Phone prefer')).toEqual([
    'write `salesforce` or `hubspot`: such a line reads `phone <-> Phone prefer salesforce unless blank`',
  ])
  expect(help('every 5', 'policy "A" {')).toEqual(['write `minutes`, `hours` or `days`: such a line reads `every 5 minutes`'])
  expect(help('include when email is', FROM)).toEqual([
    'write `known`, `blank`, `linked` or `included`: such a line reads `include when Email is known`',
  ])
})

test('what people write from habit is told as it is written here', () => {
  expect(help('salesforce budget 20,000 calls per day', 'policy "A" {')).toEqual(['write the number as `20_000`'])
  expect(help('hold when deletes exceed 5 percent', 'policy "A" {')).toEqual(['write `5%`'])
  expect(help('include when email like "x"', FROM)).toEqual(['write `contains` in its place'])
  expect(help('jobtitle -> Title,')).toEqual(['delete it: a statement ends with its line'])
  expect(help('jobtitle = Title')).toEqual(['write an arrow (`<->`, `->`, `<-` or `off`): such a line reads `email <-> Email`'])
})

test('a line in the wrong block is sent to the right one', () => {
  expect(help('every 5 minutes', FROM)).toEqual(['move it between the braces of `policy`, or look for a brace missing above'])
  expect(help('phone -> Phone', FROM)).toEqual(['put it between the braces of `map`, where mappings stand'])
  expect(help('sync deal', FROM)).toEqual(['move it out of all blocks, or look for a `}` missing above'])
})
