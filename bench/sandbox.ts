/** A sandbox in a process of its own, and edits by its people, for the benchmark. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export type BenchSandbox = {
  readonly hubspot: { readonly url: string; readonly accessToken: string }
  readonly salesforce: { readonly url: string; readonly accessToken: string }
  readonly control: { readonly url: string }
  readonly pid: number
  stop(): void
}

/** The repository's root, given by `npm run bench`. */
export const root = process.env['LOCKSTEP_ROOT'] ?? '.'

/** Starts `lockstep sandbox` on a seed folder. */
export const startSandboxProcess = (data: string): Promise<BenchSandbox> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [join(root, 'packages/cli/dist/lockstep.js'), 'sandbox', '--data', data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.once('exit', (code) => reject(new Error(`the sandbox stopped with ${code}`)))
    let text = ''
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes('\n'))
        resolve({
          ...(JSON.parse(text.slice(0, text.indexOf('\n'))) as Omit<BenchSandbox, 'stop' | 'pid'>),
          pid: child.pid ?? 0,
          stop: () => {
            child.removeAllListeners('exit')
            child.kill('SIGTERM')
          },
        })
    })
  })

/** A call of the control API. */
export const control = async (sandbox: BenchSandbox, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${sandbox.control.url}${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** Edits as people make them, one record each, a few at a time. */
export const editAll = async (
  sandbox: BenchSandbox,
  edits: readonly { system: string; object: string; id: string; values: Record<string, string> }[],
): Promise<void> => {
  let next = 0
  const work = async (): Promise<void> => {
    for (let edit = edits[next++]; edit !== undefined; edit = edits[next++]) await control(sandbox, '/edit', edit)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}
