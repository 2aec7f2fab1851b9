/** The guard: only this machine's pages and programs are answered. */
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { guard } from './guard'

const app = new Hono()
app.use(guard())
app.all('/', (context) => context.text('ok'))
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
