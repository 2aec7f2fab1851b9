/** The tutorial's code blocks, run in order as a reader would: commands with their exit codes, files as they are printed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const program = join(root, 'packages/cli/dist/lockstep.js')
const home = mkdtempSync(join(tmpdir(), 'lockstep-tutorial-'))
let background: ChildProcess | undefined
afterAll(() => {
  background?.kill('SIGTERM')
  rmSync(home, { recursive: true })
})

type Block = { readonly language: string; readonly words: string; readonly text: string }
const blocks: Block[] = [...readFileSync(join(root, 'docs/tutorial/README.md'), 'utf8').matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
  (match) => ({
    language: match[1] ?? '',
    words: match[2] ?? '',
    text: match[3] ?? '',
  }),
)

/** The shell keeps folder and variables from block to block, as a reader's terminal does. */
const state = join(home, 'state')
const prelude = `lockstep() { ${JSON.stringify(process.execPath)} ${JSON.stringify(program)} "$@"; }`

const startBackground = async (command: string): Promise<{ hubspot: string; salesforce: string }> => {
  const child = spawn(process.execPath, [program, ...command.trim().split(/\s+/).slice(1)], { stdio: ['ignore', 'pipe', 'inherit'] })
  background = child
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve)
    child.once('exit', (code) => reject(new Error(`the sandbox stopped with ${code}`)))
  })
  const ready = JSON.parse(line) as { hubspot: { accessToken: string }; salesforce: { accessToken: string } }
  return { hubspot: ready.hubspot.accessToken, salesforce: ready.salesforce.accessToken }
}

const run = (text: string): { status: number | null; output: string } => {
  const script = `${prelude}\n[ -f ${state} ] && . ${state}\nset -e\ntrap 'code=$?; { export -p; echo "cd \\"$PWD\\""; } > ${state}; exit $code' EXIT\n${text}`
  const done = spawnSync('bash', ['-c', script], {
    cwd: home,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1' },
  })
  return { status: done.status, output: done.stdout + done.stderr }
}

/** Ids, times and durations differ from run to run; everything else is compared as it is printed. */
const masked = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '(run)')
    .replace(/\b00[0-9A-Za-z]{16}\b/g, '(id)')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, '(time)')
    .replace(/\(\d+\.\d s\)/g, '(duration)')
    // What the control API answers to an edit is no part of the reading.
    .replace(/\{"id":"[^"]*"\}/g, '')
    .trim()

test('every block of the tutorial does and prints what the text says', { timeout: 240_000 }, async () => {
  let printed = ''
  for (const block of blocks) {
    if (block.language === 'sync') {
      const file = /file=(\S+)/.exec(block.words)?.[1] ?? ''
      const { output } = run('pwd')
      writeFileSync(join(output.trim().split('\n').at(-1) ?? home, file), block.text)
    } else if (block.words === 'background') {
      const tokens = await startBackground(block.text)
      run(`export SANDBOX_HUBSPOT_TOKEN=${tokens.hubspot}\nexport SANDBOX_SALESFORCE_TOKEN=${tokens.salesforce}`)
    } else if (block.language === 'text') {
      expect(masked(printed)).toBe(masked(block.text))
    } else {
      const wanted = Number(/exit=(\d+)/.exec(block.words)?.[1] ?? '0')
      const done = run(block.text)
      expect({ block: block.text, ...done }).toMatchObject({ block: block.text, status: wanted })
      printed = done.output
    }
  }
  expect(blocks.filter((block) => block.language === 'text').length).toBe(9)
})
