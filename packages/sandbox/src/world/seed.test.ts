/** Seed folders: what is read, and where a bad one is bad. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { salesforceId } from '../salesforce/ids'
import { createSalesforce } from '../salesforce/salesforce'
import { readSeed } from './seed'
import { World } from './world'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

/** The mistake without the folder's name. */
function mistake(): string {
  try {
    const world = new World()
    const seed = readSeed(folder)
    world.load(seed.world)
    createSalesforce(world).load(seed.salesforce)
    return 'none'
  } catch (error) {
    return error instanceof Error ? error.message.replace(`${folder}/`, '') : String(error)
  }
}

const lead = (number: number, rest = '') => `{"id":"${salesforceId('00Q', number)}","values":{"LastName":"Doe","Company":"x"}${rest}}`

test('a folder gives world, schemas and rows with their lines', () => {
  write('world.json', '{"clock":"2026-11-01T00:00:00Z","seed":7,"lag":{"index":"5s"}}')
  write('hubspot/contacts.jsonl', '\n{"id":101,"values":{"email":"a@b.example"},"links":{"companies":[5]},"archived":true}\n')
  const seed = readSeed(folder)
  expect(seed.world).toEqual({ clock: '2026-11-01T00:00:00Z', seed: 7, lag: { index: '5s' } })
  expect(seed.salesforce.objects).toEqual([])
  expect(seed.hubspot.objects.map(({ name, rows }) => [name, rows])).toEqual([
    ['contacts', [expect.objectContaining({ id: '101', line: 2, archived: true, deleted: false, links: { companies: ['5'] } })]],
  ])
  const world = new World()
  world.load(seed.world)
  expect([world.clock.state().now.slice(0, 10), world.indexLag, world.seed]).toEqual(['2026-11-01', 5_000, 7])
})

test('a bad seed is told with file and line', () => {
  write('salesforce/Lead.jsonl', `${lead(1)}\n{"id":\n`)
  expect(mistake()).toMatch(/^salesforce\/Lead\.jsonl:2: not JSON: /)
  write('salesforce/Lead.jsonl', `${lead(1)}\n${lead(1)}`)
  expect(mistake()).toBe(`salesforce/Lead.jsonl:2: id \`${salesforceId('00Q', 1)}\` already stands on line 1`)
  write('salesforce/Lead.jsonl', lead(1, ',"colour":"red"'))
  expect(mistake()).toBe('salesforce/Lead.jsonl:1: unknown key `colour`')
  write('salesforce/Lead.jsonl', '{"id":"17","values":{}}')
  expect(mistake()).toBe('salesforce/Lead.jsonl:1: `17` is not an id of Lead (they begin with 00Q)')
  write('salesforce/Lead.jsonl', lead(1).replace('Company', 'Firm'))
  expect(mistake()).toBe('salesforce/Lead.jsonl:1: Lead has no field `Firm`')
  write('salesforce/Lead.jsonl', lead(1, ',"links":{"Account":["001"]}'))
  expect(mistake()).toBe('salesforce/Lead.jsonl:1: Lead has no look-up `Account`')
  write('salesforce/Lead.jsonl', lead(1, ',"at":"yesterday"'))
  expect(mistake()).toBe('salesforce/Lead.jsonl:1: `at` is not a time')
  write('salesforce/Lead.jsonl', lead(1))
  write('salesforce/schema.json', '{"objects":{"Lead":{"fields":[{"name":"Odd__c","type":"oddity"}]}}}')
  expect(mistake()).toBe('salesforce/schema.json:1: Lead.Odd__c has an unknown type `oddity`')
  write('salesforce/schema.json', '{"colours":[]}')
  expect(mistake()).toBe('salesforce/schema.json:1: unknown key `colours`')
  rmSync(join(folder, 'salesforce'), { recursive: true })
  expect(mistake()).toBe('none')
})

test('a row says that it is deleted, merged or converted', () => {
  const [kept, merged, converted] = [1, 2, 3].map((number) => salesforceId('00Q', number))
  const contact = salesforceId('003', 1)
  write(
    'salesforce/Lead.jsonl',
    [
      lead(1, ',"deleted":true,"at":"2026-01-02T03:04:05Z"'),
      lead(2, `,"mergedInto":"${kept}"`),
      lead(3, `,"convertedTo":{"contact":"${contact}"}`),
    ].join('\n'),
  )
  const world = new World()
  const org = createSalesforce(world)
  world.load({})
  org.load(readSeed(folder).salesforce)
  expect(org.dump()['Lead']).toMatchObject([
    { Id: kept, IsDeleted: true, SystemModstamp: '2026-01-02T03:04:05.000+0000' },
    { Id: merged, IsDeleted: true, MasterRecordId: kept },
    { Id: converted, IsDeleted: false, IsConverted: true, ConvertedContactId: contact },
  ])
})
