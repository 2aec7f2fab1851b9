/** `lockstep check` in a repository: code scanning and annotations name files from the repository's root, wherever the command runs. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { check } from './commands/check'
import { runCommand } from './testing/run-command'

let top = ''
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-check-')))
})
afterEach(() => {
  rmSync(top, { recursive: true })
})

/** A policy with one error, in that folder. */
const policyIn = (folder: string, ...more: readonly string[]): string => {
  const path = join(top, folder)
  mkdirSync(join(path, ...more), { recursive: true })
  writeFileSync(join(path, ...more, 'a.sync'), 'policy "A" {\n  evry 5 minutes\n}\n')
  return path
}

/** The paths that both formats name. */
const paths = async (from: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const github = await runCommand(check, join(top, from), [...words, '--github'], environment)
  const sarif = await runCommand(check, join(top, from), [...words, '--sarif'], environment)
  const uris = JSON.parse(sarif.printed).runs[0].results.map(
    (one: { locations: readonly [{ physicalLocation: { artifactLocation: { uri: string } } }] }) =>
      one.locations[0].physicalLocation.artifactLocation.uri,
  )
  return { github: github.printed.split('\n').flatMap((line) => /file=([^,]*),/.exec(line)?.[1] ?? []), sarif: uris }
}

const both = (path: string) => ({ github: [path], sarif: [path] })

test.each([
  ['the policy folder', 'repository/policies/acme', []],
  ['the root', 'repository', ['policies/acme']],
  ['a folder beside it', 'repository/tools', ['../policies/acme']],
  ['outside of the repository', '.', ['repository/policies/acme']],
])('in a repository, from %s', async (_name, from, words) => {
  policyIn('repository/policies/acme')
  mkdirSync(join(top, 'repository/.git'))
  mkdirSync(join(top, 'repository/tools'))
  expect(await paths(from, words)).toEqual(both('policies/acme/a.sync'))
})

test('files in folders of the policy keep theirs', async () => {
  policyIn('repository/policies/acme', 'sales')
  mkdirSync(join(top, 'repository/.git'))
  expect(await paths('repository/policies/acme', [])).toEqual(both('policies/acme/sales/a.sync'))
})

test('in a worktree `.git` is a file, and the nearest one counts', async () => {
  policyIn('repository/trees/one/acme')
  mkdirSync(join(top, 'repository/.git'))
  writeFileSync(join(top, 'repository/trees/one/.git'), 'gitdir: ../../.git/worktrees/one\n')
  expect(await paths('repository', ['trees/one/acme'])).toEqual(both('acme/a.sync'))
})

test('a policy at the root has no folder before it', async () => {
  policyIn('repository')
  mkdirSync(join(top, 'repository/.git'))
  expect(await paths('repository', [])).toEqual(both('a.sync'))
})

test('GitHub’s workspace counts before the repository, and not where the policy lies elsewhere', async () => {
  policyIn('workspace/checkout/acme')
  mkdirSync(join(top, 'workspace/checkout/.git'))
  mkdirSync(join(top, 'other'))
  expect(await paths('workspace/checkout', ['acme'], { GITHUB_WORKSPACE: join(top, 'workspace') })).toEqual(both('checkout/acme/a.sync'))
  expect(await paths('workspace/checkout', ['acme'], { GITHUB_WORKSPACE: join(top, 'other') })).toEqual(both('acme/a.sync'))
  expect(await paths('workspace/checkout', ['acme'], { GITHUB_WORKSPACE: '' })).toEqual(both('acme/a.sync'))
})

test('a link to the folder is followed to where it lies', async () => {
  policyIn('repository/policies/acme')
  mkdirSync(join(top, 'repository/.git'))
  symlinkSync(join(top, 'repository/policies/acme'), join(top, 'short'))
  expect(await paths('.', ['short'])).toEqual(both('policies/acme/a.sync'))
})

test('without a repository a path begins at the current directory', async () => {
  policyIn('policies/acme')
  expect(await paths('.', ['policies/acme'])).toEqual(both('policies/acme/a.sync'))
  expect(await paths('policies/acme', [])).toEqual(both('a.sync'))
})

test('names are escaped as each format has it', async () => {
  policyIn('repository/20% off, new:')
  mkdirSync(join(top, 'repository/.git'))
  expect(await paths('repository', ['20% off, new:'])).toEqual({
    github: ['20%25 off%2C new%3A/a.sync'],
    sarif: ['20%25%20off%2C%20new%3A/a.sync'],
  })
})
