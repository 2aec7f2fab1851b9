import { expect, test } from 'vitest'
import { analyze } from './analysis'
import { fixtureCatalog } from './testing/fixture-catalog'

const found = (lines: string) => {
  const text = `sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on change update\n  }\n  map {\n${lines}\n  }\n}\n`
  return analyze([{ file: 'a.sync', text }], fixtureCatalog).diagnostics.map((one) => [one.code, text.slice(one.span.start, one.span.end)])
}

test('a line that cannot be read is not judged further, and the lines around it are', () => {
  expect(found('nothing to Nowhere\nnothing -> Title')).toEqual([
    ['LS1006', 'to'],
    ['LS2003', 'nothing'],
  ])
})

test('what is found on a line that is read well stands beside it, whichever line end the file has', () => {
  expect(found('jobtitle =\r\nnothing -> Title\r\n')).toEqual([
    ['LS1006', '='],
    ['LS2003', 'nothing'],
  ])
})
