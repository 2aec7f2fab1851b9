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
  ['LS2017', 'sync deal with Opportunity {\n  match none\n  pipeline "sales pipeline" -> record type master {\n  }\n}\n'],
  [
    'LS2018',
    'sync deal with Opportunity {\n  match none\n  pipeline "default" -> record type master {\n    stage "ClosedWon" -> "Closed Won"\n  }\n}\n',
  ],
  ['LS2025', 'campaigns {\n  form "contact us" -> Campaign "Inbound"\n}\n'],
  ['LS4041', 'activities {\n  form_submission <-> Task\n}\n'],
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
