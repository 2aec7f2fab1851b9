/** Pull, proposal and difference of schemas over HTTP, against the sandbox; the how-to page shows what they print. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseCatalog } from '@lockstep/dsl'
import { type Sandbox, startSandbox } from '@lockstep/sandbox'
import { readPolicy } from '@lockstep/server'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { parseArguments } from '../arguments'
import type { Command } from '../command'
import { catalog } from './catalog'
import { check } from './check'
import { init } from './init'

let sandbox: Sandbox
let folder = ''
beforeAll(async () => {
  sandbox = await startSandbox({ empty: true })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-catalog-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await fetch(`${sandbox.control.url}/reset`, { method: 'POST', body: '{}' })
})

const run = async (command: Command, ...words: readonly string[]) => {
  let out = ''
  let said = ''
  const code = await command.run(parseArguments(command, words), {
    terminal: {
      out: (text) => {
        out += `${text}\n`
      },
      say: (text) => {
        said += `${text}\n`
      },
      json: (value) => {
        out += JSON.stringify(value)
      },
      hasColour: false,
      progress: () => undefined,
      endProgress: () => undefined,
    },
    directory: folder,
    environment: {
      HUBSPOT_ACCESS_TOKEN: sandbox.hubspot.accessToken,
      HUBSPOT_API_URL: sandbox.hubspot.url,
      SALESFORCE_LOGIN_URL: sandbox.salesforce.url,
      SALESFORCE_CLIENT_ID: sandbox.salesforce.clientId,
      SALESFORCE_CLIENT_SECRET: sandbox.salesforce.clientSecret,
    },
    signal: new AbortController().signal,
    version: '0.0.0',
  })
  return { code, out: out.replaceAll(folder, '/policies/my-policy'), said: said.replaceAll(folder, '/policies/my-policy') }
}
/** What an administrator of the portal does to its properties. */
const properties = async (method: string, path: string, body?: object) => {
  const reply = await fetch(`${sandbox.hubspot.url}/crm/v3/properties/contacts${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.hubspot.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!reply.ok) throw new Error(await reply.text())
}
const department = { name: 'department', label: 'Department', type: 'string', fieldType: 'text', groupName: 'contactinformation' }

const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../../../docs/how-to/start-from-your-schemas.md'), 'utf8')
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }))
const commands: Readonly<Record<string, Command>> = { init, catalog, check }

test('every block of the how-to page is what the program prints and proposes', async () => {
  await properties('POST', '', department)
  const consoles = blocks.filter((block) => block.language === 'console').map((block) => block.text)
  // What people do to the schemas between one block and the next.
  const meanwhile = [undefined, () => properties('PATCH', '/department', { label: 'Team' }), () => properties('DELETE', '/department')]
  expect(consoles.length).toBe(meanwhile.length)
  for (const [index, shown] of consoles.entries()) {
    await meanwhile[index]?.()
    const [name = '', ...words] = (shown.split('\n')[0] ?? '').replace('$ lockstep ', '').split(' ')
    const { out, said } = await run(commands[name] ?? init, ...words)
    expect(`$ lockstep ${[name, ...words].join(' ')}\n${out}${said}`).toBe(shown)
  }
  const proposal = readFileSync(join(folder, 'policy.sync'), 'utf8')
  const excerpts = blocks.filter((block) => block.language === 'sync').map((block) => block.text)
  expect(excerpts.length).toBe(2)
  for (const excerpt of excerpts) {
    const start = proposal.indexOf(excerpt)
    expect(proposal.slice(Math.max(start, 0), Math.max(start, 0) + excerpt.length)).toBe(excerpt)
  }
})

test('a proposal from both systems has no errors, and is never written over a policy', async () => {
  const made = await run(init, '--from-schemas', '--json')
  expect(JSON.parse(made.out)).toEqual({
    version: 1,
    folder: '/policies/my-policy',
    written: ['policy.sync', 'catalog/hubspot.json', 'catalog/salesforce.json', '.gitignore'],
    syncs: [
      { hubspot: 'contact', salesforce: ['Lead', 'Contact'] },
      { hubspot: 'company', salesforce: ['Account'] },
      { hubspot: 'deal', salesforce: ['Opportunity'] },
    ],
  })
  expect(readPolicy(folder).diagnostics.filter((one) => one.severity === 'error')).toEqual([])
  const before = readFileSync(join(folder, 'policy.sync'), 'utf8')
  await expect(run(init, '--from-schemas')).rejects.toMatchObject({ code: 'setting' })
  expect(readFileSync(join(folder, 'policy.sync'), 'utf8')).toBe(before)
})

test('a pull is whole, writes nothing twice, and holds no people where none are wanted', async () => {
  const read = () => {
    const text = (name: string) => readFileSync(join(folder, 'catalog', name), 'utf8')
    return parseCatalog(text('hubspot.json'), text('salesforce.json'))
  }
  const first = JSON.parse((await run(catalog, 'pull', '--json')).out)
  expect([first.written, first.objects.hubspot, first.people > 0]).toEqual([
    ['catalog/hubspot.json', 'catalog/salesforce.json'],
    ['call', 'company', 'contact', 'deal', 'email', 'meeting', 'note', 'task', 'ticket'],
    true,
  ])
  expect([read().problems, Array.isArray(read().catalog?.salesforce.users)]).toEqual([[], true])
  expect(JSON.parse((await run(catalog, 'pull', '--json')).out).written).toEqual([])
  const narrow = await run(catalog, 'pull', '--only', '--object', 'contact', '--object', 'Lead', '--no-people', '--json')
  expect(JSON.parse(narrow.out).objects).toEqual({ hubspot: ['contact'], salesforce: ['Lead'] })
  expect([read().catalog?.hubspot.owners, read().catalog?.salesforce.users]).toEqual([undefined, undefined])
  expect(readdirSync(join(folder, 'catalog')).sort()).toEqual(['hubspot.json', 'salesforce.json'])
  await expect(run(catalog, 'pull', '--object', 'Sheep__c')).rejects.toMatchObject({ code: 'setting' })
})

test('the difference to another folder needs no system; its exit code says whether the policy breaks', async () => {
  writeFileSync(
    join(folder, 'policy.sync'),
    'sync contact with Lead {\n  match email = Email\n  prefer newest\n  from hubspot {\n    on new link\n    on change update\n  }\n  map {\n    jobtitle -> Title\n  }\n}\n',
  )
  const examples = fileURLToPath(new URL('../../../../examples/acme/catalog/', import.meta.url))
  const text = (name: string) => readFileSync(join(examples, name), 'utf8')
  const put = (place: string, hubspot: string) => {
    mkdirSync(join(folder, place), { recursive: true })
    writeFileSync(join(folder, place, 'hubspot.json'), hubspot)
    writeFileSync(join(folder, place, 'salesforce.json'), text('salesforce.json'))
  }
  put('catalog', text('hubspot.json'))
  put('same', text('hubspot.json'))
  put('other', text('hubspot.json').replace('"label": "Job Title"', '"label": "Position"'))
  put('broken', text('hubspot.json').replace('"name": "jobtitle"', '"name": "position"'))
  put('newer', text('hubspot.json').replace('"version": 1', '"version": 2'))
  const codes = []
  for (const place of ['same', 'other', 'broken']) codes.push((await run(catalog, 'diff', '--with', place)).code)
  expect(codes).toEqual([0, 2, 1])
  const told = JSON.parse((await run(catalog, 'diff', '--with', 'other', '--json')).out)
  expect(told).toEqual({
    version: 1,
    changes: [
      {
        side: 'hubspot',
        change: 'changed',
        thing: 'property',
        object: 'contact',
        name: 'jobtitle',
        fact: 'label',
        from: 'Job Title',
        to: 'Position',
      },
    ],
    broken: [],
    warned: [],
    mended: [],
    touched: [{ change: told.changes[0], places: [{ file: 'policy.sync', span: { start: 133, end: 141 } }] }],
    leftOut: [],
  })
  await expect(run(catalog, 'diff', '--with', 'newer')).rejects.toMatchObject({
    code: 'setting',
    message: '`hubspot.json` at `version` is 2, which a newer Lockstep wrote: this one reads 1',
  })
  await expect(run(catalog, 'diff', '--with', 'nowhere')).rejects.toMatchObject({ code: 'setting' })
  expect(existsSync(join(folder, 'nowhere'))).toBe(false)
})

test('a custom object that somebody made since the pull is told as new, but where only chosen objects were pulled', async () => {
  const make = (name: string) =>
    fetch(`${sandbox.hubspot.url}/crm/v3/schemas`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.hubspot.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name,
        labels: { singular: name, plural: `${name}s` },
        primaryDisplayProperty: 'name',
        requiredProperties: ['name'],
        properties: [{ name: 'name', label: 'Name', type: 'string', fieldType: 'text' }],
        associatedObjects: [],
      }),
    })
  const added = async () =>
    JSON.parse((await run(catalog, 'diff', '--json')).out).changes.filter(
      (one: { readonly change: string; readonly thing: string }) => one.change === 'added' && one.thing === 'object',
    )
  await run(catalog, 'pull', '--only', '--object', 'contact', '--object', 'Lead', '--no-people')
  expect((await make('plan')).status).toBe(201)
  expect(await added()).toEqual([])
  rmSync(join(folder, 'catalog'), { recursive: true })
  await run(catalog, 'pull', '--no-people')
  expect((await make('sheep')).status).toBe(201)
  expect(await added()).toEqual([{ side: 'hubspot', change: 'added', thing: 'object', name: 'p_sheep' }])
})
