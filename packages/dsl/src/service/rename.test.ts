import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { readMarker } from '../testing/markers'
import { applyTextEdits } from '../text/text-edit'
import { prepareRename, rename, spellName } from './rename'

const TABLE = 'values lead_status {\n  "NEW" <-> "Open - Not Contacted"\n}\n'
const USES = `sync contact with Lead {
  match email = Email
  map {
    hs_lead_status <-> Status using lead_st<|>atus
    state -> Lead.State using us_states
    firstname -> FirstName using trim
  }
}
`

const policy = (marked: string, other = TABLE) => {
  const { text, offset } = readMarker(marked)
  const sources = [
    { file: 'a.sync', text },
    { file: 'b.sync', text: other },
  ]
  return { sources, offset, analysis: analyze(sources, fixtureCatalog) }
}

const renamed = (marked: string, name: string, other = TABLE): readonly string[] | string => {
  const { sources, offset, analysis } = policy(marked, other)
  const result = rename(analysis, 'a.sync', offset, name)
  if (result.kind === 'refused') return result.reason
  return sources.map(({ file, text }) => applyTextEdits(text, result.files.find((one) => one.file === file)?.edits ?? []))
}

test('a value table is renamed wherever it is named, over all files', () => {
  expect(renamed(USES, 'how_it_stands')).toEqual([
    USES.replace('lead_st<|>atus', 'how_it_stands'),
    'values how_it_stands {\n  "NEW" <-> "Open - Not Contacted"\n}\n',
  ])
})

test('a name that is no plain word is put in back-ticks, and one in back-ticks is read without them', () => {
  expect([spellName('a b'), spellName('once'), spellName('größe'), spellName('a`b'), spellName(' ')]).toEqual([
    '`a b`',
    '`once`',
    'größe',
    undefined,
    undefined,
  ])
  expect(renamed(USES, '`lead status`')).toEqual(renamed(USES, 'lead status'))
})

test('a name that is taken is refused, with who has it', () => {
  expect(renamed(USES, 'us_states')).toBe('`us_states` comes with Lockstep already')
  expect(renamed(USES, 'lower')).toBe('`lower` comes with Lockstep already')
  expect(renamed(USES, 'rest', `${TABLE}values rest {\n  "A" <-> "B"\n}\n`)).toBe('the policy has another `rest`')
})

test('a name that is not the policy’s own is refused', () => {
  const at = (piece: string, marked: string) => renamed(USES.replace('<|>', '').replace(piece, marked), 'x')
  expect(at('us_states', 'us_<|>states')).toBe('`us_states` is not a name of this policy: it comes with Lockstep')
  expect(at('using trim', 'using tr<|>im')).toBe('`trim` is not a name of this policy: it comes with Lockstep')
  expect(at('firstname', 'first<|>name')).toBe('`firstname` is not a name of this policy: HubSpot gives it')
  expect(at('FirstName', 'First<|>Name')).toBe('`FirstName` is not a name of this policy: Salesforce gives it')
  expect(at('{', '<|>{')).toBe('there is no name here that a policy could rename')
})

test('a name that another line only waits for is refused, since that line would change its meaning', () => {
  const waiting = USES.replace('using us_states', 'using stages')
  expect(renamed(waiting, 'stages')).toBe('`stages` would change what the policy means')
})

test('nothing is renamed while a line that cannot be read says the name', () => {
  const broken = USES.replace('    state', '    x <-> using lead_status ) <->\n    state')
  expect(renamed(broken, 'stands')).toBe('`a.sync` has a syntax error in a line that says `lead_status`: mend it first')
})

test('the place to be renamed is the whole name', () => {
  const { analysis, offset, sources } = policy(USES)
  const found = prepareRename(analysis, 'a.sync', offset)
  const start = sources[0]!.text.indexOf('lead_status\n')
  expect(found).toEqual({ span: { start, end: start + 'lead_status'.length }, name: 'lead_status' })
  expect(rename(analysis, 'a.sync', offset, 'lead_status')).toEqual({ kind: 'edits', files: [] })
})
