/** A label or name in quotes, where the value of the property is meant: an error with the name as its fix. */
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'

const found = (line: string, hubspot = '', contact = '') => {
  const text = `sync contact with Contact {
  match email = Email
  prefer newest
  from hubspot {
    ${hubspot}
    on change update
  }
  from Contact {
    ${contact}
    on change update
  }
  map {
    lastname <-> LastName
    ${line}
  }
}
`
  const { diagnostics } = analyze([{ file: 'a.sync', text }], fixtureCatalog)
  return diagnostics.map((one) => [one.name, text.slice(one.span.start, one.span.end), one.fix?.edits.map((edit) => edit.text)])
}
const wrong = (text: string, name: string) => [['name-in-quotes', `"${text}"`, [name]]]

test.each([
  ['"First Name" -> FirstName', wrong('First Name', 'firstname')],
  ['"first name" -> FirstName', wrong('first name', 'firstname')],
  ['"firstname" -> FirstName', wrong('firstname', 'firstname')],
  ['firstname <- "FirstName"', wrong('FirstName', 'FirstName')],
  ['full_name <- "LastName" + "!"', wrong('LastName', 'LastName')],
  ['"Job Title" + "!" -> Title', wrong('Job Title', 'jobtitle')],
  ['upper("Job Title") -> Title', wrong('Job Title', 'jobtitle')],
  ['if "Email" is known then "a" else "b" -> Title', wrong('Email', 'email')],
  ['jobtitle -> Title default "City"', wrong('City', 'city')],
  ['"Sales" -> Title', []],
  ['jobtitle + ", City" -> Title', []],
  ['jobtitle -> Title default "[unknown]"', []],
])('%s', (line, expected) => {
  expect(found(line)).toEqual(expected)
})

test.each([
  ['include when "email" = "a@example.com"', wrong('email', 'email')],
  ['include when "Email" is known', wrong('Email', 'email')],
  ['include when "City" in ("Berlin", "Paris")', wrong('City', 'city')],
  ['include when "Job Title" contains "Head"', wrong('Job Title', 'jobtitle')],
  ['include when jobtitle = "City"', []],
])('%s', (condition, expected) => {
  expect(found('', condition)).toEqual(expected)
})

test('in options the name begins with its side', () => {
  expect(found('jobtitle -> Title when "City" is known')).toEqual(wrong('City', 'hubspot.city'))
})
