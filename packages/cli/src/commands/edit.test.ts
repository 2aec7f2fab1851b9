import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command'
import { edit } from './edit'

const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../../../docs/how-to/edit-a-policy-from-a-program.md'), 'utf8')
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }))
const POLICY = blocks.find((block) => block.language === 'sync')!.text

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-edit-'))
  writeFileSync(join(folder, 'contacts.sync'), POLICY)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const run = (...words: readonly string[]) => runCommand(edit, folder, words)

const RENAME = JSON.stringify({
  version: 1,
  command: 'rename-object',
  file: 'contacts.sync',
  target: 'hubspot-object:contact',
  to: 'person',
})

test('every console block of the how-to page prints what it shows', async () => {
  const consoles = blocks.flatMap((block, index) =>
    block.language === 'console' ? [{ shown: block.text, given: blocks[index - 1]!.text }] : [],
  )
  expect(consoles.length).toBe(3)
  for (const { shown, given } of consoles) {
    const [line = '', ...rest] = shown.split('\n')
    const [, file = ''] = /^\$ lockstep edit --check --command (\S+)$/.exec(line) ?? []
    writeFileSync(join(folder, file), given)
    const { code, printed } = await run('--check', '--command', file)
    expect([printed, code]).toEqual([rest.join('\n'), printed.startsWith('not edited') ? 1 : 2])
  }
  expect(readFileSync(join(folder, 'contacts.sync'), 'utf8')).toBe(POLICY)
})

test('writes the files that change, names them, and leaves nothing else behind', async () => {
  expect(await run('--command', RENAME)).toEqual({ code: 0, printed: 'contacts.sync\n' })
  expect(readFileSync(join(folder, 'contacts.sync'), 'utf8')).toBe(POLICY.replace('sync contact', 'sync person'))
  expect(readdirSync(folder)).toEqual(['contacts.sync'])
})

test('--json gives the edits and their inverse', async () => {
  const { code, printed } = await run('--json', '--check', '--command', RENAME)
  const start = POLICY.indexOf('contact with')
  const answer: unknown = JSON.parse(printed)
  expect([code, answer]).toEqual([
    2,
    {
      version: 1,
      files: [
        {
          file: 'contacts.sync',
          edits: [{ span: { start, end: start + 7 }, text: 'person' }],
          inverse: [{ span: { start, end: start + 6 }, text: 'contact' }],
        },
      ],
    },
  ])
})

test('an edit that the policy says already writes nothing', async () => {
  const command = { version: 1, command: 'change', file: 'contacts.sync', target: 'on-change:contact.hubspot', set: { action: 'update' } }
  expect(await run('--check', '--command', JSON.stringify(command))).toEqual({ code: 0, printed: 'the policy says that already\n' })
})

test('a refusal has a code of its own in JSON', async () => {
  const { code, printed } = await run('--json', '--command', '{"version": 1, "command": "explode", "file": "contacts.sync"}')
  const answer: unknown = JSON.parse(printed)
  expect([code, answer]).toEqual([
    1,
    {
      version: 1,
      refused: {
        code: 'bad-command',
        message:
          '`explode` is no command; there are `add`, `change`, `replace`, `remove`, `move`, `describe`, `set-option`, `remove-option`, `wrap`, `rename-table`, `rename-object`',
      },
    },
  ])
})

test('text that is neither JSON nor a file is an error', async () => {
  await expect(run('--command', 'missing.json')).rejects.toThrow('`missing.json` is neither JSON nor a file that can be read')
  await expect(run('--command', '{')).rejects.toThrow('the edits are no JSON')
  await expect(run()).rejects.toThrow('`lockstep edit` needs `--command`')
})
