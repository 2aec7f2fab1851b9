/** The examples of the reference: each construct's parses where it may stand, and so does what each diagnostic calls right. */
import { expect, test } from 'vitest'
import { CODES } from '../diagnostics/codes'
import { parse } from '../syntax/parse'
import { CONSTRUCTS, type Construct } from './constructs'

const sync = (inner: string): string => `sync contact with Lead {\n${inner}\n}\n`

/** A whole file around a piece of policy. */
const around: Readonly<Record<Construct['within'], (piece: string) => string>> = {
  file: (piece) => `${piece}\n`,
  policy: (piece) => `policy "Example" {\n${piece}\n}\n`,
  sync,
  from: (piece) => sync(`from hubspot {\n${piece}\n}`),
  map: (piece) => sync(`map {\n${piece}\n}`),
  mapping: (piece) => sync(`map {\n${/<->|->|<-| off /.test(piece) ? piece : `phone <-> Phone ${piece}`}\n}`),
  pipeline: (piece) => sync(`pipeline "default" <-> record type master {\n${piece}\n}`),
  values: (piece) => `values example {\n${piece}\n}\n`,
  lifecycle: (piece) => `lifecycle contact.lifecyclestage {\n${piece}\n}\n`,
  activities: (piece) => `activities {\n${piece}\n}\n`,
  activity: (piece) => `activities {\ncall <-> Task.Call {\n${piece}\n}\n}\n`,
  campaigns: (piece) => `campaigns {\n${piece}\n}\n`,
  test: (piece) => `test "an example" {\n${piece}\n}\n`,
  expression: (piece) => sync(`from hubspot {\ninclude when ${piece}\n}`),
}

test.each(CONSTRUCTS.map((construct) => [construct.spelling, construct] as const))(
  'the example of `%s` parses',
  (_spelling, { within, example }) => {
    const { diagnostics } = parse({ file: 'example.sync', text: around[within](example) })
    expect(diagnostics.map(({ code, message }) => ({ code, message }))).toEqual([])
  },
)

/** Clean as it stands, or as a piece of some block. */
const parsesSomewhere = (text: string): boolean =>
  [text, ...Object.values(around).map((place) => place(text))].some(
    (whole) => parse({ file: 'right.sync', text: whole }).diagnostics.length === 0,
  )

test('the right example of every diagnostic parses where it may stand', () => {
  expect(CODES.filter((code) => !parsesSomewhere(code.doc.right)).map((code) => code.code)).toEqual([])
})
