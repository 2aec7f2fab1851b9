/** Where the output cannot be written: a full disk, a reader that went away; one sentence at most, and a server goes on. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, program, startWorld, type World } from './world'

/** Every write to it fails as on a full disk (Linux: full(4)). */
const full = '/dev/full'

type Ended = { readonly code: number | null; readonly said: string }

if (existsSync(full))
  describe('a full disk', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld()
    })
    afterAll(() => world.close())

    test('standard output on it: one sentence, and exit code 1', async () => {
      const fd = openSync(full, 'w')
      const child = spawn(process.execPath, [program, '--help'], { stdio: ['ignore', fd, 'pipe'] })
      closeSync(fd)
      let said = ''
      child.stderr?.setEncoding('utf8').on('data', (part: string) => {
        said += part
      })
      expect(await new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, said })))).toEqual({
        code: 1,
        said: 'cannot write to standard output: the disk is full\n',
      })
    })

    test('standard error on it: the server answers all the same', { timeout: 120_000 }, async () => {
      const fd = openSync(full, 'w')
      const child = spawn(process.execPath, [program, 'serve', '--no-schedule'], {
        cwd: world.folder,
        // The port of a system that is away makes the first look fail, which is logged.
        env: {
          ...process.env,
          ...world.environment,
          SALESFORCE_INSTANCE_URL: `http://127.0.0.1:${await freePort()}`,
          PORT: String(await freePort()),
        },
        stdio: ['ignore', 'pipe', fd],
      })
      closeSync(fd)
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
      const url = await new Promise<string>((resolve) =>
        child.stdout?.setEncoding('utf8').on('data', (part: string) => {
          const found = /Lockstep is at http:\/\/localhost(:\d+)\n/.exec(part)
          if (found !== null) resolve(`http://127.0.0.1${found[1]}`)
        }),
      )
      const post = await fetch(`${url}/api/runs`, { method: 'POST' })
      const { job } = (await post.json()) as { job: string }
      let state = ''
      while (state !== 'failed') {
        ;({ state } = (await (await fetch(`${url}/api/jobs/${job}`)).json()) as { state: string })
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      const status = (await fetch(`${url}/api/status`)).status
      child.kill('SIGTERM')
      expect({ status, code: await ended }).toEqual({ status: 200, code: 0 })
    })
  })
