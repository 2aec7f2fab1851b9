import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from '../analysis'
import { fixtureCatalog } from '../testing/fixture-catalog'
import { runs } from '../testing/seed'

const FROM = '  from hubspot {\n    on change update\n  }\n'

const leads = (lines: readonly string[]): string =>
  `sync contact with Lead {\n  match email = Email\n  prefer newest\n${FROM}  from Lead {\n    on change update\n  }\n  map {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`

const loops = (text: string) =>
  analyze([{ file: 'a.sync', text }], fixtureCatalog)
    .diagnostics.filter((one) => one.severity === 'error')
    .map((one) => [one.code, one.message, one.related.map((related) => related.message)])

test('a loop is shown with the values that drive it', () => {
  expect(loops(leads(['city + "!" -> Lead.City', 'city <- Lead.City']))).toEqual([
    [
      'LS4003',
      'these mappings feed each other without end: `hubspot.city`, `salesforce.City`, `hubspot.city`',
      [
        'writes `salesforce.City`: from run to run "a", "b!", "a!", "b!!", "a!!"',
        'writes `hubspot.city`: from run to run "b", "a", "b!", "a!", "b!!"',
      ],
    ],
  ])
})

test('a loop across syncs, by way of the company of a contact, is found', () => {
  const companies = `sync company with Account {\n  match salesforceaccountid = Id\n${FROM}  from Account {\n    on change update\n  }\n  map {\n    phone <- Description\n    contact.city -> Description\n  }\n}\n`
  const contacts = (line: string) =>
    `sync contact with Contact {\n  match email = Email\n  prefer newest\n${FROM}  from Contact {\n    on change update\n  }\n  map {\n    company.phone -> MailingCity\n    ${line}\n  }\n}\n`
  expect(loops(companies + contacts('city <- MailingCity')).map(([code, message]) => [code, message])).toEqual([
    [
      'LS4003',
      'these mappings feed each other without end: `salesforce.Account.Description`, `hubspot.company.phone`, `salesforce.Contact.MailingCity`, `hubspot.contact.city`, `salesforce.Account.Description`',
    ],
  ])
  expect(loops(companies + contacts('zip <- MailingCity'))).toEqual([])
})

test('lines that are never awake together do not loop, as long as nothing writes what they look at', () => {
  const lines = ['city -> Lead.City when hubspot.company = "A"', 'city <- Lead.City when hubspot.company = "B"']
  expect(loops(leads([...lines, 'lastname -> LastName']))).toEqual([])
  expect(loops(leads([...lines, 'company <- Lead.Company'])).map(([code]) => code)).toEqual(['LS4003'])
  const [first, second] = ['city -> Lead.City when hubspot.company = "A"', 'city <- Lead.City when hubspot.zip = "B"']
  expect(loops(leads([first, second])).map(([code]) => code)).toEqual(['LS4003'])
})

test('nothing goes round through a stage that only rises', () => {
  const lifecycle = 'lifecycle contact.lifecyclestage {\n  order ("subscriber", "lead", "customer")\n}\n'
  const lines = ['lifecyclestage -> Lead.Stage__c', 'lifecyclestage <- Lead.Stage__c']
  expect([loops(leads(lines)).map(([code]) => code), loops(leads(lines) + lifecycle)]).toEqual([['LS4003'], []])
})

test('a lead and a contact never hold one link at once', () => {
  const text = `sync contact with Lead, Contact {\n  match email = Email\n  prefer newest\n${FROM}  from Lead {\n    on change update\n  }\n  from Contact same as Lead\n  map {\n    city -> Lead.City\n    city <- Contact.MailingCity\n  }\n}\n`
  expect(loops(text)).toEqual([])
})

// The proof against the engine's rules: a policy that is not accused comes to rest, whatever values it begins with.

const PROPERTIES = ['city', 'zip', 'address', 'website', 'company'] as const
const FIELDS = ['City', 'PostalCode', 'Street', 'Website', 'Company'] as const
const SHAPES = ['<->', '->', '<-', 'prefer', 'upper ->', 'join ->', 'join <-'] as const
type Line = { readonly hubspot: string; readonly salesforce: string; readonly shape: (typeof SHAPES)[number]; readonly other: string }

const spelled = ({ hubspot, salesforce, shape, other }: Line): string => {
  switch (shape) {
    case 'prefer':
      return `${hubspot} <-> Lead.${salesforce} prefer salesforce unless blank`
    case 'upper ->':
      return `upper(${hubspot}) -> Lead.${salesforce}`
    case 'join ->':
      return `${hubspot} + ${other} -> Lead.${salesforce}`
    case 'join <-':
      return `${hubspot} <- Lead.${salesforce} + "."`
    default:
      return `${hubspot} ${shape} Lead.${salesforce}`
  }
}

type World = Readonly<Record<string, string>>

/** One run: every line looks at the world as it stands and writes into the next; a two-way line takes the side that changed since its base. */
const play = (
  lines: readonly Line[],
  world: World,
  bases: readonly string[],
): { readonly world: World; readonly bases: readonly string[] } => {
  const next: Record<string, string> = { ...world }
  const agreed = lines.map(({ hubspot, salesforce, shape, other }, index) => {
    const [left, right] = [world[hubspot] ?? '', world[salesforce] ?? '']
    if (shape === 'upper ->') next[salesforce] = left.toUpperCase()
    else if (shape === 'join ->') next[salesforce] = (left + (world[other] ?? '')).slice(0, 200)
    else if (shape === 'join <-') next[hubspot] = `${right}.`.slice(0, 200)
    else if (shape === '->') next[salesforce] = left
    else if (shape === '<-') next[hubspot] = right
    else {
      const value = right === bases[index] && shape === '<->' ? left : right
      next[hubspot] = value
      next[salesforce] = value
      return value
    }
    return ''
  })
  return { world: next, bases: agreed }
}

const line: fc.Arbitrary<Line> = fc.record({
  hubspot: fc.constantFrom(...PROPERTIES),
  salesforce: fc.constantFrom(...FIELDS),
  shape: fc.constantFrom(...SHAPES),
  other: fc.constantFrom(...PROPERTIES),
})

const start = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 10, maxLength: 10 })

test('a policy that is not accused comes to rest', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.array(line, { minLength: 2, maxLength: 5 }), start, (lines, values) => {
      if (loops(leads(lines.map(spelled))).length > 0) return
      accepted++
      let state: ReturnType<typeof play> = {
        world: Object.fromEntries([...PROPERTIES, ...FIELDS].map((name, index) => [name, values[index] ?? ''])),
        bases: lines.map(() => 'base'),
      }
      for (let run = 0; run < 2 * lines.length + 2; run++) state = play(lines, state.world, state.bases)
      expect(play(lines, state.world, state.bases).world).toEqual(state.world)
    }),
    runs(1500),
  )
  expect(accepted).toBeGreaterThan(300)
})
