import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { wrapFragment } from '../testing/wrap-fragment'
import { applyTextEdits } from '../text/text-edit'

test.each([
  ['LS2001', 'sync contacts with Lead {\n  match email = Email\n}\n'],
  ['LS2002', 'sync contact with lead {\n  match email = Email\n}\n'],
  ['LS2003', 'JobTitle -> Title'],
  ['LS2004', 'jobtitle -> title'],
  ['LS2013', 'from lead {\n  on change update\n}'],
  ['LS4024', 'hubspot_owner_id <-> OwnerId'],
])('the fix of %s mends what it was offered for', (code, fragment) => {
  const text = wrapFragment(fragment)
  const before = analyze([{ file: 'a.sync', text }], fixtureCatalog).diagnostics.find((one) => one.code === code)
  if (before?.fix === undefined) throw new Error(`${code} offers no fix`)
  const mended = applyTextEdits(text, before.fix.edits)
  const after = analyze([{ file: 'a.sync', text: mended }], fixtureCatalog).diagnostics.filter(
    (one) => one.code === code || one.code.startsWith('LS1'),
  )
  expect(after).toEqual([])
})
