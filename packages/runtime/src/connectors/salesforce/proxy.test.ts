/** A proxy of the environment does not catch requests to this machine, the login included. */
import { afterAll, expect, it, vi } from 'vitest'
import { startAnswering } from '../testing/answering-server'
import { recordingMeter, restlessClock } from '../testing/intents'
import { createSalesforceConnector } from './index'

// Hoisted above the imports: jsforce reads the environment when it is loaded.
const before = vi.hoisted(() => {
  const kept = { http_proxy: process.env['http_proxy'], https_proxy: process.env['https_proxy'] }
  process.env['http_proxy'] = 'http://127.0.0.1:9'
  process.env['https_proxy'] = 'http://127.0.0.1:9'
  return kept
})
afterAll(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
})

it('goes straight to a server on this machine', async () => {
  const server = await startAnswering((asked) => {
    const url = `http://${asked.headers['host']}`
    if (asked.path === '/services/oauth2/token') {
      const id = `${url}/id/00D000000000001AAA/005000000000001AAA`
      return { status: 200, json: { access_token: 't', instance_url: url, id, token_type: 'Bearer' } }
    }
    return {
      status: 200,
      json: {
        compositeResponse: [{ referenceId: 'q0', httpStatusCode: 200, httpHeaders: {}, body: { totalSize: 0, done: true, records: [] } }],
      },
    }
  })
  const login = { loginUrl: server.url, clientId: 'c', clientSecret: 's' }
  const connector = createSalesforceConnector({ ...login, meter: recordingMeter(), clock: restlessClock() })
  const read = await connector.read([], [{ object: 'Lead', id: '00Q000000000001AAA' }])
  await server.close()
  expect(read.gone).toEqual([{ id: '00Q000000000001AAA', how: 'hidden' }])
})
