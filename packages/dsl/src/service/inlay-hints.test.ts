import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { readMarker } from '../testing/markers'
import { documentHighlights } from './document-highlights'
import { inlayHints } from './inlay-hints'
import { signatureHelp } from './signature-help'
import { workspaceSymbols } from './workspace-symbols'

const file = 'a.sync'
const TEXT = `sync contact with Lead, Contact {
  match email = Email
  map {
    email      <->  Email
    birthday    ->  Contact.Birthdate  # theirs
    interests  <->  Interests__c       when hubspot.email is known
    full_name  <-   FirstName + " " + LastName
    hs_lead_status -> Lead.Status using lead_status
    nothing -> Nowhere
  }
}
values lead_status {
  "NEW" <-> "Open - Not Contacted"
}
`
const analysis = analyze([{ file, text: TEXT }], fixtureCatalog)

/** The text with its hints in it. */
const shown = (start = 0, end = TEXT.length) =>
  [...inlayHints(analysis, file, { start, end })]
    .reverse()
    .reduce((text, { offset, label }) => `${text.slice(0, offset)} «${label}»${text.slice(offset)}`, TEXT)

test('a mapping shows the types of both ends after its last word, and a row the labels of internal values', () => {
  expect(shown()).toBe(`sync contact with Lead, Contact {
  match email = Email
  map {
    email      <->  Email «single-line text ↔ email»
    birthday    ->  Contact.Birthdate «date → date»  # theirs
    interests  <->  Interests__c       when hubspot.email is known «multiple checkboxes ↔ multi-select»
    full_name  <-   FirstName + " " + LastName «single-line text ← …»
    hs_lead_status -> Lead.Status using lead_status «dropdown → picklist»
    nothing -> Nowhere
  }
}
values lead_status {
  "NEW" «New» <-> "Open - Not Contacted"
}
`)
})

test('hints outside of the span are left out', () => {
  const start = TEXT.indexOf('birthday')
  expect(inlayHints(analysis, file, { start, end: TEXT.indexOf('# theirs') }).map(({ label }) => label)).toEqual(['date → date'])
})

test('a call shows the ways to call its function and the parameter being typed', () => {
  const at = (marked: string) => {
    const { text, offset } = readMarker(`sync contact with Lead {\n map {\n ${marked}\n }\n}\n`)
    const help = signatureHelp(analyze([{ file, text }], fixtureCatalog), file, offset)
    return help && [help.signatures.map((one) => one.label), help.active]
  }
  expect(at('left(email, <|>')).toEqual([['left(text: text, count: number) → text'], 1])
  expect(at('left(lower(email), <|>')).toEqual([['left(text: text, count: number) → text'], 1])
  expect(at('left(lower(<|>')).toEqual([['lower(text: text) → text'], 0])
  expect([at('email -> Email <|>'), at('nothing(<|>'), at('(<|>')]).toEqual([undefined, undefined, undefined])
})

test('symbols of all files are found by any part of their line, beginnings of words first', () => {
  expect(workspaceSymbols(analysis.files, 'EMAIL').map(({ name, container }) => [name, container])).toEqual([
    ['match email = Email', 'sync contact with Lead, Contact'],
    ['email <-> Email', 'map'],
    ['interests <-> Interests__c when hubspot.email is known', 'map'],
  ])
  expect(workspaceSymbols(analysis.files, 'zzz')).toEqual([])
})

test('the places that name one thing are highlighted together', () => {
  const spans = documentHighlights(analysis, file, TEXT.indexOf('lead_status {') + 2)
  expect(spans.map(({ start, end }) => TEXT.slice(start - 6, end))).toEqual(['using lead_status', 'alues lead_status'])
})
