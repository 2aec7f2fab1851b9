/** What the program refuses: a broken policy, missing and refused logins, an unreachable system, wrong words; each one plain sentence. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort, policyText, startWorld, type World } from './world'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.edit('hubspot', 'contact', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.write('policy.sync', policyText())
  await world.control('DELETE', '/calls')
})

const calls = async (): Promise<number> => (await world.control<unknown[]>('GET', '/calls')).length

test('a broken policy is shown, runs nowhere, and calls nobody', { timeout: 120_000 }, async () => {
  world.write('policy.sync', policyText().replace('<->  LastName', '<->  LastNam '))
  const check = await world.lockstep(['check'])
  expect(check.code).toBe(1)
  expect(check.said).toBe('1 file checked: 1 error\n')
  expect(check.out).toBe(
    [
      'error[LS2004]: `Lead` has no field `LastNam`',
      '  --> policy.sync:25:21',
      '   |',
      '25 |     lastname   <->  LastNam  default "[unknown]"',
      '   |                     ^^^^^^^',
      '   = help: did you mean `LastName`?',
      '',
    ].join('\n'),
  )
  const refusal = { code: 1, out: '', said: 'the policy has 1 error, so nothing runs\nsee it with `lockstep check`\n' }
  expect(await world.lockstep(['plan'])).toEqual(refusal)
  expect(await world.lockstep(['sync'])).toEqual(refusal)
  expect(await calls()).toBe(0)
})

test('a missing login is named before anything is called', async () => {
  expect(await world.lockstep(['sync'], { HUBSPOT_ACCESS_TOKEN: undefined })).toEqual({
    code: 3,
    out: '',
    said: 'HubSpot is not connected: there is no login\nset `HUBSPOT_ACCESS_TOKEN`, or try the sandbox with `lockstep demo`\n',
  })
  expect(await world.written()).toEqual([])
})

test('a refused login is one sentence, and the secret is not in it', { timeout: 120_000 }, async () => {
  const hubspot = await world.lockstep(['sync'], { HUBSPOT_ACCESS_TOKEN: 'pat-na1-not-a-token' })
  expect(hubspot.code).toBe(3)
  expect(hubspot.out).toBe('')
  expect(hubspot.said.split('\n').length).toBeLessThanOrEqual(3)
  expect(/pat-na1|not-a-token/.test(hubspot.said)).toBe(false)
  const salesforce = await world.lockstep(['plan', '--json'], { SALESFORCE_ACCESS_TOKEN: '00D!not.a.session' })
  expect(salesforce.code).toBe(3)
  expect(JSON.parse(salesforce.out)).toEqual({
    error: { code: 'authentication', message: expect.any(String), help: expect.any(String), system: 'salesforce' },
  })
  expect(/not\.a\.session/.test(salesforce.out + salesforce.said)).toBe(false)
  expect(await world.written()).toEqual([])
})

test('an unreachable system costs nothing: the next run is as if nothing had happened', { timeout: 180_000 }, async () => {
  const port = await freePort()
  const away = await world.lockstep(['sync'], { SALESFORCE_INSTANCE_URL: `http://127.0.0.1:${port}` })
  expect(away.code).toBe(1)
  expect(away.out).toBe('')
  expect(away.said.split('\n').length).toBeLessThanOrEqual(3)
  const back = await world.lockstep(['sync', '--json'])
  expect(back.code).toBe(0)
  expect(JSON.parse(back.out)).toMatchObject({ outcome: 'done', created: { hubspot: {}, salesforce: { Lead: 1 } }, errors: 0 })
  expect(await world.people()).toEqual({ hubspot: ['ada@example.com, Ada, Lovelace'], salesforce: ['ada@example.com, Ada, Lovelace'] })
})

test('an unknown record is not found', async () => {
  expect(await world.lockstep(['why', 'nobody@example.com'])).toEqual({
    code: 1,
    out: '',
    said: 'no record is known as `nobody@example.com`\nname it as `hubspot:contact:101`, `salesforce:Lead:00Q...` or by its email\n',
  })
})

test('wrong words are answered with the right ones', async () => {
  expect(await world.lockstep(['snyc'])).toEqual({
    code: 1,
    out: '',
    said: 'there is no command `snyc`: did you mean `sync`?\nsee them with `lockstep --help`\n',
  })
  expect(await world.lockstep(['sync', '--dry'])).toEqual({
    code: 1,
    out: '',
    said: 'there is no option `--dry`\nsee `lockstep sync --help`\n',
  })
  expect(await world.lockstep(['plan', 'no-such-folder'])).toEqual({
    code: 1,
    out: '',
    said: `there is no folder \`${world.folder}/no-such-folder\`\nname a policy folder, or make one with \`lockstep init\`\n`,
  })
})

test('fmt --check tells what it would change and changes nothing', async () => {
  expect(await world.lockstep(['fmt', '--check'])).toEqual({ code: 0, out: '', said: '' })
  world.write('policy.sync', policyText().replace('email      <->', 'email <->'))
  expect(await world.lockstep(['fmt', '--check'])).toEqual({ code: 2, out: 'policy.sync\n', said: '' })
  expect(await world.lockstep(['fmt'])).toEqual({ code: 0, out: 'policy.sync\n', said: '' })
  expect(await world.lockstep(['fmt', '--check'])).toEqual({ code: 0, out: '', said: '' })
})
