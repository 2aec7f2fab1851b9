/** The page is for this machine alone, under a policy that lets nothing in. */
import { request } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../index'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ empty: true })
})
afterEach(() => sandbox.close())

function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.control.url}${path}`, { headers }, (reply) => {
      reply.resume()
      resolve(reply.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('the page and its parts come with a policy that runs its own script alone', async () => {
  const replies = await Promise.all(['/', '/page.css', '/page.js'].map((path) => fetch(`${sandbox.control.url}${path}`)))
  expect(replies.map(({ status, headers }) => [status, headers.get('content-type'), headers.get('x-content-type-options')])).toEqual([
    [200, 'text/html;charset=UTF-8', 'nosniff'],
    [200, 'text/css;charset=UTF-8', 'nosniff'],
    [200, 'text/javascript;charset=UTF-8', 'nosniff'],
  ])
  expect(replies[0]?.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  )
})

test('another name that leads here, and a page of another site, are refused', async () => {
  const { port } = new URL(sandbox.control.url)
  expect(await statusOf('/', { host: 'rebound.example' })).toBe(403)
  expect(await statusOf('/dump', { host: `rebound.example:${port}` })).toBe(403)
  expect(await statusOf('/dump', { origin: 'https://elsewhere.example' })).toBe(403)
  expect(await statusOf('/dump', { origin: 'null' })).toBe(403)
  expect(await statusOf('/dump', { host: `localhost:${port}`, origin: sandbox.control.url })).toBe(200)
})

test('records are found by any word of their values, in pages, the newest first', async () => {
  const control = async (path: string, body?: unknown) =>
    (await fetch(`${sandbox.control.url}${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })).json()
  for (let index = 0; index < 51; index += 1) {
    await control('/edit', {
      system: 'hubspot',
      object: 'contacts',
      values: { email: `p${index}@a.example`, lastname: index === 7 ? 'Byron' : 'Doe' },
    })
  }
  const titles = async (query: string) => {
    const { records, more } = await control(`/records?system=hubspot&object=contacts&${query}`)
    return [records.map(({ title }: { title: string }) => title), more]
  }
  expect(await titles('search=.*')).toEqual([[], false])
  expect(await titles('search=BYRON%20p7')).toEqual([['p7@a.example · Byron'], false])
  expect(await titles('offset=50')).toEqual([['p0@a.example · Doe'], false])
  expect((await titles(''))[1]).toBe(true)
  expect(await control('/records?system=hubspot&object=unicorns')).toEqual({ error: 'hubspot has no object `unicorns`' })
  expect(await control('/record?system=salesforce&object=Lead&id=1')).toEqual({ error: 'salesforce has no record `1` in `Lead`' })
})
