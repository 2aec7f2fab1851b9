import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import type { Catalog } from '../catalog/catalog'
import { ACTIVITIES_CODES } from '../diagnostics/codes/activities'
import { CAMPAIGN_CODES } from '../diagnostics/codes/campaigns'
import { CATALOG_CODES } from '../diagnostics/codes/catalog'
import { LIFECYCLE_CODES } from '../diagnostics/codes/lifecycle'
import { MEANING_CODES } from '../diagnostics/codes/meaning'
import { NAMES_CODES } from '../diagnostics/codes/names'
import { OBJECTS_CODES } from '../diagnostics/codes/objects'
import { TESTS_CODES } from '../diagnostics/codes/tests'
import { TYPES_CODES } from '../diagnostics/codes/types'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { wrapFragment } from '../testing/wrap-fragment'

const withoutRoles: Catalog = {
  ...fixtureCatalog,
  salesforce: {
    ...fixtureCatalog.salesforce,
    objects: fixtureCatalog.salesforce.objects.filter((object) => object.name !== 'OpportunityContactRole'),
  },
}
/** Pages about what an org lacks need an org that lacks it. */
const catalogs: Readonly<Record<string, Catalog>> = { LS5006: withoutRoles }

const found = (code: string, text: string) => {
  const { diagnostics } = analyze([{ file: 'a.sync', text: wrapFragment(text) }], catalogs[code] ?? fixtureCatalog)
  return diagnostics
}
const pages = [
  ...NAMES_CODES,
  ...TYPES_CODES,
  ...MEANING_CODES,
  ...OBJECTS_CODES,
  ...LIFECYCLE_CODES,
  ...ACTIVITIES_CODES,
  ...CAMPAIGN_CODES,
  ...TESTS_CODES,
  ...CATALOG_CODES,
].map(({ code, name, doc }) => ({
  code,
  name,
  doc,
}))

test.each(pages)('$code $name: its wrong example has it, and nothing wrong with the syntax', ({ code, doc }) => {
  const codes = found(code, doc.wrong).map((one) => one.code)
  expect(codes.filter((one) => one === code || one.startsWith('LS1'))).toEqual(codes.filter((one) => one === code))
  expect(codes.includes(code) ? code : codes).toBe(code)
})

test.each(pages)('$code $name: its right example is free of it', ({ code, doc }) => {
  const wrong = found(code, doc.right).filter((one) => one.code === code || one.severity === 'error')
  expect(wrong.map((one) => `${one.code} ${one.message}`)).toEqual([])
})

test.each(pages)('$code $name: its diagnostics are in house style and in bounds', ({ code, doc }) => {
  const text = wrapFragment(doc.wrong)
  for (const one of found(code, doc.wrong)) {
    expect(one.message).not.toMatch(/\.$/)
    expect(one.message).toMatch(/^(?:[a-z`\d]|HubSpot |Salesforce )/)
    expect(one.span.start >= 0 && one.span.start <= one.span.end && one.span.end <= text.length).toBe(true)
  }
})
