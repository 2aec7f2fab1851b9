/** The guard: only this machine's pages and programs are answered. */
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { guard } from './guard'

const app = new Hono()
app.use(guard())
app.all('/', (context) => context.text('ok'))
app.get('/api/errors', (context) => context.text('ok'))
app.get('/api/broken', () => {
  throw new Error('broken')
})
app.onError((_error, context) => context.text('broken', 500))
const ask = async (headers: Record<string, string>): Promise<number> => (await app.request('/', { headers, method: 'POST' })).status

test('programs and pages of this machine pass', async () => {
  expect(
    await Promise.all([
      ask({ host: 'localhost:4600' }),
      ask({ host: '127.0.0.1:4600', origin: 'http://127.0.0.1:4600' }),
      ask({ host: '[::1]:4600' }),
    ]),
  ).toEqual([200, 200, 200])
})

test('a rebound name, a page of another site and a page of another port are refused', async () => {
  expect(
    await Promise.all([
      ask({ host: 'evil.example' }),
      ask({ host: 'localhost:4600', origin: 'https://evil.example' }),
      ask({ host: 'localhost:4600', origin: 'http://localhost:9999' }),
      ask({ host: 'localhost.evil.example' }),
      ask({ host: 'localhost:4600', origin: 'null' }),
    ]),
  ).toEqual([403, 403, 403, 403, 403])
})

/** What a browser says of a request, from `site`. */
const browse = async (site: string, path = '/', more: Record<string, string> = {}, method = 'GET'): Promise<number> =>
  (await app.request(path, { headers: { host: 'localhost:4600', 'sec-fetch-site': site, ...more }, method })).status
const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

test('pages of this server, typed addresses, and links from elsewhere to a page are answered', async () => {
  expect(
    await Promise.all([
      browse('same-origin', '/api/errors'),
      browse('none', '/api/errors', link),
      browse('cross-site', '/', link),
      browse('same-site', '/', link),
    ]),
  ).toEqual([200, 200, 200, 200])
})

test('whatever else another site asks for is refused: the API, frames, scripts, images, forms, other ports of this machine', async () => {
  expect(
    await Promise.all([
      browse('cross-site', '/api/errors', link),
      browse('same-site', '/api/errors', link),
      browse('same-site', '/api/errors', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }),
      browse('cross-site', '/', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }),
      browse('cross-site', '/', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }),
      browse('cross-site', '/', link, 'POST'),
      browse('cross-site'),
    ]),
  ).toEqual([403, 403, 403, 403, 403, 403, 403])
})

test('answers of the API are kept by no cache, refusals and failures included', async () => {
  const cacheOf = async (path: string, headers: Record<string, string> = {}): Promise<readonly unknown[]> => {
    const { status, headers: sent } = await app.request(path, { headers: { host: 'localhost:4600', ...headers } })
    return [status, sent.get('cache-control'), sent.get('x-content-type-options')]
  }
  expect(
    await Promise.all([
      cacheOf('/api/errors'),
      cacheOf('/api/broken'),
      cacheOf('/api/errors', { 'sec-fetch-site': 'cross-site' }),
      cacheOf('/api/nothing'),
      cacheOf('/'),
    ]),
  ).toEqual([
    [200, 'no-store', 'nosniff'],
    [500, 'no-store', 'nosniff'],
    [403, 'no-store', 'nosniff'],
    [404, 'no-store', 'nosniff'],
    [200, null, 'nosniff'],
  ])
})
